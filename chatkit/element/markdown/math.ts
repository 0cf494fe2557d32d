import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

/** A formula is short; what is longer is text with dollars in it. The bounds also hold the time that a mark can cost. */
const MAX_INLINE = 500;
const MAX_BLOCK = 2_000;
/** A text with more marks than this is no mathematics. */
export const MAX_MARKS = 2_000;

/** Whether a text can hold a formula at all: most do not, and are read without looking for one. */
export function mayHoldMath(text: string): boolean {
  if (!text.includes('$') && !/\\[([]/.test(text)) return false;
  return (text.match(/\$|\\[([]/g)?.length ?? 0) <= MAX_MARKS;
}

/** Letters of scripts that put spaces between words: a dollar beside one is part of a name or of a price. */
const WORD = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{N}_]/u;
/** What only a formula holds; an escaped mark is none of it. */
const hasSigns = (inner: string): boolean => /[\^_=<>{}+*/|]|\\\p{L}/u.test(inner.replace(/\\[^\p{L}]/gu, ' '));
/** Two plain words in a row, or one between spaces. */
const PROSE = /(?:^|[\s\p{P}])\p{L}{2,}[,;:]?\s+\p{L}{2,}|^\s+\p{L}{2,}\s+$/u;

/** Where the same mark stands again from `from` on, escaped ones left out; -1 where it does not within the bound. */
function nextMark(text: string, mark: '$' | '`', from: number, limit: number): number {
  for (let at = from; at < limit; at += 1) {
    const letter = text.charAt(at);
    if (letter === '\\') at += 1;
    else if (letter === mark || letter === '`') return letter === mark ? at : -1;
  }
  return -1;
}

/**
 * Whether what stands between dollars is mathematics, by the rules of pandoc and GitHub and a little beyond: names of a
 * shell (`$HOME/bin:$PATH`, `${x}-${y}`, `$(pwd)/$(date)`) and prices (`$5 and $10`, `$5 here, 6$ there`) are not.
 */
function isMath(inner: string, before: string, after: string): boolean {
  if (before !== '' && (WORD.test(before) || before === '$')) return false;
  if (after !== '' && (WORD.test(after) || '$({['.includes(after))) return false;
  if (inner.trim() === '') return false;
  // What a path, a list or an assignment goes on with.
  if (/[:/,;([&|"=]$/.test(inner)) return false;
  // A word in capitals and a sign of a shell behind it: `$HOME/…`, `$PATH;…`
  if (/^[A-Z][A-Z\d_]{2,}[/:;"']/.test(inner)) return false;
  return hasSigns(inner.replace(/\d+\/\d+/g, '')) || !PROSE.test(inner);
}

function readDollars(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== 0x24) return false;
  const display = src.charCodeAt(pos + 1) === 0x24;
  const from = pos + (display ? 2 : 1);
  const end = nextMark(src, '$', from, Math.min(posMax, from + MAX_INLINE));
  if (end < 0) return false;
  const inner = src.slice(from, end);
  const behind = end + (display ? 2 : 1);
  if (display ? src.charAt(end + 1) !== '$' || behind > posMax : /^\s|\s$|\n/.test(inner)) return false;
  const before = pos === 0 ? '' : letterBefore(src, pos);
  const after = behind >= posMax ? '' : String.fromCodePoint(src.codePointAt(behind) ?? 0);
  if (!isMath(inner, before, after)) return false;
  return put(state, silent, inner, behind, display);
}

const letterBefore = (text: string, at: number): string => /.$/su.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? '';

/**
 * `\(…\)` and `\[…\]` within a line. Escaped brackets are no formula by themselves ("Guide \(beta\)", "a\[1\]"):
 * something between them has to look like one.
 */
function readBrackets(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== 0x5c) return false;
  const opener = src.charAt(pos + 1);
  if (opener !== '(' && opener !== '[') return false;
  const closer = opener === '(' ? ')' : ']';
  const limit = Math.min(posMax, pos + MAX_INLINE);
  for (let at = pos + 2; at < limit - 1; at += 1) {
    if (src.charAt(at) !== '\\') continue;
    const next = src.charAt(at + 1);
    if (next === opener) return false;
    if (next === closer) {
      const inner = src.slice(pos + 2, at);
      const looks = opener === '(' ? isRoundFormula(inner) : isSquareFormula(inner, letterBefore(src, pos));
      return looks && put(state, silent, inner, at + 2, opener === '[');
    }
    at += 1;
  }
  return false;
}

const isRoundFormula = (inner: string): boolean => {
  const words = inner.trim();
  if (words === '') return false;
  // Words, one of them of three letters or all of two: "optional", "e-mail", "or".
  return hasSigns(words) || !(/\p{L}{3,}/u.test(words) || /^\p{L}{2}$/u.test(words) || /^[\p{P}]+$/u.test(words));
};
const isSquareFormula = (inner: string, before: string): boolean =>
  hasSigns(inner) && inner.trim() !== '' && !(before !== '' && WORD.test(before));

function put(state: StateInline, silent: boolean, inner: string, end: number, display: boolean): boolean {
  if (!silent) {
    const token = state.push('math', '', 0);
    token.content = inner.trim();
    token.markup = display ? 'display' : '';
  }
  state.pos = end;
  return true;
}

/** What the lexer is told of formulas, and tells. */
export interface FormulaEnv {
  math: boolean;
  /** The line of a formula that ends with the text, and might not. */
  openFormula: number | null;
}

/** A formula with lines of its own: `$$…$$` and `\[…\]`, whole and with nothing behind them. */
function readBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const opener = state.src.slice(start, start + 2);
  if (opener !== '$$' && opener !== '\\[') return false;
  const closer = opener === '$$' ? '$$' : '\\]';
  let inner = '';
  let line = startLine;
  for (; line < endLine && inner.length < MAX_BLOCK; line += 1) {
    if (line > startLine && (state.sCount[line] ?? 0) < state.blkIndent && !state.isEmpty(line)) return false;
    const from = line === startLine ? start + 2 : (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
    const text = state.src.slice(from, state.eMarks[line]);
    const end = endIn(text, closer);
    // Half a mark at the end of the text.
    if (end === 'none' && isGrowing(state, line) && /[$\\]$/.test(state.src)) continue;
    if (end === 'none') return false;
    if (end === null) {
      inner += `${text}\n`;
      continue;
    }
    inner += text.slice(0, end);
    if (text.slice(end + 2).trim() !== '' || inner.trim() === '') return false;
    // More may come behind the mark, and then it closes nothing.
    if (isGrowing(state, line)) noteOpen(state, startLine);
    if (silent) return true;
    const token = state.push('math_block', '', 0);
    token.content = inner.trim();
    token.map = [startLine, line + 1];
    state.line = line + 1;
    return true;
  }
  // The last entry of `bMarks` stands behind the text.
  if (inner.length < MAX_BLOCK && line >= state.bMarks.length - 1) noteOpen(state, startLine);
  return false;
}

const isGrowing = ({ bMarks, src }: StateBlock, line: number): boolean =>
  line === bMarks.length - 2 && !src.endsWith('\n');

function noteOpen({ env }: StateBlock, line: number): void {
  const told = env as unknown as FormulaEnv;
  told.openFormula = Math.min(told.openFormula ?? Infinity, line);
}

/** Where a line closes the formula; null where it goes on, and `none` where no formula can go on like this. */
function endIn(line: string, closer: '$$' | '\\]'): number | null | 'none' {
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    const pair = line.slice(at, at + 2);
    if (pair === closer) return at;
    if (letter === '$' || pair === '\\[') return 'none';
    if (letter === '\\') at += 1;
  }
  return null;
}

/** Formulas as tokens of the lexer, beside those of Markdown. */
export function mathematics(md: MarkdownIt): void {
  const isOn = (env: unknown) => (env as FormulaEnv).math;
  md.inline.ruler.before('escape', 'brackets', (state, silent) => isOn(state.env) && readBrackets(state, silent));
  md.inline.ruler.before('escape', 'dollars', (state, silent) => isOn(state.env) && readDollars(state, silent));
  md.block.ruler.before(
    'fence',
    'formula',
    (state, startLine, endLine, silent) => isOn(state.env) && readBlock(state, startLine, endLine, silent),
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
}
