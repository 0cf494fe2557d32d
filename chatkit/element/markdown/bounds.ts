import type { MarkdownIt } from 'markdown-it';

/** Counts what one reading takes. There is one lexer, and it reads one text at a time. */
export const meter = {
  steps: 0,
  /** Steps of quotes that looked at lines which were not theirs. */
  inVain: 0,
  /** Cells of tables beyond those that their own letters can hold. */
  filled: 0,
  isShort: false,
  start() {
    meter.steps = meter.inVain = meter.filled = 0;
    meter.isShort = false;
  },
  isBounded: (): boolean => meter.isShort || meter.filled > EMPTY_CELLS,
};

/** What is wider is no table that anybody reads. */
const MAX_COLUMNS = 500;
/** Cells that a table may have beside those that its text can hold: rows are filled up to the width of the first. */
const EMPTY_CELLS = 2_000;

/** A rule of blocks by its name. */
export function ruleOf(md: MarkdownIt, wanted: string) {
  const rule = md.block.ruler.__rules__.find(({ name }) => name === wanted)?.fn;
  if (!rule) throw new Error('This version of markdown-it names its rules otherwise.');
  return rule;
}

/** Ends a table where filling up its rows would make more cells than its text has. */
export function boundTables(md: MarkdownIt): void {
  const read = ruleOf(md, 'table');
  md.block.ruler.at(
    'table',
    (state, startLine, endLine, silent) => {
      const start = state.bMarks[startLine] ?? 0;
      const columns = state.src.slice(start, state.eMarks[startLine]).split('|').length;
      if (columns === 1 || columns > MAX_COLUMNS) return false;
      const rows = Math.ceil((EMPTY_CELLS + (state.src.length - start) / 2) / columns);
      if (!read(state, startLine, Math.min(endLine, startLine + 2 + rows), silent)) return false;
      for (let line = startLine + 2; !silent && line < state.line; line += 1) {
        const letters = 1 + (state.eMarks[line] ?? 0) - (state.bMarks[line] ?? 0);
        meter.filled += Math.max(0, columns - letters / 2);
      }
      return true;
    },
    { alt: ['paragraph', 'reference'] },
  );
}

/** Steps that a line of a quote may take, the lines looked at ahead among them; nested twenty deep it takes as many. */
const STEPS_PER_QUOTED_LINE = 40;
/** Lines that a quote may look ahead once too much was looked at in vain. */
const SHORT_LOOK = 8;

/**
 * A quote looks at every line that may go on with it, before it reads the first one. Where what it reads ends sooner
 * (`> # a`, then a line without a mark), the next quote looks at all of them again. Once that has cost as many steps as
 * the text has letters, quotes look a few lines ahead only.
 */
export function boundQuotes(md: MarkdownIt): void {
  const read = ruleOf(md, 'blockquote');
  md.block.ruler.at(
    'blockquote',
    (state, startLine, endLine, silent) => {
      const { inVain, steps } = meter;
      const isShort = inVain > state.src.length;
      if (isShort) meter.isShort = true;
      const end = isShort ? Math.min(endLine, startLine + SHORT_LOOK) : endLine;
      const found = read(state, startLine, end, silent);
      if (!found || silent) return found;
      const taken = meter.steps - steps - (meter.inVain - inVain);
      meter.inVain += Math.max(0, taken - STEPS_PER_QUOTED_LINE * (1 + state.line - startLine));
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
}

/** Rules that may look at a line that is not theirs. */
const LOOKS_PER_LINE = 3;

/** What opens a quote, with the marks that may stand before it in its line. */
const MARKS = /^[ \t>*+\d.)-]*>/;

/**
 * Whether quotes of a text could look at so much in vain that they are cut short: in lines up to the next empty one, for
 * each mark.
 */
export function mayCutQuotes(text: string): boolean {
  if (!text.includes('>')) return false;
  let marks = 0;
  let lines = 0;
  let looks = 0;
  for (const line of [...text.split('\n'), '']) {
    if (line.trim() === '') {
      looks += marks * lines;
      marks = lines = 0;
    } else {
      lines += 1;
      marks += (MARKS.exec(line)?.[0].split('>').length ?? 1) - 1;
    }
  }
  return looks * LOOKS_PER_LINE > text.length;
}
