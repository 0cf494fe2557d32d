import type { PanelHost } from './panel-port';

/** https://developer.chrome.com/docs/extensions/reference/api/sidePanel */
export const chromePanel: PanelHost = {
  opensFromPages: true,
  open: (windowId) => chrome.sidePanel.open({ windowId }),
  isOpen: () => Promise.resolve(null),
  /** A disabled side panel refuses `open` at once. The browser keeps this, but not over a restart. */
  preferWindow: (preferred) => chrome.sidePanel.setOptions({ enabled: !preferred }),
};
