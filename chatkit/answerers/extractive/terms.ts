import { type Stemmer } from './stem';

/** One word of a text with every form under which it can be found. */
export interface Word {
  /** As written. */
  raw: string;
  index: number;
  /** Found under these: `=word` is the exact form, the others are stems. The first is the most exact. */
  tokens: string[];
  /** Written like a name in code: a dot, an underscore, a capital inside. */
  identifier: boolean;
}

const WORD = /[\p{L}\p{N}_$][\p{L}\p{M}\p{N}_$]*(?:(?:\.|::|->|#)[\p{L}_$][\p{L}\p{M}\p{N}_$]*)*/gu;
/** Scripts without spaces between words, and Hangul with its particles: found by pairs of characters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;
const IS_UNSPACED = new RegExp(UNSPACED.source, 'u');
/** Pairs of hiragana alone are grammar. */
const GRAMMAR = /^\p{Script=Hiragana}+$/u;
const SEPARATOR = /\.|::|->|#/u;
const MAX_WORD = 100;

/** Lower case without accents: how words are compared. */
export const fold = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC');

export function wordsOf(text: string, stem: Stemmer): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const raw = match[0].slice(0, MAX_WORD);
    if (IS_UNSPACED.test(raw)) words.push(...mixed(raw, match.index, stem));
    else {
      const word = spaced(raw, match.index, stem);
      // Called: `wait()` is the method, "wait" may be the verb.
      if (text[match.index + match[0].length] === '(')
        word.tokens.push(`=${fold(raw.split(SEPARATOR).at(-1) ?? raw)}()`);
      words.push(word);
    }
  }
  return words;
}

function spaced(raw: string, index: number, stem: Stemmer): Word {
  const pieces = raw.split(SEPARATOR).filter((piece) => piece !== '');
  const tokens = new Set<string>();
  if (pieces.length > 1) tokens.add(`=${fold(raw)}`);
  for (const piece of pieces.reverse()) {
    const parts = piece.split(/[_$]+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u).filter((part) => part !== '');
    tokens.add(`=${fold(parts.join(''))}`);
    for (const part of parts) tokens.add(stem(fold(part)));
  }
  const identifier = pieces.length > 1 || /\p{Ll}\p{Lu}|[\p{L}\p{N}]_+[\p{L}\p{N}]|^_|\p{L}\p{N}|\$/u.test(raw);
  return { raw, index, tokens: [...tokens], identifier };
}

/** A run that holds characters of an unspaced script: those by pairs, the rest as words. */
function mixed(raw: string, index: number, stem: Stemmer): Word[] {
  const words: Word[] = [];
  let rest = 0;
  const plain = (to: number) => {
    for (const match of raw.slice(rest, to).matchAll(WORD))
      words.push(spaced(match[0], index + rest + match.index, stem));
  };
  for (const run of raw.matchAll(UNSPACED)) {
    plain(run.index);
    rest = run.index + run[0].length;
    const characters = [...run[0]];
    const pairs =
      characters.length === 1 ? characters : characters.slice(1).map((next, at) => `${characters[at]}${next}`);
    for (const pair of pairs) {
      if (!GRAMMAR.test(pair))
        words.push({ raw: pair, index: index + run.index, tokens: [fold(pair)], identifier: false });
    }
  }
  plain(raw.length);
  return words;
}
