import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMarkFilter, type Marked } from '../../../../chatkit/answerers/model/marks';

/** Texts 1 to 12 were told. */
function read(pieces: readonly string[]): string {
  const filter = createMarkFilter((number) => number >= 1 && number <= 12);
  const marked: Marked[] = [...pieces.flatMap((piece) => filter.take(piece)), ...filter.end()];
  // A mark is drawn as what no answer here holds.
  return marked.map((piece) => (piece.type === 'text' ? piece.delta : `⟨${piece.number}⟩`)).join('');
}

describe('a numbered mark', () => {
  test.each<[string, string, string]>([
    ['behind a statement goes with its space', 'A table is a tree [1]. More.', 'A table is a tree⟨1⟩. More.'],
    ['behind a full stop', 'A table is a tree.[1] More.', 'A table is a tree.⟨1⟩ More.'],
    ['at the end of the answer', 'A table is a tree [12]', 'A table is a tree⟨12⟩'],
    ['two in a row', 'So it is [1][2].', 'So it is⟨1⟩⟨2⟩.'],
    ['two with a space between', 'So it is [1] [2].', 'So it is⟨1⟩⟨2⟩.'],
    ['several in one', 'So it is [1, 3; 5].', 'So it is⟨1⟩⟨3⟩⟨5⟩.'],
    ['a range', 'So it is [2-4].', 'So it is⟨2⟩⟨3⟩⟨4⟩.'],
    ['by a word', 'So it is [Source 2].', 'So it is⟨2⟩.'],
    ['in other brackets', '表是一棵树【1】。', '表是一棵树⟨1⟩。'],
    ['without a space between letters that need none', '表是一棵树[1]。', '表是一棵树⟨1⟩。'],
    ['in an item of a list', '- A tree [1]\n- A page [2]', '- A tree⟨1⟩\n- A page⟨2⟩'],
    ['directly behind code in the line', 'Call `len(s)`[1].', 'Call `len(s)`⟨1⟩.'],
    ['behind code in the line', 'Call `len(s)` [1].', 'Call `len(s)`⟨1⟩.'],
    ['behind a block of code', '```\nx\n```\nSo it is [1].', '```\nx\n```\nSo it is⟨1⟩.'],
    ['in a quote', '> A tree [1]', '> A tree⟨1⟩'],
    ['that begins a sentence stays, and counts', '[1] says so.', '[1]⟨1⟩ says so.'],
    ['that begins an item of a list stays, and counts', '- [1] says so.', '- [1]⟨1⟩ says so.'],
  ])('%s', (_, answer, shown) => {
    expect(read([answer])).toBe(shown);
  });

  test.each<[string, string]>([
    ['of a text that there is not', 'So it is [13]. [0]'],
    ['of which one number is none', 'So it is [1, 99].'],
    ['without an end', 'So it is [1'],
    ['in a block of code', '```py\nprint(x [1])\n```'],
    ['in a block of code in a list', '- so\n  ```\n  x [1]\n  ```'],
    ['in a block of code between tildes', '~~~\n`` [1]\n~~~'],
    ['in indented code', 'So:\n\n    x [1]\n    y [2]\n'],
    ['in code in the line', 'Take `argv [1]` and ``a`[2] b``.'],
    ['directly behind a name', 'argv[1] and f2[2]'],
    ['of a link', 'See [1](https://a.example) there.'],
    ['of a link’s definition', 'See there.\n\n[1]: https://a.example'],
    ['of a footnote', 'So it is[^1].'],
    ['of a picture', '![1](x.png)'],
    ['behind a backslash', 'So it is \\[1].'],
    ['in two brackets', 'So it is [[1]].'],
    ['that is a box', '- [ ] to do\n- [x] done'],
    ['that is no number', 'So it is [a], [sic], [source], [1.5], [1a].'],
    ['of a hundred texts at once', 'So it is [1-200].'],
  ])('%s is left as it is', (_, answer) => {
    expect(read([answer])).toBe(answer);
  });

  test('is the same wherever the stream is cut', () => {
    const piece = fc.constantFrom(
      ...['[', ']', '1', '[1]', ' [2]', '[1, 2]', '【3】', '[13]', '(', ':', '^', '!', '\\'],
      ...['`', '``', '```', '```py', '~~~', '\n', '\n\n', '    ', ' ', '- ', '> ', '\t', 'word', '.', 'é', '表', '😀'],
      ...['source', '[Source 2]', '–', '\r\n'],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join('')),
        fc.array(fc.nat(60), { maxLength: 12 }),
        (answer, cuts) => {
          const at = [0, ...cuts.map((cut) => Math.min(cut, answer.length)), answer.length].toSorted((a, b) => a - b);
          const pieces = at.slice(1).map((end, index) => answer.slice(at[index], end));
          const whole = read([answer]);
          expect(read(pieces)).toBe(whole);
          expect(read([...answer])).toBe(whole);
          // Nothing else is lost: what is left is the answer without some marks and the spaces before them.
          const rest = whole.replace(/⟨\d+⟩/g, '');
          expect(isWithin(rest.replace(/[ \u00a0]/g, ''), answer.replace(/[ \u00a0]/g, ''))).toBe(true);
          expect(rest.replace(/[\s[\]【】\d,;–-]|source/gi, '')).toBe(answer.replace(/[\s[\]【】\d,;–-]|source/gi, ''));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('a long answer of brackets is read in time in proportion to its length', () => {
    const filter = createMarkFilter(() => false);
    const answer = '[1 '.repeat(40_000);
    const parts = [...filter.take(answer), ...filter.end()];
    expect(parts.map((part) => (part.type === 'text' ? part.delta : '')).join('')).toBe(answer);
  });
});

/** Whether a text is another one with letters left out. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (part.startsWith(letter, at)) at += letter.length;
  return at === part.length;
}
