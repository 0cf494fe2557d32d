import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { solid } from '../../../utils/page/solid';

describe('two texts are the same to the way back when they differ in', () => {
  test.each([
    ['white space', 'a  b\n\tc\u00a0d', 'abcd'],
    ['case', 'ASK Über ΣΑΣ', 'ask über σασ'],
    ['soft hyphens and zero-width characters', 'docu\u00adment\u200bation\ufeff', 'documentation'],
    ['the form a browser draws a letter of MathML in', '𝐸=𝑚𝑐2 ℎ 𝜖', 'E=mc2 h ϵ'],
    ['variation selectors', '✔\ufe0f', '✔'],
  ])('%s', (_, one, other) => {
    expect(solid(one)).toBe(solid(other));
  });
});

test('characters outside the first plane count', () => {
  expect(solid('🦀 crab')).toBe('🦀crab');
});

test('the solid text of a whole is that of its parts', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 4 }), (parts) => {
      expect(solid(parts.join(''))).toBe(parts.map(solid).join(''));
    }),
  );
});
