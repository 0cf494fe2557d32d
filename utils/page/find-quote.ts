import { indexPage, type PageIndex } from './page-index';
import { solid } from './solid';
import type { Passage } from '../passage/types';

type Quote = Passage['quote'];

/**
 * Where a quote stands in the document, word for word, or null. Of several places the one with the right surroundings
 * wins, then the first one after `anchor`; folded text counts where nothing else holds the quote.
 */
export function findQuote(quote: Quote, anchor: string | null, document: Document): Range | null {
  const [exact, prefix, suffix] = [quote.exact, quote.prefix, quote.suffix].map(solid) as [string, string, string];
  if (!exact) return null;
  const after = anchor ? document.getElementById(anchor) : null;
  const wanted = { exact, prefix, suffix };
  const whole = indexPage(document);
  const quick = bestPlace(whole, wanted, after);
  if (quick?.isSure) return rangeOf(whole, quick.place);
  // Something may stand between its words that cannot be selected: all styles have to be read.
  for (const folded of [false, true]) {
    const index = whole.only(folded);
    const found = bestPlace(index, wanted, after, folded);
    if (found) return rangeOf(index, found.place);
  }
  return null;

  function rangeOf(index: PageIndex, place: number): Range {
    return index.range(place, place + exact.length);
  }
}

/** `isSure`: the surroundings on one side are all as they were. */
interface Found {
  place: number;
  isSure: boolean;
}

function bestPlace(index: PageIndex, quote: Quote, after: Element | null, folded = false): Found | undefined {
  const { exact, prefix, suffix } = quote;
  let best: (Found & { score: number }) | undefined;
  for (let place = index.text.indexOf(exact); place >= 0; place = index.text.indexOf(exact, place + 1)) {
    const end = place + exact.length;
    if (!folded && !index.isSelectable(place, end)) continue;
    const before = sameEnd(index.before(place, prefix.length), prefix);
    const behind = sameStart(index.behind(end, suffix.length), suffix);
    const follows = after && after.compareDocumentPosition(index.nodeAt(place)) & Node.DOCUMENT_POSITION_FOLLOWING;
    const score = before + behind + (follows ? 0.5 : 0);
    const isSure = before === prefix.length || behind === suffix.length;
    if (!best || score > best.score) best = { place, score, isSure };
  }
  return best;
}

function sameStart(a: string, b: string): number {
  let same = 0;
  while (same < b.length && a[same] === b[same]) same++;
  return same;
}

function sameEnd(a: string, b: string): number {
  let same = 0;
  while (same < b.length && a.at(-1 - same) === b.at(-1 - same)) same++;
  return same;
}
