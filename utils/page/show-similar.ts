import { indexPage } from './page-index';
import { showRange } from './paint';
import { findSimilar } from './similar';
import { solid } from './solid';
import type { Passage } from '../passage/types';

/** *Show in page* where the text has changed since: shows where it most likely stands now, or says that it is gone. */
export function showSimilar(quote: Passage['quote'], document: Document): 'similar' | 'gone' {
  const index = indexPage(document).only(true);
  const [exact, prefix, suffix] = [quote.exact, quote.prefix, quote.suffix].map(solid) as [string, string, string];
  const place = exact ? findSimilar(index.text, { exact, prefix, suffix }) : null;
  if (!place) return 'gone';
  showRange(index.range(place.from, place.to));
  return 'similar';
}
