import type { Passage, StagedPassage } from './types';

export interface PageShower {
  /** Runs `showPassage` in the tab: true when it found the passage. Rejects where the browser does not let us. */
  show: (tabId: number, passage: Passage) => Promise<boolean>;
  /** Address of a tab, undefined when the tab is gone or its address is none of our business. */
  addressOf: (tabId: number) => Promise<string | undefined>;
  bringToFront: (tabId: number) => Promise<void>;
  open: (url: string) => Promise<void>;
}

/** `changed`: the page is there but does not hold the passage any more. */
export type Shown = 'shown' | 'opened' | 'changed';

/**
 * *Show in page*: brings the tab to the front and marks the passage in it; a tab that is gone or shows another page by
 * now makes the page open anew, where the browser itself finds the text.
 */
export async function showInPage({ passage, origin }: StagedPassage, page: PageShower): Promise<Shown> {
  const { tabId } = origin;
  const address = tabId === undefined ? undefined : await page.addressOf(tabId);
  if (tabId !== undefined && address !== undefined && withoutFragment(address) === withoutFragment(passage.page.url)) {
    const found = await page.show(tabId, passage).catch(() => undefined);
    if (found !== undefined) {
      await page.bringToFront(tabId);
      return found ? 'shown' : 'changed';
    }
  }
  await page.open(addressOfPassage(passage));
  return 'opened';
}

const LONGEST_WHOLE_FRAGMENT = 200;
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
    text.length <= LONGEST_WHOLE_FRAGMENT || words.length <= 2 * WORDS_AT_EACH_END
      ? encode(words)
      : `${encode(words.slice(0, WORDS_AT_EACH_END))},${encode(words.slice(-WORDS_AT_EACH_END))}`;
  return `${withoutFragment(page.url)}#${section.anchor ? encodeURIComponent(section.anchor) : ''}:~:text=${fragment}`;
}

const withoutFragment = (address: string) => address.split('#')[0] ?? '';
