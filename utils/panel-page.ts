import browser from 'webextension-polyfill';

/** The panel's page; as a tab or a small window it learns from the query which window it belongs to, and nothing else. */
export const PANEL_PATH = '/sidepanel.html';

export interface OpenPanels {
  /** A side panel or sidebar of the window is there. */
  docked: boolean;
  /** The same page as a tab or in a small window. */
  tabs: { tabId: number; windowId: number }[];
}

/** The documents that show the panel of one window now. */
export async function findPanels(windowId: number): Promise<OpenPanels> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['SIDE_PANEL', 'TAB'] });
  const found: OpenPanels = { docked: false, tabs: [] };
  for (const context of contexts) {
    const url = context.documentUrl === undefined ? null : new URL(context.documentUrl);
    if (url?.pathname !== PANEL_PATH) continue;
    if (context.contextType === 'SIDE_PANEL') found.docked ||= context.windowId === windowId;
    else if (url.searchParams.get('window') === String(windowId)) {
      found.tabs.push({ tabId: context.tabId, windowId: context.windowId });
    }
  }
  return found;
}

/** Shows the panel as a tab of its window; where there is no such window any more, of the one in front. */
export async function openPanelTab(windowId: number): Promise<void> {
  const url = `${PANEL_PATH}?window=${windowId}`;
  try {
    await browser.tabs.create({ url, windowId });
  } catch {
    await browser.tabs.create({ url });
  }
}

export async function openPanelWindow(windowId: number): Promise<void> {
  await browser.windows.create({
    type: 'popup',
    url: `${PANEL_PATH}?window=${windowId}`,
    width: 420,
    height: 680,
  });
}

export async function focusPanelTab({ tabId, windowId }: OpenPanels['tabs'][number]): Promise<void> {
  await browser.tabs.update(tabId, { active: true });
  await browser.windows.update(windowId, { focused: true });
}
