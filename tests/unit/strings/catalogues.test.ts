import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { languages } from '../../../chatkit/element/strings/languages';

type Catalogue = Record<string, string>;

const root = new URL('../../../', import.meta.url).pathname;
const read = (path: string) => JSON.parse(readFileSync(root + path, 'utf8')) as Catalogue;
const AREAS = readdirSync(`${root}locales/en`);
const FOLDERS = ['ar', 'de', 'es', 'fr', 'hi', 'ja', 'ko', 'pt_BR', 'zh_CN'];

/** A language's two catalogues as one; the chat element's keys are marked, both have a `copy`. */
function catalogue(folder: string): Catalogue {
  const ours = Object.assign({}, ...AREAS.map((area) => read(`locales/${folder}/${area}`))) as Catalogue;
  const element = read(`chatkit/element/strings/${folder.replace('_', '-')}.json`);
  return { ...ours, ...Object.fromEntries(Object.entries(element).map(([key, text]) => [`chat:${key}`, text])) };
}
const english = catalogue('en');

/** Placeholders and bold marks, in any order: languages put them where their grammar does. */
const marks = (text: string) => (text.match(/\$[1-9]|\*\*/g) ?? []).sort().join(' ');
/** Names, addresses and formats that are the same words everywhere. */
const isName = (text: string) => /^[\W\d]*(?:Docent|Markdown|https?:\S*)?[\W\d]*$/.test(text);

test('the languages on offer are the ones with a folder, in both catalogues', () => {
  expect(readdirSync(`${root}locales`).sort()).toEqual(['en', ...FOLDERS].sort());
  expect([...languages].sort()).toEqual(
    ['en', ...FOLDERS.map((folder) => folder.toLowerCase().replace('_', '-'))].sort(),
  );
});

describe.each(FOLDERS)('the catalogue %s', (folder) => {
  const strings = catalogue(folder);

  test('has every sentence of the English one and no other', () => {
    expect(Object.keys(strings).sort()).toEqual(Object.keys(english).sort());
  });

  test('keeps placeholders and marks', () => {
    const changed = Object.keys(english).filter((key) => marks(strings[key] ?? '') !== marks(english[key] ?? ''));
    expect(changed).toEqual([]);
  });

  test('calls the menu entry what it is called', () => {
    expect(strings.noticePageClosedMenu).toContain(strings.menuAsk);
  });

  test('names its own tag and direction', () => {
    expect(strings.languageTag).toBe(folder.replace('_', '-'));
    expect(strings.textDirection).toBe(folder === 'ar' ? 'rtl' : 'ltr');
    expect(strings['chat:textDirection']).toBe(strings.textDirection);
  });

  test('is translated: few sentences are those of the English one', () => {
    const same = Object.keys(english).filter((key) => strings[key] === english[key] && !isName(english[key] ?? ''));
    expect(same.length, same.join(', ')).toBeLessThan(Object.keys(english).length * 0.06);
  });

  test('has no exclamation mark and no empty sentence (docs/interface.md 28)', () => {
    const loud = Object.entries(strings).filter(([, text]) => /[!！]/.test(text) || text.trim() === '');
    expect(loud).toEqual([]);
  });
});
