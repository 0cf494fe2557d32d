import type { MarkedOptions, Tokens } from 'marked';

/** A formula in LaTeX. `text` is what stands between its marks. */
export interface MathToken extends Tokens.Generic {
  type: 'math';
  text: string;
  display: boolean;
}

/** A formula is short; what is longer is text with dollars in it. The bound also holds the time a dollar can cost. */
const inner = '{1,500}?';
const innerBlock = '{1,2000}?';
/** A text with more marks than this is no mathematics. */
export const MOST_MARKS = 2_000;
const inline = [
  { pattern: new RegExp(String.raw`^\$\$((?:[^$\\\x60]|\\[^])${inner})\$\$`), display: true },
  // As pandoc has it: no blank inside the marks, no digit behind them, so that "$5 and $10" stays money.
  { pattern: new RegExp(String.raw`^\$(?![\s$])((?:[^$\\\x60\n]|\\[^\n])${inner})(?<!\s)\$(?![\d$])`), display: false },
  // Escaped brackets are no formula by themselves ("Guide \\(beta\\)"): something in it has to look like one.
  {
    pattern: new RegExp(
      String.raw`^\\\((?=[^\\]\\\)|(?:(?!\\\))[^])*?(?:[\^_=<>{]|\\[a-zA-Z]))((?:[^\\]|\\[^)(])${inner})\\\)`,
    ),
    display: false,
  },
];
const block = [
  new RegExp(String.raw`^ {0,3}\$\$[ \t]*\n?((?:[^$\\]|\\[^])${innerBlock})\$\$[ \t]*(?:\n+|$)`),
  new RegExp(String.raw`^ {0,3}\\\[((?:[^\\]|\\[^\][])${innerBlock})\\\][ \t]*(?:\n+|$)`),
];

/** Whether a text can hold a formula at all: most do not, and are read without looking for one. */
export function mayHoldMath(text: string): boolean {
  if (!text.includes('$') && !/\\[([]/.test(text)) return false;
  return (text.match(/\$|\\[([]/g)?.length ?? 0) <= MOST_MARKS;
}

const readInline = (source: string): MathToken | undefined => {
  for (const { pattern, display } of inline) {
    const found = pattern.exec(source);
    if (found) return token(found[0], found[1] ?? '', display);
  }
  return undefined;
};

const readBlock = (source: string): MathToken | undefined => {
  for (const pattern of block) {
    const found = pattern.exec(source);
    if (found) return token(found[0], found[1] ?? '', true);
  }
  return undefined;
};

const token = (raw: string, text: string, display: boolean): MathToken | undefined =>
  text.trim() === '' ? undefined : { type: 'math', raw, text: text.trim(), display };

const startInline = (source: string): number | undefined => {
  const place = source.search(/\$|\\\(/);
  return place < 0 ? undefined : place;
};

/** The lexer ends a paragraph here, so it must be a whole formula at the start of a line and not just its mark. */
function startBlock(source: string): number | undefined {
  for (const { index, 0: lineEnd } of source.matchAll(/\n(?= {0,3}(?:\$\$|\\\[))/g)) {
    const place = index + lineEnd.length;
    if (readBlock(source.slice(place))) return place;
  }
  return undefined;
}

/** Formulas as tokens of the lexer, beside those of Markdown. https://marked.js.org/using_pro#extensions */
export const mathExtensions: NonNullable<MarkedOptions['extensions']> = {
  renderers: {},
  childTokens: {},
  inline: [readInline],
  startInline: [startInline],
  block: [readBlock],
  startBlock: [startBlock],
};
