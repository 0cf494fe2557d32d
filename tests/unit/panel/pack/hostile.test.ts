// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isConvertible, isParsable, PASSAGE_BOUNDS } from '../../../../utils/panel/pack/bounds';
import { packPassage } from '../../../../utils/panel/pack/pack';
import { MAX_HTML, MAX_PACKED } from '../../../../utils/passage/limits';
import { HOSTILE_MARKUP } from '../../../e2e/rig/hostile-markup';
import { aPassage } from '../passages';

const names = Object.keys(HOSTILE_MARKUP);
const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');

/** What is spent on markup: characters a parser is given, and nodes of it that are converted. */
function packed(html: string) {
  const spent = { parsed: 0, nodes: 0 };
  const pack = packPassage(aPassage({ text: 'the flat text', html }), (given) => {
    spent.parsed += given.length;
    const document = parse(given);
    if (isConvertible(document.body, PASSAGE_BOUNDS)) spent.nodes += document.body.querySelectorAll('*').length;
    return document;
  });
  return { ...pack, ...spent };
}

describe('a passage from a hostile page', () => {
  test.each(names)('of %s is bounded', (name) => {
    const html = HOSTILE_MARKUP[name]!(30_000).slice(0, MAX_HTML);
    const { text, markdown, linked = '', parsed, nodes } = packed(html);
    expect(text).not.toBe('');
    expect(Math.max(text.length, markdown.length, linked.length)).toBeLessThanOrEqual(MAX_PACKED);
    expect(parsed).toBeLessThanOrEqual(MAX_HTML);
    expect(nodes).toBeLessThanOrEqual(PASSAGE_BOUNDS.nodes);
  });

  test.each([
    'elements within elements',
    'tables within tables',
    'lists within lists',
    'a row of many cells',
    'a giant list',
    'a heap of attributes',
    'formatting closed out of order',
  ])('is its flat text where converting %s would take long', (name) => {
    expect(packed(HOSTILE_MARKUP[name]!(30_000))).toMatchObject({ text: 'the flat text', markdown: 'the flat text' });
  });

  test.each(['a heap of attributes', 'formatting closed out of order', 'elements within elements'])(
    'never reaches a parser with %s',
    (name) => {
      expect(packed(HOSTILE_MARKUP[name]!(30_000)).parsed).toBe(0);
    },
  );

  test.each(['a cell as wide as a continent', 'a cell of endless width', 'a cell taller than the page'])(
    'keeps the words of %s, which counts as one',
    (name) => {
      const { markdown } = packed(HOSTILE_MARKUP[name]!(30_000));
      expect(markdown).toMatch(/^\|(?: +\|){2}\n\| --- \| --- \|\n\| (?:wide|tall) \| b +\|$/);
    },
  );

  test('keeps the spans of a table that people write', () => {
    const html = '<table><tr><td colspan="3">over all</td></tr><tr><td>a</td><td>b</td><td>c</td></tr></table>';
    expect(packed(html).markdown).toContain('| over all |     |     |');
  });

  test('of any hostile parts in any order and size is bounded and never throws', () => {
    const part = fc
      .tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 400 }))
      .map(([name, size]) => HOSTILE_MARKUP[name]!(size));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const { text, markdown, parsed } = packed(parts.join('').slice(0, MAX_HTML));
        expect(text).not.toBe('');
        expect(Math.max(text.length, markdown.length)).toBeLessThanOrEqual(MAX_PACKED);
        expect(parsed).toBeLessThanOrEqual(MAX_HTML);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what a parser is given', () => {
  test.each([
    ['ordinary markup', '<h1>A</h1><p>b <b>c</b> <a href="https://d.example/">d</a></p><pre>x &lt; y</pre>'],
    ['a quoted end of a tag', '<p title="a > b"><b>c</b></p>'],
    ['text like a tag', '<p>1 < 2, <3</p>'],
    ['a comment', '<!-- <b><b> --><p>x</p>'],
  ])('may be %s', (_name, html) => {
    expect(isParsable(html, PASSAGE_BOUNDS)).toBe(true);
  });

  test('is read once, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('<', '>', '"', "'", 'a', ' ', '<b>', '</b>', '<!--', '-->', '/')), (parts) =>
        [true, false].includes(isParsable(parts.join(''), PASSAGE_BOUNDS)),
      ),
    );
  });
});

test('a head cell whose table is gone is a block of its own', () => {
  const html = '<div class="note"><table><tr><th>Name</th></tr><tr><td>json</td></tr></table></div><p>After.</p>';
  expect(packed(html).markdown).toContain('Name');
  const note = '<table class="note"><tr><th>Name</th><th>Kind</th></tr><tr><td>json</td><td>module</td></tr></table>';
  expect(packed(note).markdown).toContain('| Name | Kind |');
});

test('addresses of a table that stays markup leave only with the address', () => {
  const cell = '<ul><li><a href="https://secret.example/x">one</a></li></ul>';
  const { markdown, linked } = packed(
    `<table><tr><td>${cell}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>`,
  );
  expect(linked).toContain('https://secret.example/x');
  expect(markdown).not.toContain('secret.example');
});
