import browser from 'webextension-polyfill';

/** Moves the keyboard to the popover of the tab in front. No popover, or no page script there: nothing happens. */
export async function focusPopover(tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  await browser.tabs.sendMessage(tabId, { name: 'focusPopover' }).catch(() => undefined);
}
