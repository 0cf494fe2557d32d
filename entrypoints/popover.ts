import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { pageWorld } from '../utils/passage/page-world';
import { createSelectionPopover } from '../utils/passage/selection-popover';

/** Injected by the background when `selection.ts` asks for it (`loadPopover`), at the first selection in a page. */
export default defineUnlistedScript(() => {
  const accept = pageWorld.docentAccept;
  delete pageWorld.docentAccept;
  accept?.(createSelectionPopover);
});
