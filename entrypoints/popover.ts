import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { putPart } from '../utils/page/page-world';
import { createSelectionPopover } from '../utils/page/selection-popover';

/** Injected at the first selection in a page: the pill, and where it stands. */
export default defineUnlistedScript(() => putPart('popover', createSelectionPopover));
