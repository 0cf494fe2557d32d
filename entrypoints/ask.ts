import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { putPart } from '../utils/page/page-world';
import { createAskPart } from '../utils/page/ask-part';

/** Injected when the reader comes near the pill: guards the press and captures the passage. */
export default defineUnlistedScript(() => putPart('ask', createAskPart));
