import type { AskPart } from './ask-part';
import type { createPopoverMenu } from './menu-part';
import type { createSelectionPopover } from './selection-popover';
import type { Passage } from './types';

/** What the later files of the page script hold, each under the name it is fetched by (`loadPart`). */
export interface PageParts {
  popover: typeof createSelectionPopover;
  ask: AskPart;
  menu: typeof createPopoverMenu;
}

/** What the page script's files keep in their isolated world, which no page can look into. */
export interface PageWorld {
  docentStop?: () => void;
  docentParts?: Partial<PageParts>;
  /** Put here by `/show.js` and `/show-similar.js`. */
  docentShow?: (quote: Passage['quote'], anchor: string | null) => 'shown' | 'gone' | 'closed';
  docentShowSimilar?: (quote: Passage['quote']) => 'similar' | 'gone';
}

export const pageWorld = globalThis as PageWorld;

/** Called by each file as it arrives. */
export function putPart<N extends keyof PageParts>(name: N, part: PageParts[N]): void {
  (pageWorld.docentParts ??= {})[name] = part;
}
