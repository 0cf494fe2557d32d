import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '../../../../chatkit/element/strings/en.json';

const folder = join(import.meta.dirname, '../../../../chatkit/element');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

test('every sentence of the catalogue is said somewhere', () => {
  expect(Object.keys(en).filter((key) => !new RegExp(`['"]${key}['"]`).test(sources))).toEqual([]);
});

test.each(Object.entries(en))('%s: %s', (_key, sentence) => {
  expect(sentence).toBe(sentence.trim());
  expect(sentence).not.toMatch(/!|oops|please/i);
  expect(sentence.split('**').length % 2).toBe(1);
});
