import browser from 'webextension-polyfill';
import { originPatterns } from '../connection/origins';
import type { ContextPack, PageText } from '../draft';
import { readPageText } from '../page-text';
import { showPassage } from '../passage/show';
import { type Shown, showInPage } from '../passage/show-in-page';
import type { Passage, StagedPassage } from '../passage/types';
import { runInTab } from './tab-scripts';

/**
 * What the panel does in the reader's pages, each at a press: loaded then, not with the panel.
 * @param windowId where a page opens whose tab is gone
 */
export function showStaged(staged: StagedPassage, windowId: number): Promise<Shown> {
  return showInPage(staged, {
    async show(tabId, { quote, section }) {
      return (await runInTab(tabId, showPassage, [quote, section.anchor ?? null])) === 'shown';
    },
    addressOf: (tabId) => runInTab(tabId, () => location.href, []).catch(() => undefined),
    async bringToFront(tabId) {
      const tab = await browser.tabs.update(tabId, { active: true });
      if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
    },
    open: async (url) => void (await browser.tabs.create({ url, windowId })),
  });
}

/** The pack is made in the panel: markup of a page is parsed without being woken, and the page pays nothing for it. */
export async function packOf(passage: Passage): Promise<ContextPack> {
  const { packPassage } = await import('../context-pack/pack');
  return packPassage(passage, parse);
}

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');

export function readStagedPage(staged: StagedPassage): Promise<PageText> {
  return readPageText(staged, {
    run: runInTab,
    hasAccess: (url) => browser.permissions.contains({ origins: originPatterns([url]) }),
    parse,
  });
}
