import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutPart, shareLimit } from '../../../utils/passage/cut';

const family = '👨‍👩‍👧‍👦';
const flag = '🇩🇪';

describe('cutting a passage', () => {
  test.each([
    ['a short text is whole', 'abc', 0, 10, 'abc'],
    ['a text of exactly the limit is whole', 'abcde', 0, 5, 'abcde'],
    ['one unit more is cut', 'abcdef', 0, 5, 'abcde'],
    ['a family of emoji is not torn', `ab${family}c`, 0, 5, 'ab'],
    ['a flag is not torn', `ab${flag}c`, 0, 5, 'ab'],
    ['an accent stays with its letter', 'abcde\u0301f', 0, 5, 'abcd'],
    ['a start inside a grapheme moves before it', `${flag}bcdef`, 2, 6, `${flag}bc`],
    ['a start near the end moves back so that the limit is used', 'abcdefghij', 9, 4, 'ghij'],
    ['a negative start is the beginning', 'abcdefghij', -3, 4, 'abcd'],
  ])('%s', (_name, text, start, limit, expected) => {
    const part = cutPart(text, start, limit);
    expect(text.slice(part.start, part.end)).toBe(expected);
  });

  test('one grapheme longer than the limit is cut between code points', () => {
    const text = `a${'\u0301'.repeat(50)}`;
    expect(cutPart(text, 0, 10)).toEqual({ start: 0, end: 10 });
    const { start, end } = cutPart(`😀${'\u200d😀'.repeat(20)}`, 0, 6);
    expect(`😀${'\u200d😀'.repeat(20)}`.slice(start, end).isWellFormed()).toBe(true);
  });

  test('whatever the text, the part is well-formed, within the limit, and not empty', () => {
    const unit = fc.constantFrom('a', ' ', family, flag, 'e\u0301', '\u0915\u094d\u0937', '\r\n', '😀');
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 1, maxLength: 60 }),
        fc.nat(200),
        fc.integer({ min: 2, max: 80 }),
        (units, start, limit) => {
          const text = units.join('');
          const part = cutPart(text, start, limit);
          const sent = text.slice(part.start, part.end);
          expect(sent.isWellFormed()).toBe(true);
          expect(sent.length).toBeLessThanOrEqual(limit);
          expect(sent.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('sharing a limit', () => {
  test.each([
    ['all fit', [10, 20], 100, [10, 20]],
    ['short ones stay whole', [10, 500, 500], 210, [10, 100, 100]],
    ['one takes all', [500], 100, [100]],
    ['nothing to share', [5, 5], 0, [0, 0]],
  ])('%s', (_name, lengths, limit, expected) => {
    expect(shareLimit(lengths, limit)).toEqual(expected);
  });

  test('no share is longer than its text, and together they keep the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { maxLength: 10 }), fc.nat(20_000), (lengths, limit) => {
        const shares = shareLimit(lengths, limit);
        shares.forEach((share, index) => expect(share).toBeLessThanOrEqual(lengths[index] ?? 0));
        expect(shares.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
