import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { lexMarkdown } from '../../../../chatkit/element/markdown/lex';
import { createMarkdownParser } from '../../../../chatkit/element/markdown/parser';
import { createTranslate } from '../../../../chatkit/element/strings';
import type { MarkdownEnvironment } from '../../../../chatkit/element/markdown/environment';
import { Markdown } from '../../../../chatkit/element/markdown/Markdown';

const LENGTH = 12_000;
const filled = (unit: string, length = LENGTH) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
const nested = (open: string, close: string) => {
  const depth = Math.floor(LENGTH / (open.length + close.length));
  return `${open.repeat(depth)}a${close.repeat(depth)}`;
};

/** Shapes that some reader of Markdown takes the square of their length for, or ends its stack with. */
const shapes: [string, string][] = [
  ...['*a_', '/*a', '_a__', '*a **b ', '**a *', '*a**', '***a', '~~a', '~a~~', '。**', '**「a」**b', '*_', '`a``'],
  ...['[', '![', '[a](', '[a](b', '[a](<b', '[a](b "', '[a][', '[*a*](', '![[', '"[a](b', '[a\\](', '[\\]', ']('],
  ...['`', '<', '<!--', '<!--\n', '<a ', '<a href="', '<?', '<![CDATA[', '<a@', '<div>\n\n', '&', '&#', '\\', '\\['],
  ...['$', '$a', '$$a', '\\(a', '\\[a=', '$$\n', '\\[\n', 'http://', 'https://a(', 'www.', 'a@', 'a@b.', 'https://a*'],
  ...[
    '- ',
    '- a\n',
    '- a\n\n  b\n\n',
    '- a\n  - b\n    - c\n',
    '1. ',
    '> ',
    '>',
    '>a\nb\n',
    '> - a\nb\n',
    '> # a\nb\n',
    '>[a]: b\n|\n',
    '> ---\nb\n',
    '>> # a\n> b\n',
    '- > ',
    '-\n',
  ],
  ...['|', '|a\n', 'a|b\n-|-\n', '|-', '\\|', '# ', '#', 'a\n-\n', 'a\n=\n', '***\n', '```\n', '~~~\na\n', '[a]:\n'],
  ...['[a]: b\n', '[a\n', '\n', ' \na', '\t', 'word ', '    a\n', '⸨@1⸩', '\u202e', '😀*'],
].map((unit) => [JSON.stringify(unit), filled(unit)]);
shapes.push(
  ...[
    ['*', '*'],
    ['**', '**'],
    ['*_', '_*'],
    ['[', ']'],
    ['[', '](b)'],
    ['![', '](b)'],
    ['[![', '](b)](c)'],
    ['`', '`'],
    ['$', '$'],
    ['(', ')'],
    ['> ', ''],
    ['- ', ''],
    ['> - 1. ', ''],
  ].map(([open = '', close = '']): [string, string] => [`${open}…${close}`, nested(open, close)]),
  ['labels of one definition', `[a]: b\n\n${nested('[', ']')}`],
  ['a list that goes on lazily', `- ${filled('a\n')}`],
  ['rows to fill up', `|${'a|'.repeat(400)}\n|${'-|'.repeat(400)}\n${'|\n'.repeat(5_000)}`],
  ['runs of every length', Array.from({ length: 150 }, (_value, index) => '`'.repeat(index + 1)).join(' ')],
  ['lists ever deeper', Array.from({ length: 110 }, (_value, index) => `${' '.repeat(index * 2)}- a`).join('\n')],
);

/** By count: what a letter costs at most, whatever the letters. */
const MOST_STEPS_PER_LETTER = 4;

