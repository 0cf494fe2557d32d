import { writeFileSync } from 'node:fs';
import { maySure } from '../../chatkit/answerers/extractive/ranking/rank-answers';
import { weighted, type Weights } from '../../chatkit/answerers/extractive/ranking/weights';
import { type Example, judged, learnRank, learnSure } from './learn';

/** Share of right ones among those shown as sure, each judged by what was learned without its documentation. */
const RIGHT = 0.9;

/**
 * Learns the weights from the documentations that are not held back, and prints what each of all is judged by when it
 * was learned without that one.
 */
export function learn(examples: readonly Example[], file: string): void {
  const own = examples.filter(({ case: { text } }) => !text.held);
  const documentations = [...new Set(own.map(({ case: { text } }) => text.documentation))];
  const without = (name: string) => own.filter(({ case: { text } }) => text.documentation !== name);
  const crossed = documentations.flatMap((name) => {
    const rank = learnRank(without(name));
    const judgedOnes = own
      .filter(({ case: { text } }) => text.documentation === name)
      .map((example) => ({ name, answerable: example.case.answers.length > 0, ...judged(example, rank) }));
    return judgedOnes;
  });
  const sureness = documentations.flatMap((name) => {
    const sure = learnSure(crossed.filter((row) => row.name !== name));
    return crossed
      .filter((row) => row.name === name)
      .map((row) => ({ ...row, sure: maySure(row.signs) ? weighted(row.signs, sure) : -Infinity }));
  });
  const answerable = sureness.filter((row) => row.answerable);
  const doubtful = sureness.filter((row) => !row.answerable);
  const threshold = leastWith(RIGHT, answerable);
  const shown = answerable.filter(({ sure }) => sure > threshold);
  const share = (part: number, all: number) => `${Math.round((100 * part) / all)} %`;
  console.log(
    [
      'Each documentation by weights learned without it:',
      `first ${share(answerable.filter(({ first }) => first).length, answerable.length)}`,
      `among three ${share(answerable.filter(({ three }) => three).length, answerable.length)}`,
      `sure ${share(shown.length, answerable.length)}`,
      `of those right ${share(shown.filter(({ three }) => three).length, shown.length)}`,
      `unanswerable not sure ${share(doubtful.filter(({ sure }) => sure <= threshold).length, doubtful.length)}`,
    ].join(' · '),
  );
  const rank = learnRank(own);
  const sure = learnSure(crossed);
  const weights: Weights = { rank, sure: { ...sure, bias: Number(((sure['bias'] ?? 0) - threshold).toFixed(4)) } };
  writeFileSync(file, `${JSON.stringify(weights, null, 2)}\n`);
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
