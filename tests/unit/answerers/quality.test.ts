import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { quotes } from '../../../scripts/eval/answerers';
import { measure } from '../../../scripts/eval/measure';
import { readQuestions } from '../../../scripts/eval/read-questions';

const set = fileURLToPath(new URL('../../../scripts/eval/set/questions.csv', import.meta.url));
const cases = readQuestions(set);

/*
 * What the quotes reached when their weights were last learned (`npm run eval` prints it), in hundredths. Lower it for
 * nothing but a change of the set; raise it with every gain. Two fell all the same when vectors came, by one question
 * each: first, held back (52) and not sure, learned from (94). docs/decisions/chatkit.md says what was had for them.
 */
describe('the quotes answer as often as they did, over the development set', () => {
  test.each([
    ['learned from', false, { first: 60, three: 84, sure: 38, sureAndRight: 95, notSure: 92 }],
    ['held back', true, { first: 50, three: 78, sure: 49, sureAndRight: 90, notSure: 100 }],
  ])('documentations %s', async (_, held, least) => {
    const seen = await measure(
      cases.filter(({ text }) => text.held === held),
      quotes,
    );
    const of = (part: number | undefined, all: number | undefined) => (100 * (part ?? 0)) / (all || 1);
    expect(of(seen.first, seen.answerable)).toBeGreaterThanOrEqual(least.first);
    expect(of(seen.three, seen.answerable)).toBeGreaterThanOrEqual(least.three);
    expect(of(seen.sure, seen.answerable)).toBeGreaterThanOrEqual(least.sure);
    expect(of(seen.sureAndRight, seen.sure)).toBeGreaterThanOrEqual(least.sureAndRight);
    expect(of(seen.notSure, seen.unanswerable)).toBeGreaterThanOrEqual(least.notSure);
  });

  test('the set is as it was frozen: its size, and a fifth that no text answers', () => {
    expect(cases.length).toBe(345);
    expect(cases.filter(({ answers }) => answers.length === 0).length).toBe(72);
    expect(new Set(cases.map(({ text }) => text.documentation)).size).toBe(13);
  });
});
