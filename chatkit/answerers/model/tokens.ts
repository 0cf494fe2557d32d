/**
 * Tokens that a letter of a script may cost. Measured with the vocabularies that know least of it (SmolLM2's of 49 000
 * words, Llama 2's of 32 000), plus a tenth; newer ones need a third. What stands in none costs its bytes of UTF-8,
 * more than which no vocabulary asks for.
 */
const COSTS: readonly (readonly [letters: string, cost: number])[] = [
  // The accents of European and Vietnamese words, which also cut the word in two.
  ['[\\u00c0-\\u024f\\u1e00-\\u1eff]', 2],
  ['\\p{sc=Cyrillic}', 0.9],
  ['\\p{sc=Greek}', 1.15],
  ['\\p{sc=Arabic}', 1.2],
  ['\\p{sc=Hebrew}', 1.3],
  ['\\p{sc=Devanagari}', 1.35],
  ['\\p{sc=Hiragana}|\\p{sc=Katakana}', 1.9],
  ['\\p{sc=Han}', 2.2],
  ['\\p{sc=Hangul}', 2.6],
  ['\\p{sc=Thai}|\\p{sc=Lao}|\\p{sc=Khmer}|\\p{sc=Myanmar}', 2.3],
  ['[\\u2010-\\u203a\\u3000-\\u303f\\uff00-\\uffef]', 2],
];
/** A piece of an ASCII word or name, a digit, white space, any other ASCII character; then one letter of a script. */
const PIECE = new RegExp(
  `([A-Z]?[a-z]+|[A-Z]+)|([0-9])|(\\n| {2,}|\\t| (?=[^!-~]))|( )|([!-~])|${COSTS.map(([letters]) => `(${letters})`).join('|')}|([^])`,
  'gu',
);
const FIRST_SCRIPT = 6;
/** Letters of an ASCII word that one token holds at least; long words are those that vocabularies of English lack. */
const lettersIn = (length: number) => (length > 6 ? 2.4 : 3.2);
const WHITE_SPACE = 1;

const encoder = new TextEncoder();

/**
 * How many tokens a text has at most, for a model whose tokenizer nobody can ask: rather too many than too few, because
 * what does not fit is refused whole, or loses its beginning without a word.
 */
export function estimateTokens(text: string): number {
  let sum = 0;
  for (const match of text.matchAll(PIECE)) {
    if (match[1] !== undefined) sum += Math.ceil(match[1].length / lettersIn(match[1].length));
    else if (match[2] !== undefined || match[5] !== undefined) sum += 1;
    else if (match[3] !== undefined) sum += WHITE_SPACE + Math.floor(match[3].length / 8);
    else if (match[4] !== undefined) continue;
    else {
      const script = COSTS.findIndex((_, index) => match[FIRST_SCRIPT + index] !== undefined);
      sum += COSTS[script]?.[1] ?? encoder.encode(match[0]).byteLength;
    }
  }
  return Math.ceil(sum);
}
