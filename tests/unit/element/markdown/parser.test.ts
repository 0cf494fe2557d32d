import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarkdownDocument } from '../../../../chatkit/element/markdown/document';
import { lexMarkdown } from '../../../../chatkit/element/markdown/lex';
import { createMarkdownParser } from '../../../../chatkit/element/markdown/parser';

const blocksIn = ({ chapters, tail }: MarkdownDocument) => [...chapters.flat(2), ...tail];

/** What is drawn, without where it stands: kind and text of every block. */
const shapeOf = (document: MarkdownDocument) =>
  blocksIn(document).map((block) =>
    block.kind === 'code'
      ? `code ${block.language}: ${(block.pieces.join('') + block.rest).trimEnd()}`
      : `${block.token.type}: ${block.raw.trimEnd()}`,
  );

function stream(text: string, cuts: readonly number[]) {
  const parser = createMarkdownParser();
  for (const cut of cuts.toSorted((a, b) => a - b)) parser.update(text.slice(0, cut), false);
  return { parser, document: parser.update(text, false) };
}

const blocks = [
  'A paragraph with **bold**, `code` and [a link](https://example.com).',
  '# Heading',
  'Setext\n======',
  '- one\n- two\n  - nested\n\n  paragraph of two\n- three',
  '1. first\n2. second\n\n3. loose third',
  '- [x] done\n- [ ] open',
  '```python\n>>> print("``")\n\n# not a heading\n```',
  '~~~\n```\n~~~',
  '    indented code\n    more',
  '| a | b |\n|---|--:|\n| 1 | 2 |',
  '> quoted\n> > deeper\nlazy',
  '<details>\n<b>html</b>\n</details>',
  '***',
  'Two lines  \nbroken hard\\\nhere &amp; there',
  '2. a list that starts late',
];

