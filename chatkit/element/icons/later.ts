import { createLazyPart } from '../shared/lazy-part';

/** Icons that a host names. */
export const namedIcon = createLazyPart(() => import('./NamedIcon'));
