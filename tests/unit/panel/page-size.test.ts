import { expect, test } from 'vitest';
import { pageSize } from '../../../utils/panel/page-size';

test.each([
  ['', 'en', '1 kB'],
  ['a'.repeat(34_400), 'en', '34 kB'],
  ['あ'.repeat(1_000), 'ja', '3 KB'],
  ['a'.repeat(60_000), 'fr', '60 ko'],
])('a text in %#', (text, language, size) => {
  expect(pageSize(text, language).replace(/\s/gu, ' ')).toBe(size);
});
