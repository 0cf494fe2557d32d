import browser from 'webextension-polyfill';
import { isPanelDocked } from './panel-presence';

/** The panel's page; as a tab or a small window it learns from the query which window it belongs to, and nothing else. */
export const PANEL_PATH = '/sidepanel.html';

export interface OpenPanels {
  /** Whether the window has a side panel or sidebar open. */
  docked: boolean;
  /** The same page as a tab or in a small window. */
  tabs: { tabId: number; windowId: number }[];
}

/** The living documents that show the panel of one window now; one that is still loading is not among them. */
export async function findPanels(windowId: number): Promise<OpenPanels> {
  const [docked, contexts] = await Promise.all([
    isPanelDocked(windowId),
    browser.runtime.getContexts({ contextTypes: ['TAB'] }),
  ]);
  const tabs = contexts.filter(({ documentUrl = '' }) => {
    // Chrome gives an empty address until the document has arrived.
    if (!URL.canParse(documentUrl)) return false;
    const { pathname, searchParams } = new URL(documentUrl);
    return pathname === PANEL_PATH && searchParams.get('window') === String(windowId);
  });
  return { docked, tabs: tabs.map((tab) => ({ tabId: tab.tabId, windowId: tab.windowId })) };
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
