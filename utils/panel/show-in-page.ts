import { samePage } from '../passage/page-address';
import type { Passage, StagedPassage } from '../passage/types';

/** What a page says when it is asked for a passage: word for word, nearly, not any more, or that nobody may look. */
export type Found = 'shown' | 'similar' | 'gone' | 'closed';

export interface PageShower {
  /** Finds the passage in the tab and paints it. Rejects where the browser does not let us. */
  show: (tabId: number, frameId: number, passage: Passage) => Promise<Found>;
  /** Address of a document, undefined when it is gone or its address is none of our business. */
  addressOf: (tabId: number, frameId: number) => Promise<string | undefined>;
  /** Open tabs whose address fits, as far as the browser tells addresses. */
  tabsWith: (fits: (address: string) => boolean) => Promise<number[]>;
  bringToFront: (tabId: number) => Promise<void>;
  open: (url: string) => Promise<void>;
}

/**
 * `opened`: the page was not open any more, and the browser itself finds the text in it. `unopened`: the browser does not
 * open it for us (its own pages; in Firefox also files).
 */
export type Shown = Found | 'opened' | 'unopened';

/**
 * *Show in page*: brings the tab to the front and marks the passage in it: the tab it came from, else another one with
 * the same page, else the page opens anew. A whole page comes to the front unmarked. A tab whose address we know and whose text we may not read (a PDF, a reading
 * view) comes to the front unmarked.
 */
export async function showInPage({ passage, origin, whole }: StagedPassage, page: PageShower): Promise<Shown> {
  const { tabId, frameId = 0 } = origin;
  const fits = (address: string | undefined) => address !== undefined && isSamePage(address, passage.page.url);
  const tried = tabId !== undefined && fits(await page.addressOf(tabId, frameId)) ? tabId : undefined;
  if (tried !== undefined) {
    const found = await showIn(tried, frameId);
    if (found) return found;
  }
  const fitting = (await page.tabsWith(fits)).filter((id) => id !== tried);
  const others = fitting.toSorted((a, b) => Number(b === tabId) - Number(a === tabId));
  for (const other of others) {
    const found = await showIn(other, 0);
    if (found) return found;
  }
  const [unread] = others;
  if (unread !== undefined) {
    await page.bringToFront(unread);
    return 'closed';
  }
  if (passage.page.url === '') return 'unopened';
  return page.open(addressOfPassage(passage)).then(
    () => 'opened',
    () => 'unopened',
  );

  async function showIn(tab: number, frame: number): Promise<Found | undefined> {
    // Nothing in it to mark: being there is all.
    const found = whole ? 'shown' : await page.show(tab, frame, passage).catch(() => undefined);
    if (found) await page.bringToFront(tab);
    return found;
  }
}

/** A passage's address has a query only where the page says so (`page-address.ts`); an open tab has its own. */
export function isSamePage(address: string, wanted: string): boolean {
  const query = URL.parse(wanted)?.search ?? '';
  return samePage(address, wanted) && (query === '' || query === URL.parse(address)?.search);
}

const MAX_WHOLE_FRAGMENT = 200;
const WORDS_AT_EACH_END = 6;

/**
 * Address of the page with a text fragment (https://wicg.github.io/scroll-to-text-fragment/): a short passage whole, a
 * long one by its first and last words.
 */
export function addressOfPassage({ page, section, quote }: Pick<Passage, 'page' | 'section' | 'quote'>): string {
  const text = quote.exact;
  const words = text.trim().split(/\s+/);
  const encode = (part: string[]) => encodeURIComponent(part.join(' ')).replaceAll('-', '%2D');
  const fragment =
    text.length <= MAX_WHOLE_FRAGMENT || words.length <= 2 * WORDS_AT_EACH_END
      ? encode(words)
      : `${encode(words.slice(0, WORDS_AT_EACH_END))},${encode(words.slice(-WORDS_AT_EACH_END))}`;
  if (words.join('') === '') return page.url;
  const [address = '', route] = page.url.split('#');
  return `${address}#${route ?? (section.anchor ? encodeURIComponent(section.anchor) : '')}:~:text=${fragment}`;
}
