import type { Annotation, AssistantContent, Source } from '../../protocol/items';
import type { Block } from './document';
import { markPlace } from './mark-place';

/** A source with its number, in the order in which an answer first cites them. */
export interface NumberedSource {
  number: number;
  source: Source;
}

/** Where a mark stands in a part's text: in code points as the server counts them, in UTF-16 units once it is placed. */
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

/**
 * Turns the server's count into ours: it counts code points, as Python does, and an end of line of two letters as two,
 * where the parser reads one. What has not changed keeps its identity, because blocks are drawn again for new marks.
 */
export function createMarkPlacer(): (marks: readonly CitationMark[], text: string) => readonly CitationMark[] {
  let placed: readonly CitationMark[] = [];
  return (marks, text) => {
    if (marks.length === 0 || !/[\r\ud800-\udbff]/.test(text)) return (placed = marks);
    const next = inUnits(marks, text);
    const isSame =
      next.length === placed.length &&
      next.every(({ index, number }, place) => index === placed[place]?.index && number === placed[place].number);
    return isSame ? placed : (placed = next);
  };
}

/** Marks come in order of their index. */
function inUnits(marks: readonly CitationMark[], text: string): CitationMark[] {
  let counted = 0;
  let units = 0;
  let at = 0;
  return marks.map(({ index, number }) => {
    for (; counted < index && at < text.length; counted += 1) {
      const point = text.codePointAt(at) ?? 0;
      at += point > 0xffff ? 2 : 1;
      if (point === 0x0d && text.charAt(at) === '\n') continue;
      units += point > 0xffff ? 2 : 1;
    }
    return { index: units + Math.max(0, index - counted), number };
  });
}

/** The marks behind `start` up to `until`, where the next block begins: a mark follows what it cites. */
export const marksBetween = (marks: readonly CitationMark[], start: number, until: number): readonly CitationMark[] =>
  marks.slice(start === 0 ? 0 : firstBehind(marks, start), firstBehind(marks, until));

/** Place of the first mark with a higher index. */
function firstBehind(marks: readonly CitationMark[], index: number): number {
  let from = 0;
  let to = marks.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((marks[middle]?.index ?? 0) > index) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Stands for a mark while its block is read as Markdown. Punctuation, so that emphasis beside it still counts. */
const SENTINEL = /⸨@(\d+)⸩/;

/** The block's text with a sentinel at each mark. */
export function withSentinels(block: Block, marks: readonly CitationMark[]): string {
  const { raw, start } = block;
  const isTable = block.kind === 'token' && block.token.type === 'table';
  const pieces: string[] = [];
  let from = 0;
  const places = marks.map(({ index, number }) => ({ place: markPlace(raw, index - start, isTable), number }));
  for (const { place, number } of places.toSorted((a, b) => a.place - b.place)) {
    pieces.push(raw.slice(from, place), `⸨@${number}⸩`);
    from = place;
  }
  return [...pieces, raw.slice(from)].join('');
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
