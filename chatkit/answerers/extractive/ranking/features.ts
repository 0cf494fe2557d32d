import { intentOf } from '../cues';
import { type Corpus, type Read } from './corpus';
import { type Kind, kinds, kindsOf, soundsLike } from './kinds';
import { type Meaning, meaningOf, nearnessFeatures } from './meaning';
import { synonymsBy } from './synonyms';
import { tokensOf } from './tokens';
import { inOneWord } from './wording';

/** What is seen of a unit in the light of a question, by name; each about 0–1. */
export type Features = Readonly<Record<string, number>>;

/** A question as the ranking reads it. */
export interface Asked {
  tokens: readonly string[];
  kinds: ReadonlySet<Kind>;
  wantsExample: boolean;
  /** How much each token tells the units apart: rare ones more. */
  weights: ReadonlyMap<string, number>;
  total: number;
  /** What it means, where the words of the text's language have vectors. */
  meaning?: Meaning;
}

/** A word that is nowhere in a long text would else outweigh all that are. */
const MAX_RARITY = 6;
/** More words of a question are not read: a pasted text is judged by its beginning. */
const MAX_TOKENS = 40;

export function readAsked(question: string, corpus: Corpus): Asked {
  const { spread, units, about, stem, language, meanings } = corpus;
  const read = question.slice(0, 2000);
  // The weights without vectors were learned without these words, and were surer so.
  const worded = language === 'en' && meanings ? inOneWord(read) : read;
  const tokens = [...new Set(tokensOf(worded, stem, language))].slice(0, MAX_TOKENS);
  const rarity = (token: string) => {
    const found = spread.get(token) ?? 0;
    return Math.min(Math.log(1 + (units.length - found + 0.5) / (found + 0.5)), MAX_RARITY);
  };
  const weights = new Map(tokens.map((token) => [token, rarity(token) * (about.has(token) ? 0.5 : 1)]));
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  return {
    tokens,
    kinds: kindsOf(question),
    wantsExample: intentOf(question) === 'example',
    weights,
    total,
    ...(meanings && { meaning: meaningOf(question, meanings.vectors) }),
  };
}

const POINTS_BACK = /^(?:This|It|These|They|That|Such|Dies\w*|Es|Cel\w+|Esto|これ|この|这)(?![\p{L}])/u;
const POINTS_ON =
  /\bsee (?:the|also|below|above|section)|\bfor (?:more|details|additional|further)\b|siehe|voir|参照|见/iu;
const CAPTION = /^(?:\d+\.\s|Listing|Figure|Table|See |For (?:more|details)|Abschnitt|Abbildung)/u;
const TELLS_HOW: readonly Kind[] = ['how', 'phrase'];

/** The features of every unit, in their order. */
export function featuresOf(asked: Asked, corpus: Corpus): Features[] {
  const { tokens, weights, total, meaning } = asked;
  const share = (holds: (token: string) => boolean) =>
    tokens.reduce((sum, token) => sum + (holds(token) ? (weights.get(token) ?? 0) : 0), 0) / total;
  const relative = (scores: ReadonlyMap<number, number>) => {
    let most = 1e-9;
    for (const score of scores.values()) most = Math.max(most, score);
    return (at: number) => (scores.get(at) ?? 0) / most;
  };
  const alone = relative(corpus.byUnit(tokens));
  const withHead = relative(corpus.byUnit(tokens, 0.8));
  const block = relative(corpus.byBlock(tokens, 0.5));
  const section = relative(corpus.bySection(tokens, 2));
  const synonyms = synonymsBy(corpus.stem);
  const pairs = new Set(tokens.slice(1).map((token, at) => `${tokens[at]} ${token}`));
  const wantsHow = TELLS_HOW.some((kind) => asked.kinds.has(kind));
  const near = meaning && corpus.meanings ? nearnessFeatures(meaning, corpus.meanings.units) : [];
  return corpus.units.map((read, at) => {
    const before = corpus.units[at - 1];
    const after = corpus.units[at + 1];
    const beside = (other: Read | undefined) => (other?.block === read.block ? other.own : none);
    const { own, head, unit } = read;
    const head_ = share((token) => head.has(token));
    const inPairs = read.tokens.reduce(
      (sum, token, i) => sum + (pairs.has(`${read.tokens[i - 1]} ${token}`) ? 1 : 0),
      0,
    );
    const stands = (token: string) => {
      if (own.has(token)) return false;
      for (const other of synonyms.get(token) ?? []) if (own.has(other)) return true;
      return false;
    };
    const prev = beside(before);
    const next = beside(after);
    const text = unit.text.trimEnd();
    const features: Record<string, number> = {
      alone: alone(at),
      withHead: withHead(at),
      block: block(read.block),
      section: section(read.section),
      own: share((token) => own.has(token)),
      ownOrHead: share((token) => own.has(token) || head.has(token)),
      head: head_,
      newInHead: share((token) => head.has(token) && !own.has(token)),
      trail: share((token) => read.trail.has(token)),
      newBefore: share((token) => prev.has(token) && !own.has(token)),
      newAfter: share((token) => next.has(token) && !own.has(token)),
      synonyms: share(stands),
      pairs: Math.min(inPairs, 2) / 2,
      exactName: Math.min(2, tokens.filter((token) => token.startsWith('=') && own.has(token)).length) / 2,
      length: Math.min(read.tokens.length, 40) / 40,
      isShort: flag(read.tokens.length < 4),
      isLong: flag(read.tokens.length > 35),
      isCode: flag(unit.kind === 'code'),
      codeForHow: flag(unit.kind === 'code' && wantsHow),
      asks: flag(/[?？]$/u.test(text)),
      announces: flag(/[:：]$/u.test(text)),
      announcesHow: flag(/[:：]$/u.test(text) && wantsHow),
      isRow: flag(text.startsWith('|')),
      opensBlock: flag(before?.block !== read.block),
      opensSection: flag(before?.section !== read.section),
      opensItsSection: flag(before?.section !== read.section) * head_,
      isCaption: flag(CAPTION.test(text)),
      pointsOn: flag(POINTS_ON.test(text.slice(0, 600))),
      pointsBack: flag(POINTS_BACK.test(text)) * share((token) => prev.has(token)),
      ...near[at],
    };
    for (const kind of kinds) {
      const sounds = soundsLike(kind, unit.text);
      features[`sounds:${kind}`] = flag(asked.kinds.has(kind) && sounds);
    }
    return features;
  });
}

const none: ReadonlySet<string> = new Set();
const flag = (is: boolean) => (is ? 1 : 0);
