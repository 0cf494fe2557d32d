import type { createSelectionPopover } from './selection-popover';

/** What the page script's two files keep in their isolated world, which no page can look into. */
export interface PageWorld {
  docentStop?: () => void;
  /** Set by `selection.js` while it waits for `popover.js`. */
  docentAccept?: (create: typeof createSelectionPopover) => void;
}

export const pageWorld = globalThis as PageWorld;
