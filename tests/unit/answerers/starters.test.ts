import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readQuestion } from '../../../chatkit/answerers/extractive/question';
import { type StarterId, starterIds } from '../../../chatkit/protocol/requests';
import { starterKeys, starterOf, starterSets } from '../../../utils/panel/starters';
import type { StringKey } from '../../../utils/shared/strings';
import { ask } from './ask';
import { retries } from './excerpts';

const locales = new URL('../../../locales/', import.meta.url);
const catalogues = readdirSync(locales).map(
  (folder) =>
    [
      folder,
      JSON.parse(readFileSync(new URL(`${folder}/panel.json`, locales), 'utf8')) as Record<StringKey, string>,
    ] as const,
);
const offered = [...starterSets.text, ...starterSets.code];
const starters = catalogues.flatMap(([folder, strings]) =>
  offered.map((id) => [folder, id, strings[starterKeys[id]]] as const),
);

describe('a ready-made question is understood in each of the ten languages, however it is typed', () => {
  test('there are eight in each, four for text and four for code', () => {
    expect(starters).toHaveLength(80);
    expect(new Set(offered)).toEqual(new Set(starterIds));
    expect(starters.filter(([, , words]) => !words)).toEqual([]);
  });

  test.each(catalogues)('in %s the panel knows each by its words, and no other question', (_folder, strings) => {
    const t = (key: StringKey) => strings[key];
    for (const id of starterIds) expect(starterOf(` ${strings[starterKeys[id]]}\n`, t)).toBe(id);
    expect(starterOf('What is a codec?', t)).toBeUndefined();
    expect(starterOf('', t)).toBeUndefined();
  });

  test.each(starters)('%s %s: %s', (_folder, id, words) => {
    const typed = [words, `  ${words.toUpperCase()} `, words.replace(/[^\p{L}\p{M}\p{N}\s]/gu, ''), `${words} ?`];
    for (const question of typed) {
      for (const lang of ['en', undefined, 'ja']) {
        expect(readQuestion(question, lang)).toMatchObject({ intent: id, about: 'all', concepts: [] });
      }
    }
  });
});

describe('a ready-made question that comes with its id', () => {
  test.each<[StarterId, string]>([
    ['warnings', 'What to watch out for, word for word:'],
    ['example', 'Examples, word for word:'],
    ['explain', 'I quote and do not paraphrase.'],
    ['simplify', 'I quote and cannot put it in other words.'],
  ])('is %s, whatever its words', async (starter, intro) => {
    const { text } = await ask('⟦Ẽxpļaĩn ťhĩs, plěase⟧', { passage: { text: retries }, starter });
    expect(text.startsWith(intro)).toBe(true);
  });
});

describe('a question in the words of a reader', () => {
  test.each([
    ['Explique linha a linha este código', 'lines'],
    ['한 줄씩 설명해 주세요', 'lines'],
    ['请逐行解释一下', 'lines'],
    ['Gib mir ein Beispiel', 'example'],
    ['¿Me das un ejemplo?', 'example'],
    ['예시를 보여 주세요', 'example'],
    ['कोई उदाहरण दिखाएँ', 'example'],
    ['أعطني مثالًا', 'example'],
    ['Was kann fehlschlagen?', 'failures'],
    ['O que isso retorna?', 'returns'],
    ['لماذا؟', 'reasons'],
    ['क्यों?', 'reasons'],
  ])('%s asks for %s', (question, intent) => {
    expect(readQuestion(question, 'en')).toMatchObject({ intent, about: 'all' });
  });
});
