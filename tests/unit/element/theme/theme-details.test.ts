import { expect, test } from 'vitest';
import { addFonts } from '../../../../chatkit/element/theme/theme-details';

function fakeView() {
  const fonts = new Set<unknown>();
  const made: { family: string; source: string; descriptors: unknown }[] = [];
  class FontFace {
    constructor(family: string, source: string, descriptors: unknown) {
      made.push({ family, source, descriptors });
    }
  }
  const view = { FontFace, document: { baseURI: 'https://host.example/page', fonts } };
  return { view: view as unknown as Window & typeof globalThis, fonts, made };
}

test('fonts of a theme are added with what they say of themselves, and taken away again', () => {
  const { view, fonts, made } = fakeView();
  const remove = addFonts(
    [{ family: 'A', src: '/a.woff2', weight: 700, style: 'italic', display: 'swap', unicodeRange: 'U+0-FF' }],
    view,
  );
  expect(made).toEqual([
    {
      family: 'A',
      source: 'url("https://host.example/a.woff2")',
      descriptors: { weight: '700', style: 'italic', display: 'swap', unicodeRange: 'U+0-FF' },
    },
  ]);
  expect(fonts.size).toBe(1);
  remove();
  expect(fonts.size).toBe(0);
});

test.each([
  ['an address that runs', 'javascript:alert(1)'],
  ['a local file', 'file:///etc/passwd'],
  ['no address', 'http://['],
])('%s is no font', (_name, src) => {
  const { view, fonts } = fakeView();
  addFonts([{ family: 'A', src }], view);
  expect(fonts.size).toBe(0);
});

test('an address cannot end the CSS function it stands in', () => {
  const { view, made } = fakeView();
  addFonts([{ family: 'A', src: 'https://host.example/a") , url("https://evil.example/b' }], view);
  expect(made[0]?.source.match(/"/g)).toHaveLength(2);
});
