import '@/utils/shared/zod-without-eval';
import browser, { type Tabs } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { createDispatcher } from '@/utils/background/dispatcher';
import type { PanelPress } from '@/utils/background/press';
import { assembleBackground } from '@/utils/background/assemble';
import { clearAllHandovers } from '@/utils/background/handover';
import { forgetWindow } from '@/utils/shared/inbox';
import { listenToMessages } from '@/utils/shared/listen';
import { ASK_MENU, createMenus, PAGE_MENU } from '@/utils/background/menus';
import { ASK_COMMAND, closeStorageToPages, FOCUS_COMMAND } from '@/utils/shared/popover-preferences';
import { focusPopover } from '@/utils/background/focus-popover';
import { followAddressPermission } from '@/utils/shared/address-permission';
import { openWelcome } from '@/utils/background/welcome';

/** Every listener is added in this one run: a worker that wakes for an event must find its listener at once (F40). */
export default defineBackground(() => {
  const { handlers, ask, access, bringInLine, sweepPending } = assembleBackground();
  const press = (source: PanelPress['source'], tab: Tabs.Tab | undefined, rest: Partial<PanelPress> = {}) => {
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
    if (menuItemId === PAGE_MENU) press('menu', tab, { isWhole: true });
  });

  browser.permissions.onAdded.addListener(({ origins = [] }) =>
    report(access.grantsAdded(origins).then(() => bringInLine())),
  );
  browser.permissions.onRemoved.addListener(({ origins = [] }) =>
    report(Promise.all([access.grantsRemoved(origins), followAddressPermission()]).then(() => bringInLine())),
  );
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
