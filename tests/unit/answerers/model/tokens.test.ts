import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import llamaTokenizer from 'llama-tokenizer-js';
import { describe, expect, test } from 'vitest';
import { estimateTokens } from '../../../../chatkit/answerers/model/tokens';

const root = new URL('../../../../', import.meta.url).pathname;
/** Llama 2's vocabulary of 32 000: of those in use the one that knows least of anything but English. */
const count = (text: string) => llamaTokenizer.encode(text, false, false).length;

const sentences = (language: string) =>
  readdirSync(join(root, 'locales', language)).flatMap((file) => {
    const json = JSON.parse(readFileSync(join(root, 'locales', language, file), 'utf8')) as Record<string, unknown>;
    return Object.values(json).filter((value) => typeof value === 'string');
  });
const languages = readdirSync(join(root, 'locales')).filter((name) => /^[a-z]{2}(?:_[A-Z]{2})?$/.test(name));
const files = [
  'docs/design.md',
  'proxy/README.md',
  'chatkit/server/respond.ts',
  'package.json',
  'tests/interop/python/server.py',
];
const linesOf = (file: string) => readFileSync(join(root, file), 'utf8').split('\n');

describe('an estimate', () => {
  test.each([
    ...languages.map((name) => [name, sentences(name)] as const),
    ...files.map((name) => [name, linesOf(name)] as const),
  ])('of any text of %s is no lower than what a real tokenizer counts', (_, lines) => {
    const text = fc
      .array(fc.nat(lines.length - 1), { minLength: 30, maxLength: 60 })
      .map((indexes) => indexes.map((index) => lines[index]).join('\n'));
    fc.assert(
      fc.property(text, (sample) => {
        expect(estimateTokens(sample)).toBeGreaterThanOrEqual(count(sample));
        // And no use if it were many times too much.
        expect(estimateTokens(sample)).toBeLessThan(4 * count(sample) + 10);
      }),
      { numRuns: 6 },
    );
  });

  test('of anything at all is some tokens, and no more than four for each letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const estimate = estimateTokens(text);
        expect(estimate).toBeLessThanOrEqual(4 * [...text].length);
        expect(estimate > 0).toBe(/[^ ]/.test(text) || /^ {2}/.test(text));
      }),
    );
  });
});
