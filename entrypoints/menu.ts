import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { putPart } from '../utils/page/page-world';
import { createPopoverMenu } from '../utils/page/menu-part';

/** Injected when the reader opens the pill's menu. */
export default defineUnlistedScript(() => putPart('menu', createPopoverMenu));
