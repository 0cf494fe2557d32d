import { describe, expect, test } from 'vitest';
import { inWords } from '../../../chatkit/element/durations';
import { embeddedImage } from '../../../chatkit/element/markdown/addresses';
import { highlight, MOST_HIGHLIGHTED, type CodePiece } from '../../../chatkit/element/markdown/highlight';
import { readAnswers, skipAll } from '../../../chatkit/element/questions';
import { sourceNote } from '../../../chatkit/element/view/Sources';
import { sourceSchema, type StructuredInput } from '../../../chatkit/protocol/items';

test.each([
  [0.2, 'en', '1 second'],
  [12, 'en', '12 seconds'],
  [65, 'en', '1 minute and 5 seconds'],
  [60, 'en', '1 minute'],
  [7_380, 'en', '2 hours and 3 minutes'],
  [1e9, 'en', '24 hours'],
  [NaN, 'en', '1 second'],
  [65, 'de', '1 Minute und 5 Sekunden'],
])('%s seconds in %s are %s', (seconds, locale, expected) => {
  expect(inWords(seconds, locale)).toBe(expected);
});

describe('answers to the server', () => {
  const inputs: StructuredInput[] = [
    { type: 'freeform', id: 'a', question: 'A?', description: undefined, answer: undefined },
    {
      type: 'multiple_choice',
      id: 'b',
      question: 'B?',
      options: [{ value: '1' }, { value: '2' }],
      multiple: true,
      answer: undefined,
    },
  ];
  const form = (entries: [string, string][]) => {
    const data = new FormData();
    for (const [name, value] of entries) data.append(name, value);
    return data;
  };

  test('hold what was written and chosen; what was left open is skipped', () => {
    expect(
      readAnswers(
        inputs,
        form([
          ['b', '1'],
          ['b', '2'],
          ['a', '  '],
        ]),
      ),
    ).toEqual({
      status: 'answered',
      answers: { a: { values: [], skipped: true }, b: { values: ['1', '2'], skipped: false } },
    });
  });

  test('are none when nothing was answered', () => {
    expect(readAnswers(inputs, form([['a', ' ']]))).toBeNull();
  });

  test('can all be skipped', () => {
    expect(skipAll(inputs)).toEqual({
      status: 'skipped',
      answers: { a: { values: [], skipped: true }, b: { values: [], skipped: true } },
    });
  });
});

const textOf = (pieces: readonly CodePiece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : textOf(piece.pieces))).join('');

describe('colouring code', () => {
  test.each(['python', 'pycon', 'TS', 'console', 'html', 'rust', 'json', 'diff', 'yaml'])('%s is known', (language) => {
    expect(highlight('x', language)).not.toBeNull();
  });

  test.each(['', 'nope', 'constructor', '__proto__'])('%j is not', (language) => {
    expect(highlight('x', language)).toBeNull();
  });

  test('changes no character of it, and HTML in it stays text', () => {
    const code = '<img src=x onerror="alert(1)">\n&amp; <b>def f():</b>\n\tpass # 🙂';
    for (const language of ['html', 'python', 'js']) expect(textOf(highlight(code, language) ?? [])).toBe(code);
  });

  test('is left out where it would take long', () => {
    expect(highlight('x'.repeat(MOST_HIGHLIGHTED + 1), 'python')).toBeNull();
  });
});

test.each([
  ['data:image/png;base64,aGk=', true],
  ['data:image/webp;base64,aGk=', true],
  ['data:image/svg+xml;base64,PHN2Zz4=', false],
  ['data:image/png,<svg onload=alert(1)>', false],
  ['data:text/html;base64,aGk=', false],
  ['data:image/png;base64,aGk=" onerror="alert(1)', false],
  ['https://images.example/a.png', false],
  ['blob:https://example/1', false],
  ['javascript:alert(1)', false],
])('an image in its own address: %s is %s', (href, expected) => {
  expect(embeddedImage(href) !== null).toBe(expected);
});

test('a source says who, what and of what day', () => {
  const source = sourceSchema.parse({
    type: 'url',
    url: 'https://a.example',
    title: 'A',
    attribution: 'Python',
    description: 'A page',
    timestamp: '2026-11-25T00:00:00Z',
  });
  expect(sourceNote(source, 'en')).toMatch(/^Python · A page · \u2068Nov 2[45], 2026\u2069$/);
  expect(sourceNote({ ...source, timestamp: 'soon', attribution: undefined }, 'en')).toBe('A page');
});
