import { expect, test } from 'vitest';
import { sourceNote } from '../../../../chatkit/element/thread/Sources';
import { sourceSchema } from '../../../../chatkit/protocol/items';

test('a source says who, what and of what day', () => {
  const source = sourceSchema.parse({
    type: 'url',
    url: 'https://a.example',
    title: 'A',
    attribution: 'Python',
    description: 'A page',
    timestamp: '2026-11-25T00:00:00Z',
  });
  expect(sourceNote(source, 'en')).toMatch(/^Python · A page · \u2068Nov 2[45], 2026\u2069$/);
  expect(sourceNote({ ...source, timestamp: 'soon', attribution: undefined }, 'en')).toBe('A page');
});

test('a source that names the same thing twice is drawn with it once', () => {
  const source = { type: 'file', filename: 'a', title: 'Sim to Real', timestamp: undefined, group: undefined } as const;
  expect(sourceNote({ ...source, attribution: ' sim to  real', description: 'Overview' }, 'en')).toBe('Overview');
  expect(sourceNote({ ...source, attribution: 'Overview', description: 'Overview' }, 'en')).toBe('Overview');
  expect(sourceNote({ ...source, attribution: 'Sim to Real', description: 'Sim to Real' }, 'en')).toBe('');
});