describe('a message that grows', () => {
  test('looks the same however it was cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...blocks), { minLength: 1, maxLength: 8 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }),
        (chosen, cuts) => {
          const text = chosen.join('\n\n');
          const whole = createMarkdownParser().update(text, true);
          const { document, parser } = stream(
            text,
            cuts.map((share) => Math.floor(share * text.length)),
          );
          expect(shapeOf(parser.update(text, true))).toEqual(shapeOf(whole));
          expect(shapeOf(document).join('').length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each(blocks)('finishes one block as the whole lexer reads it: %j', (block) => {
    const text = `Before.\n\n${block}\n\nAfter.`;
    const { document } = stream(
      text,
      Array.from({ length: text.length }, (_value, index) => index),
    );
    expect(shapeOf(document)).toEqual(shapeOf(createMarkdownParser().update(text, true)));
  });

  test('keeps finished blocks as the same objects', () => {
    const parser = createMarkdownParser();
    const first = parser.update(`${blocks.join('\n\n')}\n\nTail`, false);
    const second = parser.update(`${blocks.join('\n\n')}\n\nTail that grows`, false);
    expect(second.chapters.flat(2).every((block, index) => block === first.chapters.flat(2)[index])).toBe(true);
    expect(second.chapters[0]).toBe(first.chapters[0]);
    const finished = parser.update(`${blocks.join('\n\n')}\n\nTail that grows`, true);
    expect(finished.chapters.flat(2)[3]).toBe(first.chapters.flat(2)[3]);
  });

  test('keeps full chapters and groups as they are while it grows', () => {
    const parser = createMarkdownParser();
    const paragraphs = Array.from({ length: 400 }, (_value, index) => `Paragraph ${index}.`);
    const first = parser.update(paragraphs.join('\n\n'), false);
    const second = parser.update(`${paragraphs.join('\n\n')}\n\nOne more.\n\nTail`, false);
    expect(first.chapters.map((groups) => groups.length)).toEqual([8, 8, 8, 1]);
    expect(first.chapters.slice(0, 3).every((chapter, index) => chapter === second.chapters[index])).toBe(true);
    expect(second.chapters[3]).not.toBe(first.chapters[3]);
    expect(blocksIn(second)).toHaveLength(402);
  });

  test('counts a link definition that comes after its use once it is finished', () => {
    const { parser } = stream('See [docs].\n\nMore.\n\n[docs]: https://example.com', [5, 20]);
    const document = parser.update('See [docs].\n\nMore.\n\n[docs]: https://example.com', true);
    expect(JSON.stringify(blocksIn(document)[0])).toContain('"href":"https://example.com"');
  });

  test('that is replaced by another text starts again', () => {
    const parser = createMarkdownParser();
    parser.update('One\n\nTwo', false);
    expect(shapeOf(parser.update('Three', false))).toEqual(['paragraph: Three']);
  });

  test('shows a fence that is being closed as closed', () => {
    const { document } = stream('```js\nlet a;\n``', [3, 8]);
    expect(shapeOf(document)).toEqual(['code js: let a;']);
  });
});

/** Lines that open containers, go on with them lazily or not, and end them. */
const lines = [
  ...['- a', '- b', '  - c', '    - d', '      - e', '* a', '+ x', '-', '-\n  late', '- - z', '  - - y', '-\tt', '\tu'],
  ...[
    '1. a',
    '2. b',
    '10) c',
    '   - e',
    '  2. f',
    '1.',
    '1986\\. x',
    '- [x] d',
    '- [ ] e',
    '-     code',
    '- # h',
    '  b',
  ],
  ...['> a', '> - a', '>   b', '> 1. q', '> > r', '>', '>\tv', '- > a', '  > b', '  >', '> # x', '- a\n\n  b', '>> s'],
  ...[
    '| a | b |',
    '|---|---|',
    '| 1 | 2 |',
    '  | a | b |',
    '  |---|---|',
    '  | 3 | 4 |',
    '- | a | b |',
    'a | b',
    '-|-',
  ],
  ...['> | a | b |', '> |---|---|', '> | 1 | 2 |', '- ```', '  ```', '  code', '> ```', '```', '<div>', '---', '==='],
  ...['', '', '', '  ', 'a', '    b', '     c', '# h', 'two words', '**b** `c`', '[a]: <b>', '$$', '$x$'],
];

const tokensIn = (document: MarkdownDocument) =>
  blocksIn(document).map((block) =>
    block.kind === 'code'
      ? { type: 'code', language: block.language, text: (block.pieces.join('') + block.rest).trimEnd() }
      : block.token,
  );

const isEndOfFence = (text: string) => /(?:^|\n)[ \t>-]*(?:`+|~+)[ \t]*$/.test(text);

test('at every moment a message looks as the lexer reads what has come of it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...lines.filter((line) => !line.startsWith('[a]:'))), { minLength: 1, maxLength: 24 }),
      fc.array(fc.nat(), { maxLength: 40 }),
      (chosen, cuts) => {
        const text = `${chosen.join('\n')}\n`;
        const parser = createMarkdownParser();
        for (const cut of [...cuts.map((cut) => cut % text.length), text.length].toSorted((a, b) => a - b)) {
          const come = text.slice(0, cut);
          const document = parser.update(come, false);
          // A fence that may be about to close is shown as closed.
          if (isEndOfFence(come)) continue;
          const read = lexMarkdown(come, {}).blocks.map(({ token }) =>
            token.type === 'code' ? { ...token, text: token.text.trimEnd() } : token,
          );
          expect(tokensIn(document)).toEqual(read);
        }
      },
    ),
    { numRuns: 600 },
  );
});

/** Streams a text by random cuts, finishes it, and says whether it was read once more as a whole. */
function finish(text: string, cuts: readonly number[]) {
  const parser = createMarkdownParser();
  for (const cut of cuts.map((cut) => cut % text.length).toSorted((a, b) => a - b)) {
    parser.update(text.slice(0, cut), false);
  }
  const before = parser.charactersRead;
  return { document: parser.update(text, true), rest: parser.charactersRead - before };
}
const asWhole = (text: string) => tokensIn(createMarkdownParser().update(text, true));
const cuts = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });

test('a message of any lines, finished, looks as the lexer reads it whole', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 24 }), cuts, (chosen, cuts) => {
      const text = chosen.join('\n');
      if (text === '') return;
      expect(tokensIn(finish(text, cuts).document)).toEqual(asWhole(text));
    }),
    { numRuns: 600 },
  );
});

const wide = `|${'a|'.repeat(60)}\n|${'-|'.repeat(60)}\n`;

test.each([
  ['quotes', `${'> # a\nb\n'.repeat(1_000)}${'> c\n'.repeat(40)}`],
  ['quotes in quotes', `${'>> # a\n> b\n'.repeat(1_000)}${'> > c\n'.repeat(40)}`],
  ['quoted definitions', '>[a]: b\n|\n'.repeat(1_000)],
  ['formulas', '$a$ '.repeat(10_000)],
  ['formulas that never close', '$$\na\n\n'.repeat(2_000)],
  ['brackets that never close', '\\[\n\n'.repeat(1_500)],
  ['fences', '```\n'.repeat(401)],
  ['rows', wide + '|\n'.repeat(400)],
  ['emphasis', '**「a」**b'.repeat(800)],
])('what bounds %s in a long message bounds it in the same places when it came bit by bit', (_name, text) => {
  const steps = Array.from({ length: Math.floor(text.length / 97) }, (_value, index) => index * 97);
  expect(tokensIn(finish(text, steps).document)).toEqual(asWhole(text));
});

test('a finished message is not read once more where nothing that came late could change it', () => {
  const text = Array.from({ length: 200 }, (_value, index) => `Words of paragraph ${index}, [a](b) and $x$.`).join(
    '\n\n',
  );
  expect(finish(text, [300, 2_000, 5_000]).rest).toBeLessThan(text.length - 4_000);
  expect(finish(`${text}\n\n[a]: b`, [300, 2_000, 5_000]).rest).toBeGreaterThan(text.length);
});

test.each([
  ['a line that may yet be no item', '- a\n- b\n- > c\n\n-', '|'],
  ['a formula that may yet close', '$$\na\n\nb\n', '$$'],
  ['a formula that may yet have words behind it', '> a\n$$ a\nb\n$$', ' c\nd'],
  ['half a mark', '$$\na\n\nb$', '$\n'],
  ['half a line end', 'a\r', '\nb\r\n\r\nc'],
])('%s settles nothing', (_name, before, after) => {
  const parser = createMarkdownParser();
  parser.update(before, false);
  const text = before + after;
  const read = lexMarkdown(text.replace(/\r\n?/g, '\n'), {}).blocks.map(({ token }) => token);
  expect(tokensIn(parser.update(text, false))).toEqual(read);
});

test.each([
  ['a list', '- a\n', ''],
  ['a loose list in a quote', '> 1. a\n>\n', ''],
  ['a quote in an item', '  > a\n  >\n', '- b\n'],
  ['rows', '| 1 |\n', '| a |\n|---|\n'],
])('%s that grows keeps its finished children as they are', (_name, unit, before) => {
  const parser = createMarkdownParser();
  const text = before + unit.repeat(300);
  for (let end = 1; end < text.length; end += 7) parser.update(text.slice(0, end), false);
  const partsOf = (document: MarkdownDocument) => {
    const found: unknown[] = [];
    const visit = (value: unknown): void => {
      if (!Array.isArray(value)) {
        if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
        return;
      }
      if (value.length === 64) found.push(value);
      value.forEach(visit);
    };
    tokensIn(document).forEach(visit);
    return found;
  };
  const earlier = partsOf(parser.update(text, false));
  const later = partsOf(parser.update(`${text}${unit}${unit}`, false));
  expect(earlier.length).toBeGreaterThanOrEqual(4);
  expect(later.slice(0, 4).map((part, index) => part === earlier[index])).toEqual([true, true, true, true]);
});

/** Characters read for each thousand tokens of a stream, and the steps of all. */
function costOf(token: (index: number) => string, count = 20_000) {
  const parser = createMarkdownParser();
  const at: number[] = [0];
  let text = '';
  for (let index = 0; index < count; index += 1) {
    text += token(index);
    // 200 tokens a second at 60 frames: every third or fourth token is drawn.
    if (index % 3 === 0) parser.update(text, false);
    if (index % 1_000 === 999) at.push(parser.charactersRead);
  }
  const perThousand = at.slice(1).map((read, index) => read - (at[index] ?? 0));
  return { perThousand, steps: parser.steps, length: text.length };
}

describe('the cost of streaming', () => {
  const mixed = `${blocks.join('\n\n')}\n\n`;
  const pieces = mixed.match(/[\s\S]{1,5}/g) ?? [];

  test('the last thousand tokens of 20 000 read no more than the first', () => {
    const { perThousand } = costOf((index) => pieces[index % pieces.length] ?? '');
    expect(perThousand.at(-1)).toBeLessThanOrEqual((perThousand[0] ?? 0) * 1.25);
  });

  test.each([
    ['a code block', (index: number) => (index === 0 ? '```\n' : index % 8 === 0 ? '\n' : 'word ')],
    ['a paragraph', () => 'word '],
    ['a list', (index: number) => (index % 8 === 0 ? '\n- ' : 'word ')],
    ['a table', (index: number) => (index === 0 ? '| a |\n|---|\n' : '| b |\n')],
    ['a quote', (index: number) => (index % 8 === 0 ? '\n> ' : 'word ')],
  ])('%s that never ends costs in proportion to its length', (_name, token) => {
    const { steps, length } = costOf(token, 12_000);
    expect(steps).toBeLessThan(50_000 + length * 6);
  });
});

test('text that ends the lexer’s stack is shown as it is', () => {
  const text = `${'>'.repeat(20_000)} deep`;
  expect(blocksIn(createMarkdownParser().update(text, true))).not.toHaveLength(0);
});
