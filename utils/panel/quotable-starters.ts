import { answeredByQuotes } from '../../chatkit/answerers/extractive/quotable';
import { sourcesOf } from '../../chatkit/answerers/extractive/source';
import type { StarterId } from '../../chatkit/protocol/requests';
import type { CardView } from './card';
import { shapePassage } from './shape-request';
import { quotableStarters } from './starters';

/**
 * The ready-made questions that quotes can answer about this card, here or in a proxy without a model, by trying each:
 * most paragraphs hold no example, and a short one only itself. Loaded with the first passage it is asked about.
 */
export function startersFor(view: CardView, isCode: boolean): StarterId[] {
  const { docent, quotedText } = shapePassage(view);
  const sources = sourcesOf({ docent, message: { quoted_text: quotedText } });
  return answeredByQuotes(quotableStarters[isCode ? 'code' : 'text'], sources);
}
