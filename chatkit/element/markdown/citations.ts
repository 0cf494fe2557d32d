import type { Annotation, AssistantContent, Source } from '../../protocol/items';
import type { Block } from './document';

/** A source with its number, in the order in which an answer first cites them. */
export interface NumberedSource {
  number: number;
  source: Source;
}

/** Where a mark stands in a part's text. */
export interface CitationMark {
  index: number;
  number: number;
}

export interface Citations {
  sources: readonly NumberedSource[];
  /** Per part of the message, in order of position. Annotations without a position are only in the list. */
  marks: readonly (readonly CitationMark[])[];
}

/** Numbers the sources of a whole message: the same source has one number wherever it is cited. */
export function collectCitations(content: readonly AssistantContent[]): Citations {
  const numbers = new Map<string, NumberedSource>();
  const marks = content.map(({ annotations }) =>
    annotations
      .toSorted((a, b) => (a.index ?? Infinity) - (b.index ?? Infinity))
      .flatMap((annotation) => {
        const { number } = numbered(numbers, annotation);
        return annotation.index === undefined ? [] : [{ index: annotation.index, number }];
      }),
  );
  return { sources: [...numbers.values()], marks };
}

function numbered(numbers: Map<string, NumberedSource>, { source }: Annotation): NumberedSource {
  const key = JSON.stringify([source.type, identityOf(source), source.title, source.group]);
  const known = numbers.get(key);
  if (known) return known;
  const next = { number: numbers.size + 1, source };
  numbers.set(key, next);
  return next;
}

const identityOf = (source: Source): string =>
  source.type === 'url' ? source.url : source.type === 'file' ? source.filename : source.id;

/** The marks behind `start` up to `until`, where the next block begins: a mark follows what it cites. */
export const marksBetween = (marks: readonly CitationMark[], start: number, until: number): readonly CitationMark[] =>
  marks.filter(({ index }) => (index > start || start === 0) && index <= until);

/** Stands for a mark while its block is read as Markdown. Punctuation, so that emphasis beside it still counts. */
const SENTINEL = /⸨@(\d+)⸩/;

/** The block's text with a sentinel at each mark, never inside a marker or before the text it cites. */
export function withSentinels(block: Block, marks: readonly CitationMark[]): string {
  const { raw, start } = block;
  let text = raw;
  for (const { index, number } of marks.toSorted((a, b) => b.index - a.index || b.number - a.number)) {
    const place = snap(raw, index - start);
    text = `${text.slice(0, place)}⸨@${number}⸩${text.slice(place)}`;
  }
  return text;
}

function snap(raw: string, wanted: number): number {
  const end = raw.trimEnd().length;
  let place = wanted <= 0 ? end : Math.min(wanted, end);
  while (place > 0 && /\s/.test(raw.charAt(place - 1))) place -= 1;
  if (place === 0) return end;
  // Not between the two stars of `**`, and not between the halves of a surrogate pair.
  while (place < end && /[*_~`]/.test(raw.charAt(place)) && raw.charAt(place) === raw.charAt(place - 1)) place += 1;
  return /[\uDC00-\uDFFF]/.test(raw.charAt(place)) ? place + 1 : place;
}

/** Text and the numbers of the marks in it, in order. */
export function splitSentinels(text: string): (string | number)[] {
  return text
    .split(SENTINEL)
    .map((piece, index) => (index % 2 === 1 ? Number(piece) : piece))
    .filter((piece) => piece !== '');
}

export const withoutSentinels = (text: string): string => text.replace(/⸨@\d+⸩|%E2%B8%A8@\d+%E2%B8%A9/gi, '');

export const sentinelNumbers = (text: string): number[] => [...text.matchAll(/⸨@(\d+)⸩/g)].map(([, n]) => Number(n));
