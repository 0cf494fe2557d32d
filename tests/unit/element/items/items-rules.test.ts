import { describe, expect, test } from 'vitest';
import { inWords } from '../../../../chatkit/element/items/durations';
import { readAnswers, skipAll } from '../../../../chatkit/element/items/answers';
import type { StructuredInput } from '../../../../chatkit/protocol/items';

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
