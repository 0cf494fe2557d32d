import { expect, test } from 'vitest';
import { pageAddress } from '../../../utils/passage/page-address';

test.each([
  [
    'the plain address',
    'https://docs.python.org/3/library/json.html',
    undefined,
    'https://docs.python.org/3/library/json.html',
  ],
  [
    'no fragment',
    'https://docs.python.org/3/library/json.html#json.dump',
    undefined,
    'https://docs.python.org/3/library/json.html',
  ],
  [
    'the route that stands in the fragment, without the place in the page',
    'https://docsify.example/kit/#/guide/limits?id=setting-a-limit',
    undefined,
    'https://docsify.example/kit/#/guide/limits',
  ],
  ['no route to its first page', 'https://docsify.example/#/', undefined, 'https://docsify.example/'],
  ['no userinfo', 'https://reader:secret@intranet.example/a', undefined, 'https://intranet.example/a'],
  ['no query', 'https://example.com/search?session=abc', undefined, 'https://example.com/search'],
  [
    'the query the page calls canonical',
    'https://example.com/doc?id=7&utm=x',
    'https://example.com/doc?id=7',
    'https://example.com/doc?id=7',
  ],
  ['no query of another page', 'https://example.com/a?x=1', 'https://example.com/b?id=7', 'https://example.com/a'],
  ['no query of another site', 'https://example.com/a?x=1', 'https://evil.example/a?id=7', 'https://example.com/a'],
  ['no unreadable canonical', 'https://example.com/a?x=1', 'http://[', 'https://example.com/a'],
  [
    'only the origin of an endless address',
    `https://example.com/${'a'.repeat(9_000)}`,
    undefined,
    'https://example.com',
  ],
])('a page is known by %s', (_, href, canonical, address) => {
  expect(pageAddress(href, canonical)).toBe(address);
});
