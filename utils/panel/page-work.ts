import browser from 'webextension-polyfill';
import { originPatterns } from '../connection/origins';
import type { ContextPack, PageText } from '../shared/draft';
import { readPageText, readSectionText } from './pack/page-text';
import type { PageMarkup, SectionMarkup, ShowWorld } from '../passage/show-world';
import { type Found, type Shown, showInPage } from './show-in-page';
import type { Passage, StagedPassage } from '../passage/types';
import { t } from '../shared/strings';
import { type Frames, injectInFrames, runInFrames } from './tab-scripts';

/**
 * What the panel does in the reader's pages, each at a press: loaded then, not with the panel.
 * @param windowId where a page opens whose tab is gone
 */
export function showStaged(staged: StagedPassage, windowId: number): Promise<Shown> {
  return showInPage(staged, {
    show: (tabId, frameId, passage) => showInTab(tabId, frameId, passage),
    addressOf: async (tabId, frameId) =>
      (await runInFrames(tabId, frameId, () => location.href, []).catch(() => []))[0],
    async tabsWith(address) {
      const tabs = await browser.tabs.query({ discarded: false });
      return tabs.flatMap(({ id, url }) => (id !== undefined && url !== undefined && address(url) ? [id] : []));
    },
    async bringToFront(tabId) {
      const tab = await browser.tabs.update(tabId, { active: true });
      if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
    },
    open: async (url) => void (await browser.tabs.create({ url, windowId })),
  });
}

/** The pack is made in the panel: markup of a page is parsed without being woken, and the page pays nothing for it. */
export async function packOf(passage: Passage): Promise<ContextPack> {
  const { packPassage } = await import('./pack/pack');
  const words = { done: t('packDone'), open: t('packNotDone'), deleted: t('packDeleted', '$1') };
  return packPassage(passage, parse, words);
}

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');

/** @param part the section of the passage; the whole page when left out */
export function readStagedPage(staged: StagedPassage, part?: 'section'): Promise<PageText> {
  const hasAccess = (url: string) => browser.permissions.contains({ origins: originPatterns([url]) });
  return part === 'section'
    ? readSectionText(staged, { readSection, hasAccess, parse })
    : readPageText(staged, { readPage, hasAccess, parse });
}

async function readPage(tabId: number, frameId: number): Promise<PageMarkup | undefined> {
  await injectInFrames(tabId, frameId, '/page.js');
  return (await runInFrames(tabId, frameId, callPage, []))[0];
}

async function readSection(tabId: number, frameId: number, { quote, section }: Passage): Promise<SectionMarkup | null> {
  await injectInFrames(tabId, frameId, '/section.js');
  return (await runInFrames(tabId, frameId, callSection, [quote, section.anchor ?? null]))[0] ?? null;
}

/** First where the passage came from, then wherever else in the page; then what comes close to it. */
async function showInTab(tabId: number, frameId: number, { quote, section }: Passage): Promise<Found> {
  const exactly = async (frames: Frames): Promise<Found[]> => {
    await injectInFrames(tabId, frames, '/show.js');
    return runInFrames(tabId, frames, callShow, [quote, section.anchor ?? null]);
  };
  if ((await exactly(frameId).catch((): Found[] => [])).includes('shown')) return 'shown';
  const everywhere = await exactly('all');
  if (everywhere.includes('shown')) return 'shown';
  if (everywhere.includes('closed')) return 'closed';
  for (const frames of [frameId, 'all'] as const) {
    await injectInFrames(tabId, frames, '/show-similar.js');
    if ((await runInFrames(tabId, frames, callShowSimilar, [quote])).includes('similar')) return 'similar';
  }
  return 'gone';
}

// Each stands for itself: the browser sends its source to the page.
const callPage = (): Promise<PageMarkup> | undefined => (globalThis as ShowWorld).docentPage?.();
const callShow = (quote: Passage['quote'], anchor: string | null): Found =>
  (globalThis as ShowWorld).docentShow?.(quote, anchor) ?? 'gone';
const callSection = (quote: Passage['quote'], anchor: string | null): SectionMarkup | null =>
  (globalThis as ShowWorld).docentSection?.(quote, anchor) ?? null;
const callShowSimilar = (quote: Passage['quote']): Found =>
  (globalThis as ShowWorld).docentShowSimilar?.(quote) ?? 'gone';
