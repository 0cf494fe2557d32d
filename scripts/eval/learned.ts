import { writeFileSync } from 'node:fs';
import { maySure } from '../../chatkit/answerers/extractive/ranking/rank-answers';
import { weighted, type Weights } from '../../chatkit/answerers/extractive/ranking/weights';
import { type Example, judged, learnRank, learnSure, SURE_PENALTY } from './learn';

/** Share of right ones among those shown as sure, each judged by what was learned without its documentation. */
const RIGHT = 0.9;

/** What a question was judged by weights learned without its documentation. */
type Judged = ReturnType<typeof judged> & { example: Example; answerable: boolean; sure: number };

/**
 * Learns the weights from the documentations that are not held back, and prints what each of all is judged by when it
 * was learned without that one.
 * @param plain all questions, as texts are read whose words have no vectors
 * @param vectors the same with vectors, where there are any
 */
export function learn(plain: readonly Example[], vectors: readonly Example[], file: string): void {
  const withVectors = vectors.filter(({ corpus }) => corpus.meanings);
  const sets = { vectors: learnSet(withVectors, SURE_PENALTY.vectors), plain: learnSet(plain, SURE_PENALTY.plain) };
  const read = new Set(withVectors.map(({ case: each }) => each));
  const rest = sets.plain.rows.filter(({ example }) => !read.has(example.case));
  console.log(`Each documentation by weights learned without it: ${shares([...sets.vectors.rows, ...rest])}`);
  console.log(`The same without vectors: ${shares(sets.plain.rows)}`);
  const weights = { vectors: sets.vectors.weights, plain: sets.plain.weights };
  writeFileSync(file, `${JSON.stringify(weights, null, 2)}\n`);
}

function learnSet(examples: readonly Example[], surePenalty: number): { weights: Weights; rows: Judged[] } {
  const own = examples.filter(({ case: { text } }) => !text.held);
  const documentations = [...new Set(own.map(documentationOf))];
  const crossed = documentations.flatMap((name) => {
    const rank = learnRank(own.filter((example) => documentationOf(example) !== name));
    return own
      .filter((example) => documentationOf(example) === name)
      .map((example) => ({ example, answerable: example.case.answers.length > 0, ...judged(example, rank) }));
  });
  const sureness = documentations.flatMap((name) => {
    const sure = learnSure(
      crossed.filter(({ example }) => documentationOf(example) !== name),
      surePenalty,
    );
    return crossed
      .filter(({ example }) => documentationOf(example) === name)
      .map((row) => ({ ...row, sure: maySure(row.signs) ? weighted(row.signs, sure) : -Infinity }));
  });
  const threshold = leastWith(
    RIGHT,
    sureness.filter(({ answerable }) => answerable),
  );
  const sure = learnSure(crossed, surePenalty);
  return {
    weights: {
      rank: learnRank(own),
      sure: { ...sure, bias: Number(((sure['bias'] ?? 0) - threshold).toFixed(4)) },
    },
    rows: sureness.map((row) => ({ ...row, sure: row.sure - threshold })),
  };
}

const documentationOf = ({ case: { text } }: Example): string => text.documentation;

function shares(rows: readonly Judged[]): string {
  const answerable = rows.filter((row) => row.answerable);
  const doubtful = rows.filter((row) => !row.answerable);
  const shown = answerable.filter(({ sure }) => sure > 0);
  const share = (part: number, all: number) => `${((100 * part) / (all || 1)).toFixed(1)} %`;
  return [
    `first ${share(answerable.filter(({ first }) => first).length, answerable.length)}`,
    `among three ${share(answerable.filter(({ three }) => three).length, answerable.length)}`,
    `sure ${share(shown.length, answerable.length)}`,
    `of those right ${share(shown.filter(({ three }) => three).length, shown.length)}`,
    `unanswerable not sure ${share(doubtful.filter(({ sure }) => sure <= 0).length, doubtful.length)}`,
  ].join(' · ');
}

/** The lowest threshold above which so many are right. */
function leastWith(right: number, rows: readonly { sure: number; three: boolean }[]): number {
  let threshold = Infinity;
  let good = 0;
  for (const [at, row] of [...rows].sort((a, b) => b.sure - a.sure).entries()) {
    if (row.three) good++;
    if (row.three && good / (at + 1) >= right) threshold = row.sure - 1e-6;
  }
  return threshold;
}
