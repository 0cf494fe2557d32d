import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOfPage, rankPieces } from '../../../../chatkit/answerers/model/page-pieces';

const squeezed = (text: string) => text.replace(/\s+/g, '');

test('nothing of a page is lost, and no piece is long, whatever the page holds', () => {
  const block = fc.constantFrom(
    '# A',
    '## B',
    'word '.repeat(90),
    'x'.repeat(4_000),
    '```\na\n\nb\n```',
    '\n',
    '表'.repeat(900),
    '😀'.repeat(1_700),
    '~~~',
    '    code',
  );
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
      const text = blocks.join('\n\n');
      const pieces = piecesOfPage(text);
      expect(squeezed(pieces.map((piece) => piece.text).join(''))).toBe(squeezed(text));
      for (const piece of pieces) {
        expect(piece.text.length).toBeLessThanOrEqual(1_600);
        expect(piece.text).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
      }
    }),
    { numRuns: 300 },
  );
});

test('a piece without a heading of its own is told under the one above', () => {
  const long = 'word '.repeat(200).trim();
  const pieces = piecesOfPage(`# Tables\n\n${long}\n\n${long}\n\n## Pages ##\n\n${long}`);
  expect(pieces.map(({ heading }) => heading)).toEqual([undefined, 'Tables', undefined]);
});

test('the pieces that the question is about come first, rare words before common ones, then those near the passage', () => {
  const pieces = ['tables of pages', 'tables of cursors', 'tables of locks', 'nothing'].map((text) => ({
    text,
    heading: undefined,
  }));
  const order = (question: string, passage = '') => rankPieces(pieces, question, passage).map(({ index }) => index);
  expect(order('Which locks have tables?')[0]).toBe(2);
  expect(order('Explain this', 'tables of locks')).toEqual([2, 1, 3, 0]);
  expect(order('Explain this')).toEqual([0, 1, 2, 3]);
  expect(rankPieces(pieces, 'Which locks?', '').filter(({ isAsked }) => isAsked)).toEqual([
    { index: 2, isAsked: true },
  ]);
});
