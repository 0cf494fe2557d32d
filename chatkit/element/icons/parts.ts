import { createLazyPart } from '../shared/lazy-part';

/** The drawings behind `ChatKitIcon` and `HeaderIcon`. */
export const namedIcons = createLazyPart(() => import('./nodes'));

/** All of Lucide (about 1 700 drawings), asked for by the first `lucide:<name>` that a host or a server uses. */
export const everyLucideIcon = createLazyPart(() => import('lucide'));

/** `book-open` is `BookOpen` in Lucide's module, `arrow-down-0-1` is `ArrowDown01`. */
export const lucideExportName = (name: string): string =>
  name.replace(/(?:^|-)([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());
