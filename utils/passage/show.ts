import { indexPage, type PageIndex, solid } from './page-index';
import { showRange } from './paint';
import type { Passage } from './types';

/**
 * *Show in page*: finds a quote in the document and shows it. Of several places the one with the right surroundings wins,
 * then the first one after `anchor`; folded text counts where nothing else holds the quote. `gone` when the document does
 * not hold the text as it was.
 */
export function showPassage(quote: Passage['quote'], anchor: string | null, document: Document): 'shown' | 'gone' {
  const [exact, prefix, suffix] = [quote.exact, quote.prefix, quote.suffix].map(solid) as [string, string, string];
  for (const folded of [false, true]) {
    const index = indexPage(document, folded);
    const place = exact ? findQuote(index, { exact, prefix, suffix }, anchor && document.getElementById(anchor)) : -1;
    if (place < 0) continue;
    showRange(index.range(place, place + exact.length));
    return 'shown';
  }
  return 'gone';
}

function findQuote({ text, nodeAt }: PageIndex, quote: Passage['quote'], after: Element | '' | null): number {
  const { exact, prefix, suffix } = quote;
  let found = -1;
  let foundScore = -1;
  for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
    const before = text.slice(Math.max(0, at - prefix.length), at);
    const behind = text.slice(at + exact.length, at + exact.length + suffix.length);
    const follows = after && after.compareDocumentPosition(nodeAt(at)) & Node.DOCUMENT_POSITION_FOLLOWING;
    const score =
      alike([...before].reverse(), [...prefix].reverse()) + alike([...behind], [...suffix]) + (follows ? 0.5 : 0);
    if (score > foundScore) [found, foundScore] = [at, score];
  }
  return found;
}

function alike(a: string[], b: string[]): number {
  const differs = b.findIndex((character, index) => character !== a[index]);
  return differs < 0 ? b.length : differs;
}
