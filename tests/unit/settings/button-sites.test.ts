import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../utils/connection/schema';
import { buttonPatterns, givenBack, settledSites, siteAdded, sitesRemoved } from '../../../utils/settings/button-sites';
import { defaultSettings, MAX_BUTTON_SITES, settingsSchema } from '../../../utils/settings/schema';
import { contains, EVERY_SITE, intersection, intersections, sitePattern } from '../../../utils/shared/match-patterns';
import { covers } from '../../../utils/shared/self-check';

const to = (origin: string, ...sites: string[]): Pick<Connection, 'origins' | 'sites'> => ({
  origins: [origin],
  sites: sites.map((match) => ({ match })),
});
const local = to('http://localhost:8787');

describe('settings of before there was a list', () => {
  test.each<[string, string[], Pick<Connection, 'origins' | 'sites'>[], string[]]>([
    ['every site keeps it', [EVERY_SITE], [local], [EVERY_SITE]],
    [
      'chosen sites keep it, a back end does not',
      ['*://docs.example/*', 'http://localhost/*'],
      [local],
      ['*://docs.example/*'],
    ],
    ['sites without any back end keep it', ['https://a.example/*'], [], ['https://a.example/*']],
    ['a host that was typed keeps it beside a back end there', ['*://localhost/*'], [local], ['*://localhost/*']],
    [
      'docs that bring their own back end keep it',
      ['https://docs.example/*'],
      [to('https://docs.example', 'docs.example/guide')],
      ['https://docs.example/*'],
    ],
    [
      'so do docs below a domain',
      ['https://docs.example.com/*'],
      [to('https://docs.example.com', '*.example.com')],
      ['https://docs.example.com/*'],
    ],
    [
      'a back end on a host of its own does not',
      ['https://api.example/*'],
      [to('https://api.example', 'docs.example')],
      [],
    ],
    [
      'a server on this computer does not, whatever it says of itself',
      ['http://localhost/*'],
      [to('http://localhost:1234', 'localhost')],
      [],
    ],
    ['nor one in the house', ['https://wiki.corp/*'], [to('https://wiki.corp', 'wiki.corp')], []],
    ['file access is none', ['file:///*'], [], []],
  ])('%s', (_title, granted, connections, expected) => {
    expect(settledSites(null, granted, connections)).toEqual(expected);
  });
});

describe('the list, once there is one', () => {
  const stored = ['https://docs.example/*', 'http://localhost/*'];
  test('takes nothing in by itself: what is granted for a back end stays out', () => {
    expect(settledSites([], ['http://localhost/*', EVERY_SITE], [local])).toEqual([]);
  });

  test('loses what the browser no longer grants, so that it cannot come back with a back end', () => {
    const revoked = settledSites(stored, ['https://docs.example/*'], []);
    expect(revoked).toEqual(['https://docs.example/*']);
    expect(settledSites(revoked, stored, [local])).toEqual(['https://docs.example/*']);
  });

  test('of every site ends with that grant, though single hosts are left', () => {
    expect(settledSites([EVERY_SITE], ['http://localhost/*'], [local])).toEqual([]);
  });

  test('keeps single sites under a grant for every one', () => {
    expect(settledSites(stored, [EVERY_SITE], [])).toEqual(stored);
  });

  test('holds each once, and the newest when there are too many; a list that is not there is not made up', () => {
    const many = Array.from({ length: MAX_BUTTON_SITES }, (_, index) => sitePattern(`h${index}.example`));
    const { buttonSites } = siteAdded({ ...defaultSettings, buttonSites: many }, [EVERY_SITE, many[5]!]);
    expect(buttonSites).toHaveLength(MAX_BUTTON_SITES);
    expect(buttonSites?.at(-1)).toBe(EVERY_SITE);
    expect(settingsSchema.parse({ buttonSites }).buttonSites).toEqual(buttonSites);
    expect([siteAdded(defaultSettings, stored), sitesRemoved(defaultSettings, stored)]).toEqual([{}, {}]);
    expect(sitesRemoved({ ...defaultSettings, buttonSites: stored }, ['http://localhost/*'])).toEqual({
      buttonSites: ['https://docs.example/*'],
    });
  });
});

describe('giving access back', () => {
  test.each<[string, string[], string[], string[], { remove: string[]; again: string[] }]>([
    [
      'what nobody needs goes',
      ['https://a.example/*'],
      ['https://a.example/*'],
      [],
      { remove: ['https://a.example/*'], again: [] },
    ],
    [
      'what the other list needs stays',
      ['http://localhost/*'],
      ['http://localhost/*'],
      ['http://localhost/*'],
      { remove: [], again: [] },
    ],
    [
      'so does what it needs a part of',
      ['*://localhost/*'],
      ['*://localhost/*'],
      ['http://localhost/*'],
      { remove: [], again: [] },
    ],
    [
      'what was never granted by itself is not taken from every site',
      ['http://localhost/*'],
      [EVERY_SITE],
      [],
      { remove: [], again: [] },
    ],
    [
      'every site goes, and a back end below it is asked for again',
      [EVERY_SITE],
      [EVERY_SITE],
      ['http://localhost/*'],
      { remove: [EVERY_SITE], again: ['http://localhost/*'] },
    ],
    [
      'but not one that the browser has by itself too',
      [EVERY_SITE],
      [EVERY_SITE, 'http://localhost/*'],
      ['http://localhost/*'],
      { remove: [EVERY_SITE], again: [] },
    ],
    [
      'a back end under every site goes with nothing',
      ['https://a.example/*'],
      ['https://a.example/*', EVERY_SITE],
      [EVERY_SITE],
      { remove: [], again: [] },
    ],
  ])('%s', (_title, given, granted, needed, expected) => {
    expect(givenBack(given, granted, needed)).toEqual(expected);
  });
});

describe('match patterns', () => {
  const pattern = fc
    .tuple(fc.constantFrom('*', 'http', 'https'), fc.constantFrom('*', 'a.x', '*.a.x', 'b.a.x', '*.x', 'localhost'))
    .map(([scheme, host]) => `${scheme}://${host}/*`);
  const address = fc
    .tuple(
      fc.constantFrom('http', 'https'),
      fc.constantFrom('a.x', 'b.a.x', 'c.x', 'localhost', 'xa.x'),
      fc.nat(65_535),
    )
    .map(([scheme, host, port]) => `${scheme}://${host}:${port}/p`);

  test('two of them meet exactly where both cover an address', () => {
    fc.assert(
      fc.property(pattern, pattern, address, (a, b, url) => {
        const both = intersection(a, b);
        expect(both !== null && covers([both], url)).toBe(covers([a], url) && covers([b], url));
        if (contains(a, b) && covers([b], url)) expect(covers([a], url)).toBe(true);
      }),
    );
  });

  test('lists meet without doubles, and a policy’s sites take the place of the reader’s', () => {
    expect(intersections([EVERY_SITE, 'https://a.x/*'], ['*://*.x/*', 'https://a.x/*'])).toEqual(['*://*.x/*']);
    const settings = { buttonSites: ['https://mine.example/*'] };
    expect(buttonPatterns(settings, { sites: ['docs.example'] }, [EVERY_SITE])).toEqual(['*://docs.example/*']);
    expect(buttonPatterns(settings, {}, ['<all_urls>'])).toEqual(['https://mine.example/*']);
  });

  test.each(['file:///*', 'https://', 'ftp://a/*', 'moz-extension://x/*', ''])('%j is none of the web', (odd) => {
    expect([intersection(odd, EVERY_SITE), contains(EVERY_SITE, odd)]).toEqual([null, false]);
  });
});
