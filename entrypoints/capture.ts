import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { captureFrame } from '../utils/page/capture-frame';

/** Injected once by `scripting.executeScript` (context menu, shortcut, toolbar; activeTab suffices), which returns its value. */
export default defineUnlistedScript(() => captureFrame(window));
