import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSiteRule, readSiteRule } from '../../../utils/backend/read-site-rule';
import { connectionForSite, matchesSite, modeForSite } from '../../../utils/connection/site-rules';
import { aConnection } from '../panel/passages';

const library = aConnection({ id: 'library', sites: [{ match: 'docs.python.org/3/library', mode: 'docs' }] });
const python = aConnection({ id: 'python', sites: [{ match: 'docs.python.org' }] });
const family = aConnection({ id: 'family', sites: [{ match: '*.python.org' }] });
const wide = aConnection({ id: 'wide', sites: [{ match: '*.org/3/library/json' }] });

describe('the rule that says most wins', () => {
  test.each([
    ['https://docs.python.org/3/library/json.html', 'library'],
    ['https://docs.python.org/3/library', 'library'],
    ['https://docs.python.org/3/librarybook', 'python'],
    ['https://docs.python.org/2/', 'python'],
    ['https://wiki.python.org/', 'family'],
    ['https://other.org/3/library/json', 'wide'],
    ['https://python.example/', undefined],
  ])('%s is answered by %s, in any order of the connections', (address, id) => {
    fc.assert(
      fc.property(fc.shuffledSubarray([wide, family, python, library], { minLength: 4 }), (connections) => {
        expect(connectionForSite(connections, address)?.id).toBe(id);
      }),
    );
  });

  test('of two rules that say the same the earlier connection answers', () => {
    expect(connectionForSite([python, { ...python, id: 'second' }], 'https://docs.python.org/')?.id).toBe('python');
  });

  test('within a connection the chapter decides the mode', () => {
    const chapters = aConnection({
      sites: [
        { match: 'docs.python.org', mode: 'docs' },
        { match: 'docs.python.org/3/tutorial', mode: 'passage' },
      ],
    });
    expect(modeForSite(chapters, 'https://docs.python.org/3/tutorial/classes.html')).toBe('passage');
    expect(modeForSite(chapters, 'https://docs.python.org/3/')).toBe('docs');
    expect(modeForSite(chapters, 'https://example.com/')).toBeUndefined();
  });
});

test.each([
  ['docs.python.org/guide', 'https://docs.python.org/guide', true],
  ['docs.python.org/guide', 'https://docs.python.org/guide/x', true],
  ['docs.python.org/guide', 'https://docs.python.org/guidebook', false],
  ['docs.python.org/guide*', 'https://docs.python.org/guidebook', true],
  ['docs.python.org/', 'https://docs.python.org/x', true],
  ['docs.python.org/guide', 'https://evil.example/docs.python.org/guide', false],
  ['docs.python.org/guide', 'https://docs.python.org.evil.example/guide', false],
])('%s covers %s: %s', (pattern, address, expected) => expect(matchesSite(pattern, address)).toBe(expected));

test.each([
  ['  HTTPS://Docs.Python.org/3/Library/?q=1#top ', 'docs.python.org/3/Library/'],
  ['docs.python.org/', 'docs.python.org'],
  ['*.example.com/guide/*', '*.example.com/guide/*'],
  ['localhost:8000/docs', 'localhost:8000/docs'],
  ['', null],
  ['two words', null],
  ['docs.python.org/a b', null],
  ['*.', null],
  ['javascript:alert(1)', null],
  ['user@docs.python.org', null],
])('%j typed as a rule reads as %s', (typed, rule) => expect(readSiteRule(typed)).toBe(rule));

test('reading never throws, and what it gives is a rule that reads as itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl()), (typed) => {
      const rule = readSiteRule(typed);
      if (rule === null) return;
      expect(isSiteRule(rule)).toBe(true);
      expect(readSiteRule(rule)).toBe(rule);
    }),
  );
});
