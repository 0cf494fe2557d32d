import { createLazyPart } from '../shared/lazy-part';

/** Widgets, workflows, the server's questions, the images it makes: asked for by the first of them. */
export const itemView = createLazyPart(() => import('./ItemView'));
