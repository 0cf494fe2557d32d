import type { PageParts } from './page-parts';
import type { ShowWorld } from '../passage/show-world';

/** What the page script's files keep in their isolated world, which no page can look into. */
export interface PageWorld extends ShowWorld {
  docentStop?: () => void;
  docentParts?: Partial<PageParts>;
}

export const pageWorld = globalThis as PageWorld;

/** Called by each file as it arrives. */
export function putPart<N extends keyof PageParts>(name: N, part: PageParts[N]): void {
  (pageWorld.docentParts ??= {})[name] = part;
}
