import { expect, test } from 'vitest';
import {
  englishStrings as en,
  loadModelStrings,
  modelLanguageOf,
  modelLanguages,
} from '../../../../chatkit/answerers/model/strings';
import { stepsOf } from '../../../../chatkit/answerers/model/left-out';
import { sayWith } from '../../../../chatkit/answerers/model/strings';
import { ownerStrings } from '../../../../proxy/owner-strings';

const places = (text: string) => [...text.matchAll(/\$[1-9]/g)].map(String).toSorted();

test('every language has every sentence, with its places and no exclamation mark', async () => {
  expect(modelLanguages).toHaveLength(10);
  for (const tag of modelLanguages) {
    const strings = await loadModelStrings(tag);
    expect(Object.keys(strings).toSorted()).toEqual(Object.keys(en).toSorted());
    for (const [key, text] of Object.entries({ ...strings, ...ownerStrings[tag] })) {
      const english = { ...en, ...ownerStrings['en'] }[key as keyof typeof en];
      expect([tag, key, places(text)]).toEqual([tag, key, places(english)]);
      expect(text).not.toMatch(/[!！]|^\s*$/);
      if (tag !== 'en') expect([tag, key, text]).not.toEqual([tag, key, english]);
    }
  }
});

test('the owner’s sentences are there in every language', () => {
  expect(Object.keys(ownerStrings).toSorted()).toEqual(modelLanguages.toSorted());
});

test.each([
  ['de-AT', 'de'],
  ['pt-PT', 'pt-br'],
  ['pt', 'pt-br'],
  ['zh', 'zh-cn'],
  ['zh-Hant-TW', 'en'],
  ['zh-TW', 'en'],
  ['nl', 'en'],
  ['constructor', 'en'],
  [undefined, 'en'],
])('%s is answered in %s', (locale, tag) => {
  expect(modelLanguageOf(locale)).toBe(tag);
});

test.each<[string, number, number, string]>([
  ['en', 12_345, 33_600, '12 of 34 kB of the page went along'],
  ['de', 12_345, 33_600, '12 von 34 kB der Seite gingen mit'],
  ['en', 33_400, 33_600, '33 of 34 kB of the page went along'],
  ['en', 90, 33_600, '1 of 34 kB of the page went along'],
  ['en', 0, 1_234_567, '0 of 1,235 kB of the page went along'],
])('in %s %i of %i bytes are told: %s', async (language, sent, whole, title) => {
  const say = sayWith(await loadModelStrings(language));
  expect([...stepsOf([{ what: 'page', sent, whole }], say, language)]).toEqual([
    { type: 'item', item: { type: 'task', task: { type: 'custom', status_indicator: 'none', title } } },
  ]);
});
