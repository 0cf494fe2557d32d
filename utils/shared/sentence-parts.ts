/** A piece of a catalogue sentence: plain words, or a filled-in value (a host, a title, a number). */
export interface SentenceWords {
  kind: 'text' | 'value';
  text: string;
}
/** A `**marked**` stretch: drawn bold, or as a button. */
export interface SentenceMark {
  kind: 'mark';
  parts: SentenceWords[];
}
export type SentencePart = SentenceWords | SentenceMark;

const OPEN = '\u2068';
const CLOSE = '\u2069';

/**
 * Wraps a value before it is filled into a sentence, so that `sentenceParts` can tell it from our own words: a host or
 * a page title can neither add marks nor turn the sentence's direction (docs/interface.md 28).
 */
export function isolate(value: string): string {
  return OPEN + value.replaceAll(OPEN, '').replaceAll(CLOSE, '') + CLOSE;
}

/** Splits a sentence into its parts. Marks do not nest; one without an end is plain text. */
export function sentenceParts(sentence: string): SentencePart[] {
  const parts: SentencePart[] = [];
  let mark: SentenceWords[] | undefined;
  for (const piece of sentence.split(new RegExp(`(${OPEN}[^${CLOSE}]*${CLOSE}|\\*\\*)`, 'u'))) {
    if (piece === '') continue;
    if (piece === '**') {
      if (mark === undefined) mark = [];
      else {
        parts.push({ kind: 'mark', parts: mark });
        mark = undefined;
      }
      continue;
    }
    const words: SentenceWords = piece.startsWith(OPEN)
      ? { kind: 'value', text: piece.slice(1, -1) }
      : { kind: 'text', text: piece };
    (mark ?? parts).push(words);
  }
  return mark === undefined ? parts : [...parts, { kind: 'text', text: '**' }, ...mark];
}

/** The words without marks, for names and titles. */
export function plainWords(sentence: string): string {
  return sentenceParts(sentence)
    .flatMap((part) => (part.kind === 'mark' ? part.parts : part))
    .map(({ text }) => text)
    .join('');
}
