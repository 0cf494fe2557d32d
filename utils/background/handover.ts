import browser from 'webextension-polyfill';

/** The hand-over page, one button that opens the sidebar (docs/interface.md 27). Firefox only. */
const HANDOVER_PAGE = '/handover.html';

/**
 * Firefox opens its sidebar only from a press in our own surfaces, never from a press in a page. So the toolbar button
 * opens a popup for this window, which needs no gesture there. The popup is set only as long as it takes to load: while
 * it is set it swallows `action.onClicked`, and the toolbar would no longer be one step. False when it did not open.
 */
export async function offerHandover(windowId: number): Promise<boolean> {
  try {
    await browser.action.setPopup({ popup: HANDOVER_PAGE, windowId });
    await browser.action.openPopup({ windowId });
    return true;
  } catch {
    await clearHandover(windowId);
    return false;
  }
}

export async function clearHandover(windowId: number): Promise<void> {
  await browser.action.setPopup({ popup: '', windowId });
}

/** At every start of the background: a popup set by one that died in between would stay. */
export async function clearAllHandovers(): Promise<void> {
  const windows = await browser.windows.getAll();
  await Promise.all(windows.map(({ id }) => (id === undefined ? undefined : clearHandover(id))));
}
