import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { placeOf, SLOWEST } from '../../slowest-first.mjs';

test.each(SLOWEST)('%s, which is to begin early, is there', (file) => expect(existsSync(file)).toBe(true));

test('the slowest file comes first, and one that is not named comes last', () => {
  const files = ['/repo/tests/e2e/a.test.ts', `/repo/${SLOWEST[1]}`, `/repo/${SLOWEST[0]}`];
  expect(files.toSorted((one, other) => placeOf(one) - placeOf(other))).toEqual(files.toReversed());
});
