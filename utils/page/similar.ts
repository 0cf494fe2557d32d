import search from 'approx-string-match';

/** Characters of a quote that are looked for; of a longer one, its beginning and its end. */
const PIECE = 120;
/** Part of the characters that may differ. */
const TOLERANCE = 0.3;
/** How much longer or shorter than it was a long passage may have become. */
const STRETCH = 0.5;

interface Place {
  from: number;
  to: number;
}

/**
 * Where a text most likely stands that a page holds no more word for word, or null. Places are of `text`; all strings are
 * compared as they are given (`page-index.ts` leaves out what does not count). Of equally good places the one with the
 * right surroundings wins.
 */
export function findSimilar(text: string, quote: { exact: string; prefix: string; suffix: string }): Place | null {
  const { exact, prefix, suffix } = quote;
  if (exact.length <= PIECE) return bestOf(text, exact, prefix, suffix);
  const start = bestOf(text, exact.slice(0, PIECE), prefix, '');
  const end = bestOf(text, exact.slice(-PIECE), '', suffix);
  if (!start || !end) return start ?? end;
  const stretch = Math.abs(end.to - start.from - exact.length) / exact.length;
  return end.to > start.from && stretch <= STRETCH ? { from: start.from, to: end.to } : start;
}

function bestOf(text: string, piece: string, prefix: string, suffix: string): Place | null {
  const matches = search(text, piece, Math.floor(piece.length * TOLERANCE));
  const scored = matches.map(({ start, end, errors }) => {
    const before = text.slice(Math.max(0, start - prefix.length), start);
    const after = text.slice(end, end + suffix.length);
    return { from: start, to: end, score: errors - shared(before, prefix) - shared(after, suffix) };
  });
  scored.sort((a, b) => a.score - b.score);
  const [best] = scored;
  return best && best.to > best.from ? { from: best.from, to: best.to } : null;
}

/** Characters two strings have in the same place, counted from either end, whichever fits better; weighed a quarter. */
function shared(a: string, b: string): number {
  const same = (x: string, y: string) => [...x].filter((character, index) => character === y[index]).length;
  const reversed = (string: string) => [...string].reverse().join('');
  return Math.max(same(a, b), same(reversed(a), reversed(b))) / 4;
}
