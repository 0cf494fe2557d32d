import { cutPart, type Part } from '../passage/cut';

/** Words that find a passage in its section: as many as no other place is likely to have in this order. */
const FINDING_WORDS = 8;

/**
 * Where in a text the words of a passage begin, whatever stands between them (marks of Markdown, line ends); undefined
 * where they do not.
 */
export function placeOfPassage(text: string, passage: string): number | undefined {
  const words =
    passage
      .slice(0, 1_000)
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, FINDING_WORDS) ?? [];
  if (words.length === 0) return undefined;
  const found = new RegExp(words.join('[^\\p{L}\\p{N}]+'), 'u').exec(text);
  return found?.index;
}

/**
 * The part of a text that goes along where all of it is too long: the beginning, as long as that holds the passage, else
 * the text around it, a third of it before.
 */
export function partAround(text: string, at: number | undefined, length: number, limit: number): Part {
  if (text.length <= limit) return { start: 0, end: text.length };
  if (at === undefined || at + length <= limit) return cutPart(text, 0, limit);
  const before = Math.max(0, Math.floor((limit - length) / 3));
  const wanted = Math.min(Math.max(0, at - before), text.length - limit);
  const paragraph = text.indexOf('\n\n', wanted);
  const start = paragraph >= 0 && paragraph + 2 <= at ? paragraph + 2 : wanted;
  return cutPart(text, start, limit);
}
