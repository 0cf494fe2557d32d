import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meaningOf, nearness, nearnessFeatures } from '../../../chatkit/answerers/extractive/ranking/meaning';
import { loadVectors, vectorsOf } from '../../../chatkit/answerers/extractive/ranking/vectors';

const vectors = await loadVectors('en');
const near = (a: string, b: string) => (vectors ? nearness(meaningOf(a, vectors), meaningOf(b, vectors)) : 0);

const known = ['memory', 'file', 'thread', 'error', 'timeout', 'default'];

describe('what words mean', () => {
  test.each([
    ['How do I get rid of old entries?', 'Deletes expired rows.', 'Sets the colour of the title.'],
    ['Is it quick?', 'Its performance is good.', 'It is written in French.'],
    ['When is memory freed?', 'The allocator releases the buffer.', 'The menu has three buttons.'],
  ])('“%s” is nearer to “%s” than to “%s”', (question, answer, other) => {
    expect(near(question, answer)).toBeGreaterThan(near(question, other));
  });

  test('is there for English alone: for any other language a ranking does without', async () => {
    expect(await loadVectors('de')).toBeUndefined();
  });

  test('is within -1 and 1 for any two texts, and a text means what itself does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.shuffledSubarray(known, { minLength: 1 }), (a, words) => {
        const b = words.join(' ');
        expect(Math.abs(near(a, b))).toBeLessThanOrEqual(1.000001);
        expect(near(b, b)).toBeCloseTo(1, 5);
      }),
    );
  });

  test('of a table is read as bytes with signs', () => {
    const few = vectorsOf({ dimensions: 2, words: 'big large', data: btoa('\u007f\u0000\u0081\u0001') });
    expect([...(few.of('large') ?? [])]).toEqual([-127, 1]);
    expect(few.of('constructor')).toBeUndefined();
  });
});

test('a place is seen by its own meaning, its neighbours’ and its section’s', () => {
  const [x, y] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
  const unit = (block: number, section: number, own: Float32Array) => ({ block, section, own, withHead: own });
  const [first, second, third] = nearnessFeatures(x, [unit(0, 0, x), unit(0, 0, y), unit(1, 1, y)]);
  expect(first).toMatchObject({ near: 1, nearRank: 1, nearBlock: 1, nearSection: 0.5, nearAfter: 0 });
  expect(second).toMatchObject({ near: 0, nearBefore: 1, nearBlock: 1 });
  expect(third).toMatchObject({ nearBefore: 0, nearBlock: 0, nearSection: 0 });
  expect(nearnessFeatures(x, [])).toEqual([]);
});
