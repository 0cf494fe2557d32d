import { readCorpus, type Corpus } from '../../chatkit/answerers/extractive/ranking/corpus';
import { type Asked, type Features, featuresOf, readAsked } from '../../chatkit/answerers/extractive/ranking/features';
import { bestOf, signsOf } from '../../chatkit/answerers/extractive/ranking/rank-answers';
import { loadVectors } from '../../chatkit/answerers/extractive/ranking/vectors';
import { weighted, type Weights } from '../../chatkit/answerers/extractive/ranking/weights';
import { loadStemmer, primaryOf } from '../../chatkit/answerers/extractive/stem';
import { unitsOf } from '../../chatkit/answerers/extractive/units';
import { type Case, holds } from './read-questions';

/** A question with what is seen of each unit, and which of them answer. */
export interface Example {
  case: Case;
  asked: Asked;
  corpus: Corpus;
  features: Features[];
  right: boolean[];
}

/** @param withVectors as texts are read whose words have vectors; else as all others are */
export async function examplesOf(cases: readonly Case[], withVectors: boolean): Promise<Example[]> {
  const corpora = new Map<unknown, Corpus>();
  const examples: Example[] = [];
  for (const each of cases) {
    const { source } = each.text;
    const language = primaryOf(source.lang ?? 'en');
    const vectors = withVectors ? await loadVectors(language) : undefined;
    const corpus = corpora.get(source) ?? readCorpus(unitsOf([source]), await loadStemmer(language), language, vectors);
    corpora.set(source, corpus);
    const asked = readAsked(each.question, corpus);
    const right = corpus.units.map(({ unit }) => each.answers.some((answer) => holds(unit.text, answer)));
    examples.push({ case: each, asked, corpus, features: featuresOf(asked, corpus), right });
  }
  return examples;
}

/** Penalty on the square of each weight, so that none grows on a few questions. */
const RANK_PENALTY = 0.01;
/** How sure a ranking is stays a matter of few signs where vectors, which agree with one another, make it. */
export const SURE_PENALTY = { vectors: 0.07, plain: 0.01 };

/** How a function goes down, by small steps along its slope (Adam: each weight with a step of its own). */
function descend(
  size: number,
  slope: (weights: Float64Array) => Float64Array,
  steps: number,
  rate: number,
): Float64Array {
  const weights = new Float64Array(size);
  const mean = new Float64Array(size);
  const spread = new Float64Array(size);
  for (let step = 1; step <= steps; step++) {
    const down = slope(weights);
    for (let i = 0; i < size; i++) {
      const by = down[i] ?? 0;
      mean[i] = 0.9 * (mean[i] ?? 0) + 0.1 * by;
      spread[i] = 0.999 * (spread[i] ?? 0) + 0.001 * by * by;
      const towards = (mean[i] ?? 0) / (1 - 0.9 ** step) / (Math.sqrt((spread[i] ?? 0) / (1 - 0.999 ** step)) + 1e-8);
      weights[i] = (weights[i] ?? 0) - rate * towards;
    }
  }
  return weights;
}

/** Rows of numbers, each feature brought to the same spread. */
function scaled(rows: readonly Features[], names: readonly string[]) {
  const spread = names.map((name) => {
    const mean = rows.reduce((sum, row) => sum + (row[name] ?? 0), 0) / rows.length;
    return Math.sqrt(rows.reduce((sum, row) => sum + ((row[name] ?? 0) - mean) ** 2, 0) / rows.length) || 1;
  });
  const of = (row: Features) => Float64Array.from(names, (name, i) => (row[name] ?? 0) / (spread[i] ?? 1));
  const back = (weights: Float64Array) =>
    Object.fromEntries(names.map((name, i) => [name, Number(((weights[i] ?? 0) / (spread[i] ?? 1)).toFixed(4))]));
  return { of, back };
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** Weights by which, of all units, those that answer come first (softmax over the units of each question). */
export function learnRank(examples: readonly Example[]): Record<string, number> {
  const answerable = examples.filter(({ right }) => right.includes(true));
  const names = Object.keys(answerable[0]?.features[0] ?? {});
  const { of, back } = scaled(
    answerable.flatMap(({ features }) => features),
    names,
  );
  const width = names.length;
  const questions = answerable.map(({ features, right }) => {
    const rows = new Float64Array(features.length * width);
    features.forEach((each, at) => rows.set(of(each), at * width));
    return { rows, right };
  });
  const slope = (weights: Float64Array) => {
    const down = weights.map((weight) => 2 * RANK_PENALTY * weight);
    for (const { rows, right } of questions) {
      const powers = new Float64Array(right.length);
      let most = -Infinity;
      for (let at = 0; at < right.length; at++) {
        let score = 0;
        for (let i = 0; i < width; i++) score += rows[at * width + i]! * weights[i]!;
        powers[at] = score;
        most = Math.max(most, score);
      }
      let all = 0;
      let good = 0;
      for (let at = 0; at < right.length; at++) {
        const power = Math.exp(powers[at]! - most);
        powers[at] = power;
        all += power;
        if (right[at]) good += power;
      }
      for (let at = 0; at < right.length; at++) {
        const by = (powers[at]! / all - (right[at] ? powers[at]! / good : 0)) / questions.length;
        for (let i = 0; i < width; i++) down[i]! += by * rows[at * width + i]!;
      }
    }
    return down;
  };
  return back(descend(names.length, slope, 250, 0.03));
}

/** What a ranking shows of an example: whether one of its three answers, and what tells how sure it is. */
export function judged({ asked, corpus, features, right }: Example, rank: Weights['rank']) {
  const scores = features.map((each) => weighted(each, rank));
  const best = bestOf(asked, corpus, scores);
  return {
    first: right[best[0] ?? -1] ?? false,
    three: best.some((at) => right[at]),
    signs: signsOf(asked, corpus, features, scores, best),
    best,
  };
}

/** Weights by which rankings with an answer among three are told from those without (logistic regression). */
export function learnSure(
  rows: readonly { signs: Features; three: boolean }[],
  penalty: number,
): Record<string, number> {
  const names = Object.keys(rows[0]?.signs ?? {});
  const { of, back } = scaled(
    rows.map(({ signs }) => signs),
    names,
  );
  const scaledRows = rows.map(({ signs, three }) => ({ row: of(signs), three }));
  const slope = (weights: Float64Array) => {
    const down = weights.map((weight) => 2 * penalty * weight);
    for (const { row, three } of scaledRows) {
      const by = 1 / (1 + Math.exp(-dot(row, weights))) - (three ? 1 : 0);
      for (let i = 0; i < down.length; i++) down[i] = (down[i] ?? 0) + (by * (row[i] ?? 0)) / scaledRows.length;
    }
    return down;
  };
  return back(descend(names.length, slope, 500, 0.03));
}
