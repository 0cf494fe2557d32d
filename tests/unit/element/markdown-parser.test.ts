import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarkdownDocument } from '../../../chatkit/element/markdown/document';
import { createMarkdownParser } from '../../../chatkit/element/markdown/parser';

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
          // While it streams a list may be in two pieces; the words are all there.
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

/** Characters read for the last and for the first thousand tokens of a stream. */
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
  return { perThousand, total: parser.charactersRead, length: text.length };
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
    const { total, length } = costOf(token, 6_000);
    // 8 000 characters are read eagerly for every frame; beyond that each character about nine times.
    expect(total).toBeLessThan(length * 12 + 8_000 * 1_000);
    const short = costOf(token, 3_000);
    expect(total - short.total).toBeLessThan((length - short.length) * 14 + 40_000);
  });
});

test('text that ends the lexer’s stack is shown as it is', () => {
  const text = `${'>'.repeat(20_000)} deep`;
  expect(blocksIn(createMarkdownParser().update(text, true))).not.toHaveLength(0);
});
