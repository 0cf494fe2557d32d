import { createLazyPart } from '../shared/lazy-part';

/** What an entity is, shown beside it; asked for when the reader first stays on one. */
export const entityPreview = createLazyPart(() => import('./EntityPreview'));
