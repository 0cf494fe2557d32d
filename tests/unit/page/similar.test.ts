import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSimilar } from '../../../utils/page/similar';

const PAGE =
  'introductionthejsonmodulekeepsitskeysinorderwhentheyareadded.thesortkeysflagchangesthat.itismuchslowerforlargeobjects.theend';
const found = (exact: string, prefix = '', suffix = '', text = PAGE) => {
  const place = findSimilar(text, { exact, prefix, suffix });
  return place && text.slice(place.from, place.to);
};

describe('a passage that has changed', () => {
  test.each([
    ['a word for another', 'thesortkeysoptionchangesthat.', 'thesortkeysflagchangesthat.'],
    ['a word less', 'thesortkeyschangesthat.', 'thesortkeysflagchangesthat.'],
    ['a typo', 'themoduelkeepsitskeysinorder', 'jsonmodulekeepsitskeysinorder'],
  ])('is found with %s', (_, exact, now) => {
    expect(now).toContain(found(exact)!.slice(2, -2));
  });

  test.each(['somethingentirelydifferentthatnobodywrote', 'zzzzzzzzzzzzzzzz'])(
    'is gone when nothing is like it',
    (exact) => {
      expect(found(exact)).toBeNull();
    },
  );

  test('is found where its surroundings are, if there are several', () => {
    const text = `alphabeforethevalueisread.${'x'.repeat(60)}betabeforethevalueisread.`;
    const place = findSimilar(text, { exact: 'thevaluesisread.', prefix: 'betabefore', suffix: '' });
    expect(place!.from).toBeGreaterThan(60);
  });

  test('is found by its ends when it is long, from one to the other', () => {
    const words = Array.from({ length: 120 }, (_, index) => `word${index}`).join('');
    const text = `${'before'.repeat(20)}${words.replace('word60', 'otherwords')}${'behind'.repeat(20)}`;
    const place = findSimilar(text, { exact: words, prefix: '', suffix: '' })!;
    expect(text.slice(place.from, place.to)).toBe(words.replace('word60', 'otherwords'));
  });

  test('is always a stretch of the page', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.string({ minLength: 1, maxLength: 20 }), (text, exact) => {
        const place = findSimilar(text, { exact, prefix: '', suffix: '' });
        if (place) expect(place.from >= 0 && place.from < place.to && place.to <= text.length).toBe(true);
      }),
    );
  });
});
