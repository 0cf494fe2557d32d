import browser from 'webextension-polyfill';
import type { PanelHost } from './panel-port';

/** Firefox's background is a document and has `localStorage`, which can be read within the gesture. */
const WINDOW_PREFERRED = 'window-preferred';

/** https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API/sidebarAction */
export const firefoxPanel: PanelHost = {
  opensFromPages: false,
  /** The sidebar of the active window, which is the one of the gesture. */
  open: () =>
    localStorage.getItem(WINDOW_PREFERRED) === null
      ? browser.sidebarAction.open()
      : Promise.reject(new Error('The reader prefers a small window')),
  isOpen: (windowId) => browser.sidebarAction.isOpen({ windowId }),
  async preferWindow(preferred) {
    if (preferred) localStorage.setItem(WINDOW_PREFERRED, 'yes');
    else localStorage.removeItem(WINDOW_PREFERRED);
  },
};
