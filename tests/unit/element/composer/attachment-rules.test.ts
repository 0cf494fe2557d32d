import { describe, expect, test } from 'vitest';
import {
  acceptAttribute,
  DEFAULT_MAX_SIZE,
  isAccepted,
  judgeFiles,
  maxSizeFor,
  readableSize,
} from '../../../../chatkit/element/composer/attachment-rules';

const file = (name: string, type: string, size = 1) => ({ name, type, size });

test.each([
  ['one limit for all', 'image/png', 5, 5],
  ['none', 'image/png', undefined, DEFAULT_MAX_SIZE],
  ['its own type first', 'image/png', { 'image/png': 1, 'image/*': 2, '*': 3 }, 1],
  ['then its family', 'image/gif', { 'image/png': 1, 'image/*': 2, '*': 3 }, 2],
  ['then the rest', 'text/plain', { 'image/*': 2, '*': 3 }, 3],
  ['the rest written empty', 'text/plain', { 'image/*': 2, '': 4 }, 4],
  ['the default where no rule fits', 'text/plain', { 'image/*': 2 }, DEFAULT_MAX_SIZE],
])('the largest file: %s', (_name, type, maxSize, limit) => {
  expect(maxSizeFor(type, maxSize)).toBe(limit);
});

describe('a file is taken', () => {
  const accept = { 'image/*': ['.png', '.jpg'], 'application/pdf': ['.pdf'] };
  test.each([
    ['by its type', file('a', 'image/webp'), true],
    ['by its extension, in any case', file('A.PDF', ''), true],
    ['not otherwise', file('a.exe', 'application/x-msdownload'), false],
  ])('%s', (_name, of, accepted) => {
    expect(isAccepted(of, accept)).toBe(accepted);
    expect(isAccepted(of, undefined)).toBe(true);
  });

  test('as the file field offers it', () => {
    expect(acceptAttribute(accept)).toBe('image/*,.png,.jpg,application/pdf,.pdf');
    expect(acceptAttribute(undefined)).toBe('');
  });
});

test('every file that is not taken says why, and the first ones count', () => {
  const files = [
    file('a.txt', 'text/plain'),
    file('b.exe', 'application/x-msdownload'),
    file('c.txt', 'text/plain', 0),
    file('d.txt', 'text/plain', 99),
    file('e.txt', 'text/plain'),
    file('f.txt', 'text/plain'),
  ];
  const judged = judgeFiles(files, { enabled: true, maxCount: 3, maxSize: 10, accept: { 'text/*': ['.txt'] } }, 1);
  expect(judged.map(({ error }) => error?.code ?? 'taken')).toEqual([
    'taken',
    'wrong-type',
    'empty',
    'too-large',
    'taken',
    'too-many',
  ]);
});

test.each([
  [0, '0 byte'],
  [900, '900 byte'],
  [1_536, '1.5 kB'],
  [10 * 1024 * 1024, '10 MB'],
  [3 * 1024 ** 4, '3,072 GB'],
])('%i bytes are read as %s', (bytes, words) => {
  expect(readableSize(bytes, 'en')).toBe(words);
});
