import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { putPart } from '../utils/passage/page-world';
import { createAskPart } from '../utils/passage/ask-part';

/** Injected when the reader comes near the pill: guards the press and captures the passage. */
export default defineUnlistedScript(() => putPart('ask', createAskPart));
