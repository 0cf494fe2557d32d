/** A stretch of a text, in UTF-16 units; `end` is exclusive. */
export interface Part {
  start: number;
  end: number;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The longest part of `text` that begins at (or just before) `start`, holds at most `limit` units and splits no
 * grapheme: no half emoji, flag or accent is sent (docs/faults.md F49). A single grapheme longer than the limit is
 * split between code points. `start` moves back so that the limit is used when less than that is left.
 */
export function cutPart(text: string, start: number, limit: number): Part {
  if (text.length <= limit) return { start: 0, end: text.length };
  const from = boundaryAtOrBefore(text, Math.max(0, Math.min(start, text.length - limit)));
  const wanted = Math.min(text.length, from + Math.max(1, limit));
  const end = boundaryAtOrBefore(text, wanted);
  return { start: from, end: end > from ? end : codePointBoundary(text, wanted, from) };
}

/**
 * How many units each of several texts may use of a common limit: short ones stay whole, long ones share the rest
 * evenly.
 */
export function shareLimit(lengths: readonly number[], limit: number): number[] {
  const shares = lengths.map(() => 0);
  const byLength = lengths.map((length, index) => ({ length, index })).sort((a, b) => a.length - b.length);
  let left = Math.max(0, limit);
  byLength.forEach(({ length, index }, position) => {
    const share = Math.min(length, Math.floor(left / (byLength.length - position)));
    shares[index] = share;
    left -= share;
  });
  return shares;
}

function boundaryAtOrBefore(text: string, position: number): number {
  return position >= text.length ? text.length : (graphemes.segment(text).containing(position)?.index ?? 0);
}

function codePointBoundary(text: string, position: number, from: number): number {
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(position - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(position));
  return splitsPair && position - 1 > from ? position - 1 : position;
}
