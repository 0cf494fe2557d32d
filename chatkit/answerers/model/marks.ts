/** A piece of an answer: words, or the number of a text that they rest on. */
export type Marked = { type: 'text'; delta: string } | { type: 'mark'; number: number };

/** Takes the numbered marks out of an answer that comes in pieces: `[1]`, `[1, 3]`, `[2-4]`, `[Source 1]`, `【1】`. */
export interface MarkFilter {
  take(delta: string): Marked[];
  /** The answer is over: what was held back. */
  end(): Marked[];
}

/** What may still become a mark, its bracket included. */
const CANDIDATE = /^[[【](?:s(?:o(?:u(?:r(?:c(?:e ?(?:\d[\d ,;–-]*)?)?)?)?)?)?|[\d ,;–-]*)$/i;
const LONGEST = 24;
const MAX_OF_RANGE = 10;

/**
 * A mark is one only where all of its numbers are those of texts; else it stays the words it is. So do marks in code
 * (blocks, spans), names and addresses of links, footnotes, pictures, and what stands directly behind a letter or a digit
 * (`argv[1]`). The space before a mark goes with it. At the beginning of a line it is part of the sentence: it stays, and
 * counts.
 *
 * @param isKnown whether a number is that of a text
 */
export function createMarkFilter(isKnown: (number: number) => boolean): MarkFilter {
  const place = createPlace();
  let out: Marked[] = [];
  /** White space that may go with a mark. */
  let gap = '';
  let candidate = '';
  /** The last letter written, and whether a mark stands behind it. */
  let last = '';
  let behindMark = false;

  const write = (delta: string) => {
    if (delta === '') return;
    const before = out.at(-1);
    if (before?.type === 'text') before.delta += delta;
    else out.push({ type: 'text', delta });
    for (const letter of delta) place.pass(letter);
    last = delta.slice(-1);
    behindMark = false;
  };
  const flush = () => {
    const words = gap + candidate;
    gap = '';
    candidate = '';
    write(words);
  };
  /** The candidate has its second bracket; `next` is what follows, empty at the end. */
  const close = (next: string) => {
    const isLink = next === '(' || next === ']' || (next === ':' && place.atLineStart(gap));
    const before = gap === '' && !behindMark ? last : '';
    const numbers = isLink || /[\w[!\\^]/.test(before) ? undefined : numbersIn(candidate);
    if (!numbers?.every(isKnown)) return flush();
    const startsLine = place.atLineStart(gap) && !behindMark;
    if (startsLine) flush();
    gap = '';
    candidate = '';
    for (const number of numbers) out.push({ type: 'mark', number });
    behindMark = !startsLine;
  };
  const step = (letter: string) => {
    if (candidate !== '' && /[\]】]$/.test(candidate)) close(letter);
    if (candidate !== '') {
      if (/[\]】]/.test(letter) && /\d *$/.test(candidate)) candidate += letter;
      else if (candidate.length < LONGEST && CANDIDATE.test(candidate + letter)) candidate += letter;
      else {
        flush();
        step(letter);
      }
      return;
    }
    if (!place.isCode()) {
      if (letter === ' ' || letter === '\u00a0') {
        gap += letter;
        return;
      }
      if (letter === '[' || letter === '【') {
        // Inside a code block the line alone says so.
        if (!place.isCode(gap)) {
          candidate = letter;
          return;
        }
      }
    }
    write(gap + letter);
    gap = '';
  };
  const taken = () => {
    const marked = out;
    out = [];
    return marked;
  };
  return {
    take(delta) {
      for (const letter of delta) step(letter);
      return taken();
    },
    end() {
      if (/[\]】]$/.test(candidate)) close('');
      flush();
      return taken();
    },
  };
}

function numbersIn(mark: string): number[] | undefined {
  const numbers: number[] = [];
  for (const part of mark.replace(/^.(?:source)?|.$/gi, '').split(/[,;]/)) {
    const range = /^ *(\d{1,4}) *(?:[–-] *(\d{1,4}) *)?$/.exec(part);
    if (!range) return undefined;
    const first = Number(range[1]);
    const final = Number(range[2] ?? range[1]);
    if (final < first || final - first >= MAX_OF_RANGE) return undefined;
    for (let number = first; number <= final; number += 1) numbers.push(number);
  }
  return numbers;
}

/** Where in Markdown a text that grows letter by letter has come. */
function createPlace() {
  let line = '';
  let fence = '';
  /** Backticks that opened a span of code. */
  let span = '';
  let run = '';
  let isList = false;
  let wasBlank = true;
  let wasIndented = false;

  const isIndentedCode = (text: string) => !isList && /^(?: {4}| {0,3}\t)/.test(text) && (wasBlank || wasIndented);
  const endRun = () => {
    // Three and more at the beginning of a line are a fence: seen at its end.
    if (run !== '' && !/^[ >]*(?:[-*+] +|\d+[.)] +)?`{3,}$/.test(line)) {
      if (span === '') span = run;
      else if (span === run) span = '';
    }
    run = '';
  };
  const endLine = () => {
    const bare = line.replace(/^[ >]*(?:(?:[-*+]|\d{1,9}[.)]) +)?/, '');
    const [mark = ''] = /^(?:`{3,}|~{3,})/.exec(bare) ?? [];
    if (fence !== '') {
      if (mark.startsWith(fence) && bare.trim() === mark) fence = '';
    } else if (mark !== '' && span === '' && !(mark.startsWith('`') && bare.slice(mark.length).includes('`'))) {
      fence = mark;
    }
    const isBlank = line.trim() === '';
    wasIndented = isIndentedCode(line) && !isBlank;
    if (isBlank) span = '';
    else if (/^ {0,3}(?:[-*+]|\d{1,9}[.)])(?: |$)/.test(line)) isList = true;
    else if (/^\S/.test(line)) isList = false;
    wasBlank = isBlank;
    line = '';
  };
  return {
    pass(letter: string) {
      if (letter === '\n') {
        endRun();
        endLine();
        return;
      }
      if (letter === '`' && fence === '') run += letter;
      else endRun();
      line += letter;
    },
    /** @param ahead what stands between the text so far and the place in question */
    isCode: (ahead = '') =>
      fence !== '' || isFenceLine(line) || isIndentedCode(line + ahead) || (run !== '' ? span !== run : span !== ''),
    atLineStart: (ahead: string) => /^[ \u00a0>]*(?:(?:[-*+]|\d{1,9}[.)]) *)?$/.test(line + ahead),
  };
}

/** The line that opens a fence holds the name of its language, and no marks. */
const isFenceLine = (line: string) => /^[ >]*(?:(?:[-*+]|\d{1,9}[.)]) +)?(?:`{3,}|~{3,})[^`]*$/.test(line);
