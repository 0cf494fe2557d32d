import { squeeze, type Unit } from '../units';
import { type Corpus, type Read } from './corpus';
import { type Asked, type Features, featuresOf, readAsked } from './features';
import { soundsLike } from './kinds';
import { tokensOf } from './tokens';
import { weighted, type Weights, weights as learned } from './weights';

/** Quotes at most: what comes after is repetition. */
export const MAX_ANSWERS = 3;

/** Code is what an example is, whatever its words. */
const EXAMPLE_GAIN = 4;

export interface Ranking {
  /** Best first, at most three; empty only where there is nothing to quote. */
  best: Unit[];
  /** Above 0: as good as the quotes of which nine in ten were right. -Infinity where there are none. */
  sure: number;
}

/** Quotes that speak of less of a question than this are not sure, as a share. */
const MIN_COVERED = 0.4;
/** What a ranking is that must not be sure: all such are alike, however near in meaning. */
const NOT_SURE = -1000;

/**
 * The units of one text that answer a question best, and how sure that is.
 * @param names what the question names: a place that is not about all of them does not surely answer
 */
export function rankAnswers(
  question: string,
  names: readonly string[],
  corpus: Corpus,
  weights: Weights = learned[corpus.meanings ? 'vectors' : 'plain'],
): Ranking {
  const asked = readAsked(question, corpus);
  const features = featuresOf(asked, corpus);
  const gain = asked.wantsExample ? EXAMPLE_GAIN : 0;
  const scores = features.map((each) => weighted(each, weights.rank) + gain * (each['isCode'] ?? 0));
  const best = bestOf(asked, corpus, scores);
  const signs = signsOf(asked, corpus, features, scores, best);
  const may = maySure(signs) && names.every(namedAt(best[0], corpus));
  return {
    best: best.flatMap((at) => corpus.units[at]?.unit ?? []),
    sure: best.length === 0 ? -Infinity : may ? weighted(signs, weights.sure) : NOT_SURE,
  };
}

/** Whether a ranking speaks of enough of the question, and of a number where one is asked for. */
export const maySure = (signs: Features): boolean =>
  (signs['coveredByAll'] ?? 0) >= MIN_COVERED && signs['noNumber'] === 0;

/** Whether a name stands in a place, beside it or above it: another function's "Thread-safe." answers nothing. */
function namedAt(place: number | undefined, { units, about, stem, language }: Corpus): (name: string) => boolean {
  const read = place === undefined ? undefined : units[place];
  if (place === undefined || !read) return () => false;
  const beside = [units[place - 1], units[place + 1]].filter((other) => other?.block === read.block);
  const near = [read.own, read.head, read.trail, about, ...beside.flatMap((other) => other?.own ?? [])];
  return (name) => tokensOf(name, stem, language).every((token) => near.some((tokens) => tokens.has(token)));
}

/** The places of the best, none of which says the same words again; after "… says how long it waits." the number. */
export function bestOf(asked: Asked, { units }: Corpus, scores: readonly number[]): number[] {
  const order = scores.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const seen = new Set<string>();
  const best: number[] = [];
  for (const at of order) {
    const same = squeeze(units[at]?.unit.text ?? '').toLowerCase();
    if (seen.has(same)) continue;
    seen.add(same);
    best.push(at);
    if (best.length === MAX_ANSWERS) break;
  }
  const [first] = best;
  const next = first === undefined ? undefined : units[first + 1];
  if (first === undefined || !next || next.block !== units[first]?.block || !asked.kinds.has('amount')) return best;
  const tells = (read: Read | undefined) => read !== undefined && soundsLike('amount', read.unit.text);
  if (tells(units[first]) || !tells(next)) return best;
  return [first, first + 1, ...best.slice(1).filter((at) => at !== first + 1)].slice(0, MAX_ANSWERS);
}

/** What tells a sure ranking from a doubtful one. */
export function signsOf(
  asked: Asked,
  corpus: Corpus,
  features: readonly Features[],
  scores: readonly number[],
  best: readonly number[],
): Features {
  const top = best.map((at) => ({ read: corpus.units[at], score: scores[at] ?? 0, features: features[at] ?? {} }));
  const [first] = top;
  const most = first?.score ?? 0;
  const mass = scores.reduce((sum, score) => sum + Math.exp(score - most), 0) || 1;
  const likely = top.map(({ score }) => Math.exp(score - most) / mass);
  const share = (holds: (token: string) => boolean) =>
    asked.tokens.reduce((sum, token) => sum + (holds(token) ? (asked.weights.get(token) ?? 0) : 0), 0) / asked.total;
  const speaks = (read: Read | undefined, token: string) =>
    read !== undefined && (read.own.has(token) || read.head.has(token));
  const amount = asked.kinds.has('amount') || asked.kinds.has('version');
  const tells = (each: Features | undefined) => (each?.['sounds:amount'] ?? 0) + (each?.['sounds:version'] ?? 0) > 0;
  return {
    bias: 1,
    likelyFirst: likely[0] ?? 0,
    likelyThree: likely.reduce((sum, each) => sum + each, 0),
    score: most / 10,
    lead: Math.min(3, most - (top[1]?.score ?? most)) / 3,
    covered: first?.features['own'] ?? 0,
    coveredWithHead: first?.features['ownOrHead'] ?? 0,
    coveredByAll: share((token) => top.some(({ read }) => speaks(read, token))),
    synonyms: first?.features['synonyms'] ?? 0,
    beside: (first?.features['newBefore'] ?? 0) + (first?.features['newAfter'] ?? 0),
    unknown: share((token) => !corpus.spread.has(token) && !corpus.about.has(token)),
    words: Math.min(asked.tokens.length, 8) / 8,
    oneWord: asked.tokens.length < 2 ? 1 : 0,
    noNumber: amount && !top.some((each) => tells(each.features)) ? 1 : 0,
    sameSection: top.filter(({ read }) => read?.section === first?.read?.section).length / MAX_ANSWERS,
    sounds: Object.entries(first?.features ?? {}).some(([name, value]) => name.startsWith('sounds:') && value > 0)
      ? 1
      : 0,
    units: Math.log(1 + corpus.units.length) / 6,
  };
}