describe('an answer that is made to be slow', () => {
  test.each(shapes)('takes steps in proportion to its length: %s', (_name, text) => {
    expect(lexMarkdown(text, {}).steps).toBeLessThan(text.length * MOST_STEPS_PER_LETTER);
  });

  test.each(['*a_', '/*a', '_a__', '[', '![', '[a](b', '`a``', '$a', '<a ', '。**', 'https://a(', '> a\n'])(
    'is read in at most 200 ms when it is 60 kB of %j',
    (unit) => {
      const text = filled(unit, 60_000);
      const times = Array.from({ length: 3 }, () => {
        // Time of the processor: what else the machine does is not the text's doing.
        const before = process.cpuUsage();
        lexMarkdown(text, {});
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1_000;
      });
      expect(Math.min(...times)).toBeLessThan(200);
    },
  );

  test.each(shapes.filter((_shape, index) => index % 3 === 0))(
    'costs no more than a few readings while it streams: %s',
    (_name, text) => {
      const parser = createMarkdownParser();
      for (let end = 20; end < text.length; end += 20) parser.update(text.slice(0, end), false);
      parser.update(text, true);
      expect(parser.steps).toBeLessThan(50_000 + text.length * (1 + 2 * MOST_STEPS_PER_LETTER));
    },
  );

  test.each([
    ...[
      '- a\n',
      '- word word word\n',
      '1. a\n',
      '* a\n1. b\n',
      '- a\n+ b\n',
      '- [ ] a\n',
      '- a\n\n\n',
      '-\n',
      '- # a\n',
    ],
    ...[
      '- a\n  - b\n    - c\n',
      '1. a\n   - b\n',
      '- a\n\n  b\n\n',
      '- ```\n  code\n  ```\n',
      '- **a** [c](https://d.e)\n',
    ],
    ...['> # a\nb\n', '> ---\nb\n', '> a\n\n', '> a\n> \n', '> - a\n> - b\n', '> ```\n> a\n> ```\n', '- > a\n'],
  ])('is drawn as it comes, and read on from its last item, block or row: %j', (unit) => {
    const text = filled(unit, 20_000);
    const parser = createMarkdownParser();
    for (let end = 13; end < text.length; end += 13) {
      expect(parser.update(text.slice(0, end), false).surplus.length).toBeLessThan(100);
    }
    expect(parser.steps).toBeLessThan(text.length * 5);
  });

  test.each([
    ['a list in an item', '- a\n', '  - b\n'],
    ['a list in a quote in an item', '1. > a\n   >\n', '   > - b\n'],
    ['a table', '| a | b |\n|---|---|\n', '| 1 | 2 |\n'],
    ['a table in an item', '- | a | b |\n  |---|---|\n', '  | 1 | 2 |\n'],
    ['a quote in an item', '- a\n', '  > b\n  >\n'],
  ])('is read on within %s that never ends', (_name, before, unit) => {
    const text = before + filled(unit, 20_000);
    const parser = createMarkdownParser();
    for (let end = 13; end < text.length; end += 13) {
      expect(parser.update(text.slice(0, end), false).surplus.length).toBeLessThan(100);
    }
    expect(parser.steps).toBeLessThan(text.length * 5);
  });

  // Summed over 60 kB that come in 4 600 pieces; a step takes half a microsecond of an idle core.
  test.each([
    ...['* a\n1. b\n', '- a\n', '> # a\nb\n', '**「a」**b', '[a]: b\n', '> - a\nb\n', 'a|b\n-|-\n', '- > a\n'],
    ...[
      '![',
      '[',
      '***a***',
      'www.a.b ',
      'a@b.c ',
      'https://a(',
      '\n',
      'a\n\n',
      '[^1]: a\n',
      '漢字。',
      '&amp;',
      '$a$ ',
    ],
    ...['<a ', '`a``', '> > > a\n> b\n\n', '1. a\n   - b\n', 'word\r\n'],
  ])('takes at most six steps a letter as it comes and at its end: %j', (unit) => {
    const text = filled(unit, 60_000);
    const parser = createMarkdownParser();
    for (let end = 13; end < text.length; end += 13) parser.update(text.slice(0, end), false);
    parser.update(text, true);
    expect(parser.steps).toBeLessThan(text.length * 6);
  });

  test('costs in proportion, whatever it is made of', () => {
    const pieces = fc.constantFrom(
      ...['*', '**', '_', '__', '~', '~~', '`', '``', '[', ']', '(', ')', '](', '![', '<', '>', '<a ', '<!--', '-->'],
      ...[
        '\\',
        '$',
        '$$',
        '\\(',
        '\\)',
        '\\[',
        '\\]',
        '&',
        '&amp;',
        '#',
        '- ',
        '> ',
        '1. ',
        '|',
        '|-|\n',
        '\n',
        '\n\n',
      ],
      ...[
        ' ',
        '    ',
        '\t',
        'a',
        '1',
        '.',
        ':',
        '"',
        "'",
        '/',
        'https://a',
        'www.a',
        'a@b.c',
        '。',
        '（',
        '「',
        '😀',
        'é',
      ],
      ...['[a]: b\n', '```\n', '~~~', '[x] ', '{', '}', '⸨@1⸩'],
    );
    const some = fc.array(pieces, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(some, some, some, fc.boolean(), (before, unit, after, isNested) => {
        const count = Math.ceil(6_000 / (unit.length + (isNested ? after.length : 0)));
        const text = before + unit.repeat(count) + (isNested ? after.repeat(count) : after);
        expect(lexMarkdown(text, {}).steps).toBeLessThan(100 + text.length * MOST_STEPS_PER_LETTER);
      }),
      { numRuns: 150 },
    );
  });
});

const environment: MarkdownEnvironment = {
  t: createTranslate('en'),
  onDeeplink: () => undefined,
  entities: undefined,
  sourceOf: () => undefined,
  images: { apiOrigin: 'http://127.0.0.1:1', isAllowed: () => false, allow: () => undefined },
};

test.each(['> ', '- ', '> - 1. ', '*a **b ', '[', '![', '~~*'])(
  'nesting of %j beyond what a browser lays out is drawn flat, and none of its words is lost',
  (open) => {
    const drawn = renderToStaticMarkup(
      <Markdown text={`${open.repeat(2_000)}word`} finished environment={environment} />,
    );
    expect(drawn).toContain('word');
    let depth = 0;
    let deepest = 0;
    for (const [tag] of drawn.matchAll(/<\/?[a-z]\w*[^>]*>/g)) {
      if (tag.endsWith('/>') || /^<(?:br|hr|input)\b/.test(tag)) continue;
      depth += tag.startsWith('</') ? -1 : 1;
      deepest = Math.max(deepest, depth);
    }
    expect(deepest).toBeLessThan(120);
  },
);
