import fc from 'fast-check';
import createMarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { skipUnclosedLabels } from '../../../../chatkit/element/markdown/labels';

const plain = createMarkdownIt();
const spared = createMarkdownIt().use(skipUnclosedLabels);
const part = fc.constantFrom(
  '[',
  '![',
  ']',
  '](',
  ')',
  '(/a)',
  '`',
  '*',
  '\\',
  ' ',
  'a',
  '\n',
  '[a]: /b\n\n',
  '<',
  '>',
);

test('labels are read as the lexer reads them, whether or not they are closed', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      expect(spared.render(parts.join(''))).toBe(plain.render(parts.join('')));
    }),
    { numRuns: 1_000 },
  );
});

test('labels that nothing closes are not looked for again and again', () => {
  let reads = 0;
  const counted = createMarkdownIt();
  for (const { name, fn } of counted.inline.ruler.__rules__) {
    if (name === 'link' || name === 'image')
      counted.inline.ruler.at(name, (state, silent) => {
        reads += 1;
        return fn(state, silent);
      });
  }
  counted.use(skipUnclosedLabels).render(`${'![a'.repeat(2_000)}`);
  expect(reads).toBe(0);
  counted.render(`[a](/b) ${'![a'.repeat(2_000)}`);
  expect(reads).toBeGreaterThan(0);
  expect(reads).toBeLessThan(20);
});
