import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { capturePassage } from '../utils/passage/capture';

/** Injected once by `scripting.executeScript` (context menu, shortcut, toolbar; activeTab suffices), which returns its value. */
export default defineUnlistedScript(() => capturePassage(window));
