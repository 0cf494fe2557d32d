import { createLazyPart } from '../shared/lazy-part';

/** Neutral colours, levels of the accent, fonts: parts of a theme that few hosts set. */
export const themeDetails = createLazyPart(() => import('./theme-details'));
