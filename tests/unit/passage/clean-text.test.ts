import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from '../../../utils/passage/clean-text';

const FORBIDDEN =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e00ff}\p{Co}]/u;
/** Text as a hostile page would write it: ordinary letters among everything that hides or turns. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\u200d',
        '\u200c',
        '\ufe0f',
        '\u{e0101}',
        '\u{e0041}',
        '\u202e',
        '\0',
        '\ud83d',
        '\udc00',
        '\r',
        '\n',
      ),
      fc.constantFrom('a', 'é', 'ن', '👩', '❤', ' ', '\t'),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('page text', () => {
  test.each([
    ['prose stays as it is', 'json.dumps(obj) — naïve “quotes”', 'json.dumps(obj) — naïve “quotes”'],
    ['line ends become one kind', 'a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['tabs and the first indentation stay', '\n\n    if x:\n\treturn', '    if x:\n\treturn'],
    ['white space at the end goes', 'word \n\t ', 'word'],
    ['an overridden reading direction goes', 'abc\u202etxt.exe\u202c', 'abctxt.exe'],
    ['tag characters, invisible and readable by models, go', 'hi\u{e0069}\u{e0067}\u{e006e}', 'hi'],
    ['zero-width spaces go', 'pass\u200bword\ufeff', 'password'],
    ['a lone surrogate becomes a replacement mark', 'a\ud800b', 'a\ufffdb'],
    ['NUL goes', 'a\0b', 'ab'],
    ['a family stays a family', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['a coloured heart stays one', '❤️‍🔥', '❤️‍🔥'],
    ['a Persian joiner stays', 'می‌خواهم', 'می‌خواهم'],
    ['a Bengali joiner before a sign stays', 'র\u200d\u09cdযাম', 'র\u200d\u09cdযাম'],
    ['a joiner between ASCII letters goes', 'pay\u200dload', 'payload'],
    ['piled-up variation selectors go', 'a\ufe00\ufe01\ufe02b', 'ab'],
  ])('%s', (_, text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  test('never holds what hides text or turns it round, whatever the page wrote', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const cleaned = cleanText(text);
        expect(FORBIDDEN.test(cleaned)).toBe(false);
        expect(cleaned.isWellFormed()).toBe(true);
        expect(/[\u200c\u200d]{2}|[\ufe00-\ufe0f]{2}/.test(cleaned)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is the same when cleaned twice', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('keeps every visible letter', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'abcXYZ019 éßжя中文')), (letters) => {
        const solid = (text: string) => text.replace(/\s/g, '');
        expect(solid(cleanText(letters.join('\u200b')))).toBe(solid(letters.join('')));
      }),
    );
  });
});
