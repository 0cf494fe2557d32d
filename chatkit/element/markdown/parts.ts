import { createLazyPart } from '../shared/lazy-part';

/** Languages and their colours; asked for by the first finished block of code that names its language. */
export const highlighting = createLazyPart(() => import('./highlight'));

/** LaTeX to MathML; asked for by the first formula. */
export const mathematics = createLazyPart(() => import('./typeset'));
