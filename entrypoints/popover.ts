import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { putPart } from '../utils/passage/page-world';
import { createSelectionPopover } from '../utils/passage/selection-popover';

/** Injected at the first selection in a page: the pill, and where it stands. */
export default defineUnlistedScript(() => putPart('popover', createSelectionPopover));
