import type { ReadableSelection } from './readable-selection';
import { elementOf, isDrawn, textsOf } from '../passage/text-walk';

/**
 * The selected text. Firefox runs several ranges together without a gap; they are told apart by counting, so that each
 * becomes a line of its own.
 */
export function selectedText({ whole, ranges }: ReadableSelection): string {
  if (ranges.length < 2) return whole;
  const lengths = ranges.map(drawnLength);
  // What is drawn cannot be told exactly (`text-transform` may lengthen it): the browser's own text is right then.
  if (lengths.reduce((sum, length) => sum + length) !== solid(whole).length) return whole;
  let text = '';
  let at = 0;
  ranges.forEach((range, index) => {
    const start = at;
    for (let left = lengths[index]!; left > 0; at++) if (/\S/.test(whole[at]!)) left--;
    const previous = ranges[index - 1];
    text +=
      previous && hasSelectableGap(previous, range)
        ? `\n${whole.slice(start, at).trimStart()}`
        : whole.slice(start, at);
  });
  return text + whole.slice(at);
}

/** Characters of a range that `toString()` has too, without white space. */
function drawnLength(range: Range): number {
  let length = 0;
  for (const { node, from, to } of textsOf(range)) {
    const parent = elementOf(node);
    const drawn =
      parent && isDrawn(parent, { visibilityProperty: true }) && getComputedStyle(parent).userSelect !== 'none';
    if (drawn) length += solid(node.data.slice(from, to)).length;
  }
  return length;
}

const solid = (text: string) => text.replace(/\s+/g, '');

/** False where only `user-select: none` text parts two ranges: the reader dragged across it. */
function hasSelectableGap(before: Range, after: Range): boolean {
  const gap = before.cloneRange();
  gap.setStart(before.endContainer, before.endOffset);
  gap.setEnd(after.startContainer, after.startOffset);
  const parted = Array.from(textsOf(gap)).filter(({ node, from, to }) => node.data.slice(from, to).trim());
  return !parted.length || parted.some(({ node }) => getComputedStyle(elementOf(node)!).userSelect !== 'none');
}
