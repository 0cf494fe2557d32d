import { findQuote } from './find-quote';
import { showRange } from './paint';
import type { Passage } from '../passage/types';
import { isViewer } from './viewer';

/**
 * *Show in page*: finds a quote in the document and shows it; `gone` when the document does not hold it as it was,
 * `closed` when its text is out of our reach.
 */
export function showPassage(
  quote: Passage['quote'],
  anchor: string | null,
  document: Document,
): 'shown' | 'gone' | 'closed' {
  if (isViewer(document)) return 'closed';
  const range = findQuote(quote, anchor, document);
  if (range) showRange(range);
  return range ? 'shown' : 'gone';
}
