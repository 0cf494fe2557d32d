import '@/utils/zod-without-eval';
import browser, { type Tabs } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { createDispatcher } from '@/utils/answer';
import type { Press } from '@/utils/ask';
import { assembleBackground } from '@/utils/background';
import { clearAllHandovers } from '@/utils/handover';
import { forgetWindow } from '@/utils/inbox';
import { listenToMessages } from '@/utils/listen';
import { ASK_MENU, createMenus } from '@/utils/menus';
import { ASK_COMMAND, closeStorageToPages, FOCUS_COMMAND } from '@/utils/popover-preferences';
import { focusPopover } from '@/utils/focus-popover';
import { followAddressPermission } from '@/utils/panel-state/address-permission';
import { openWelcome } from '@/utils/welcome';

/** Every listener is added in this one run: a worker that wakes for an event must find its listener at once (F40). */
export default defineBackground(() => {
  const { handlers, ask, bringInLine, sweepPending } = assembleBackground();
  const press = (source: Press['source'], tab: Tabs.Tab | undefined, rest: Partial<Press> = {}) => {
    if (tab?.windowId === undefined) return;
    report(ask({ source, windowId: tab.windowId, tabId: tab.id, url: tab.url, title: tab.title, ...rest }));
  };

  const self = { id: browser.runtime.id, origin: browser.runtime.getURL('/').replace(/\/$/, '') };
  listenToMessages(createDispatcher(handlers, self));

  browser.action.onClicked.addListener((tab) => press('toolbar', tab));
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === ASK_COMMAND) press('command', tab);
    if (command === FOCUS_COMMAND) report(focusPopover(tab?.id));
  });
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText, frameId, frameUrl }, tab) => {
    if (menuItemId === ASK_MENU) press('menu', tab, { selectionText, frameId, frameUrl });
  });

  browser.permissions.onAdded.addListener(() => report(bringInLine()));
  browser.permissions.onRemoved.addListener(() => report(followAddressPermission().then(() => bringInLine())));
  browser.windows.onRemoved.addListener((windowId) => report(forgetWindow(browser.storage.session, windowId)));
  // Firefox only; Chrome's readers change shortcuts where no event tells of it.
  browser.commands.onChanged?.addListener(() => report(bringInLine()));
  // Chrome only.
  browser.storage.managed.onChanged?.addListener(() => report(bringInLine()));

  browser.runtime.onInstalled.addListener(({ reason }) => {
    report(createMenus());
    report(bringInLine(true));
    if (reason === 'install') report(openWelcome());
  });
  browser.runtime.onStartup.addListener(() => {
    report(createMenus());
    report(bringInLine());
    report(sweepPending());
  });

  report(closeStorageToPages());
  if (import.meta.env.FIREFOX) report(clearAllHandovers());
});

/** A failure here has no one to answer to. By name only: a browser's message may quote an address. */
function report(work: Promise<unknown>): void {
  work.catch((error: unknown) =>
    console.error('Docent: background', error instanceof Error ? error.name : typeof error),
  );
}
