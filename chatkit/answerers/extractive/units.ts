import { blocksOf, TERM, type Block } from './blocks';
import { signatureName } from './code-lines';
import { sentencesOf, type Range } from './sentences';
import { type Source } from './source';

/** The smallest thing that is quoted: a sentence, or a piece of code of whole lines. */
export interface Unit extends Range {
  kind: 'sentence' | 'code';
  source: Source;
  /** Verbatim: `source.text.slice(start, end)`. */
  text: string;
  /** Counts the units of all sources, in reading order. */
  order: number;
  /** Units of one block share it. */
  block: number;
  /** Heading above it inside its source. */
  heading?: string;
  /** The headings above that one, outermost first. */
  trail: readonly string[];
  language?: string;
  label?: string;
}

/** Longer code is quoted in pieces. */
const MAX_CODE_LINES = 24;

/** Everything quotable of the sources, in order. A page's sentence that the passage holds too is left to the passage. */
export function unitsOf(sources: Source[]): Unit[] {
  const units: Unit[] = [];
  const inPassage = new Set<string>();
  let blockNumber = 0;
  for (const source of sources) {
    let headings: Heading[] = [];
    for (const block of blocksOf(source.text, source.code !== undefined)) {
      const text = source.text.slice(block.start, block.end);
      if (block.kind === 'heading') {
        const name = text.replace(/^#+\s*|\s*[¶#]\s*$/gu, '').trim();
        headings = below(headings, { name, level: block.level ?? TERM });
        continue;
      }
      // What follows a signature is about what it names.
      const signature = block.kind === 'code' ? signatureName(text) : undefined;
      if (signature) headings = below(headings, { name: signature, level: TERM - 1 });
      const heading = headings.at(-1)?.name;
      const trail = headings.slice(0, -1).map(({ name }) => name);
      blockNumber++;
      for (const range of rangesOf(source, block)) {
        const quote = source.text.slice(range.start, range.end);
        if (!/[\p{L}\p{N}]/u.test(quote)) continue;
        if (source.kind === 'passage') inPassage.add(squeeze(quote));
        else if (inPassage.has(squeeze(quote))) continue;
        units.push({
          kind: block.kind === 'code' ? 'code' : 'sentence',
          source,
          ...range,
          text: quote,
          order: units.length,
          block: blockNumber,
          trail,
          ...optional('heading', heading),
          ...optional('language', block.language ?? source.code),
          ...optional('label', block.label),
        });
      }
    }
  }
  return units;
}

interface Heading {
  name: string;
  level: number;
}

/** The headings in force once this one is read: those that stand higher, and it. */
const below = (headings: Heading[], heading: Heading): Heading[] => [
  ...headings.filter(({ level }) => level < heading.level),
  heading,
];

const optional = <Key extends string>(key: Key, value: string | undefined) =>
  (value ? { [key]: value } : {}) as { [Name in Key]?: string };

/** One space for any white space: what a reader sees as the same text. */
export const squeeze = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const rangesOf = (source: Source, block: Block): Range[] =>
  block.kind === 'code'
    ? codePieces(source.text, block)
    : sentencesOf(source.text, block.start, block.end, source.lang);

/** Code in pieces of at most 24 lines, cut where a blank line or an unindented line begins something new. */
function codePieces(text: string, { start, end }: Range): Range[] {
  const lines = text.slice(start, end).split('\n');
  if (lines.length <= MAX_CODE_LINES) return [{ start, end }];
  const pieces: Range[] = [];
  let from = start;
  let at = start;
  let count = 0;
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1] ?? '';
    const begins = previous.trim() === '' || (/^\S/u.test(line) && !/^[)\]}]/u.test(line));
    if (count >= MAX_CODE_LINES || (count >= MAX_CODE_LINES / 2 && begins)) {
      pieces.push({ start: from, end: at });
      from = at;
      count = 0;
    }
    at += line.length + 1;
    count++;
  }
  pieces.push({ start: from, end });
  return pieces.flatMap((piece) => trimLines(text, piece));
}

function trimLines(text: string, { start, end }: Range): Range[] {
  const raw = text.slice(start, end);
  const from = start + (/^(?:[^\S\n]*\n)*/u.exec(raw)?.[0].length ?? 0);
  const to = start + raw.trimEnd().length;
  return to > from ? [{ start: from, end: to }] : [];
}
