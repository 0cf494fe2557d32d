import { type StarterId } from '../../protocol/requests';
import { aboutAll } from './about-all';
import { placesOf } from './choose';
import { readQuestion } from './question';
import { type Source } from './source';
import { englishStrings } from './strings';

/** Quotes of more of a passage than this say it again, as a share of its length. */
const REPEATED = 0.7;

/**
 * Those of the ready-made questions that quotes from these sources answer: the passage holds something of what is asked,
 * and it is not the passage over again. The page explains a passage; what it warns of or returns elsewhere is another
 * matter's. Where the page itself is asked about, its own quotes answer.
 */
export function answeredByQuotes(starters: readonly StarterId[], sources: Source[]): StarterId[] {
  const lang = sources[0]?.lang;
  const questions = starters.map((id) => readQuestion('', lang, id));
  const [first] = questions;
  if (!first) return [];
  // Reading a long page takes longest, and is the same for all.
  const places = placesOf(sources, first.stem);
  const asked = sources.some(({ kind }) => kind === 'passage') ? 'passage' : 'page';
  const length = sources.reduce((sum, { kind, text }) => sum + (kind === asked ? text.length : 0), 0);
  return starters.filter((id, index) => {
    const { quotes, more } = aboutAll(questions[index] ?? first, places, englishStrings);
    const own = quotes.filter(({ source }) => source.kind === asked);
    const repeated = own.reduce((sum, { text }) => sum + text.length, 0) > REPEATED * length;
    const hasPage = [...quotes, ...(more?.quotes ?? [])].some(({ source }) => source.kind === 'page');
    return (own.length > 0 && !repeated) || (id === 'explain' && hasPage);
  });
}
