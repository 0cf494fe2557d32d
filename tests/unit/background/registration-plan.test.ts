import { describe, expect, test } from 'vitest';
import { isNewlyCovered, type Plan, planRegistration, samePlan } from '../../../utils/background/registration-plan';
import { CONSENT_VERSION, defaultSettings, type Settings } from '../../../utils/settings/schema';
import { MAX_NOT_OFFERED, settingsSchema } from '../../../utils/settings/schema';
import { accessToOffer, isStillOffered, withoutOffer } from '../../../utils/shared/site-access';

const everywhere = ['*://*/*'];
const agreed: Settings = {
  ...defaultSettings,
  consent: { version: CONSENT_VERSION, at: 1 },
  buttonSites: everywhere,
};
const policy = {};

describe('the page script', () => {
  test.each([
    ['without consent', defaultSettings, everywhere],
    ['with an outdated consent', { ...agreed, consent: { version: 0, at: 1 } }, everywhere],
    ['with the button off', { ...agreed, buttonEnabled: false }, everywhere],
    ['without any host', agreed, []],
    ['with file access alone', agreed, ['file:///*']],
  ])('is not registered %s', (_title, settings, granted) => {
    expect(planRegistration({ granted, settings, policy })).toBeNull();
  });

  const table: [string, string[], string[], string[] | undefined, string[]][] = [
    ['every site', everywhere, everywhere, undefined, everywhere],
    [
      'chosen sites',
      ['https://b.example/*', 'https://a.example/*'],
      ['https://a.example/*', 'https://b.example/*', 'http://localhost/*'],
      undefined,
      ['https://a.example/*', 'https://b.example/*'],
    ],
    [
      'every site, as far as the browser lets it',
      everywhere,
      ['https://a.example/*'],
      undefined,
      ['https://a.example/*'],
    ],
    ['a chosen site of every one granted', ['*://docs.example/*'], everywhere, undefined, ['*://docs.example/*']],
    [
      'a chosen host, by the scheme that is granted',
      ['*://a.example/*'],
      ['http://a.example/*'],
      undefined,
      ['http://a.example/*'],
    ],
    [
      'every site, limited by policy',
      [],
      everywhere,
      ['docs.example', '*.x.example'],
      ['*://*.x.example/*', '*://docs.example/*'],
    ],
    ['a site inside the policy', [], ['https://a.x.example/*'], ['*.x.example'], ['https://a.x.example/*']],
    ['a domain wider than the policy', [], ['https://*.x.example/*'], ['a.x.example'], ['https://a.x.example/*']],
    ['<all_urls>, limited by policy with a port', [], ['<all_urls>'], ['docs.example:8443'], ['*://docs.example/*']],
  ];
  test.each(table)('runs on %s', (_title, buttonSites, granted, sites, matches) => {
    const plan = planRegistration({ granted, settings: { ...agreed, buttonSites }, policy: sites ? { sites } : {} });
    expect(plan?.matches).toEqual(matches);
  });

  test('runs nowhere because a back end may be reached', () => {
    const settings = { ...agreed, buttonSites: ['https://docs.example/*'] };
    expect(planRegistration({ granted: ['http://localhost/*', 'http://127.0.0.1/*'], settings, policy })).toBeNull();
    expect(planRegistration({ granted: everywhere, settings: { ...agreed, buttonSites: [] }, policy })).toBeNull();
  });

  test('does not run where the policy leaves nothing of what was granted', () => {
    const input = { granted: ['https://elsewhere.example/*'], settings: agreed, policy: { sites: ['docs.example'] } };
    expect(planRegistration(input)).toBeNull();
  });

  test('leaves out the sites switched off, and patterns that would make the browser refuse it all', () => {
    const settings = { ...agreed, notHere: ['docs.example', '*.x.example', 'host:8080', 'bad host', '*', 'a/b', ''] };
    expect(planRegistration({ granted: everywhere, settings, policy })?.excludeMatches).toEqual([
      '*://*.x.example/*',
      '*://docs.example/*',
      '*://host/*',
    ]);
  });

  test('is the same plan whatever the order of hosts', () => {
    const [a, b] = ['https://a.example/*', 'https://b.example/*'] as const;
    const one = planRegistration({ granted: [a, b], settings: agreed, policy });
    const two = planRegistration({ granted: [b, a], settings: agreed, policy });
    expect(samePlan(one, two)).toBe(true);
    expect(samePlan(one, null)).toBe(false);
  });
});

describe('an open tab', () => {
  const plan: Plan = { matches: everywhere, excludeMatches: ['*://off.example/*'] };
  const before: Plan = { matches: ['https://a.example/*'], excludeMatches: [] };
  test.each([
    ['https://new.example/x', plan, before, true],
    ['https://a.example/x', plan, before, false],
    ['https://a.example/x', plan, null, true],
    ['https://off.example/x', plan, before, false],
    ['chrome://settings/', plan, null, false],
    ['http://127.0.0.1:8000/', plan, null, true],
    ['https://off.example/x', { ...plan, excludeMatches: [] }, plan, true],
  ] as [string, Plan, Plan | null, boolean][])(
    '%s is entered only if it is newly covered',
    (url, now, earlier, expected) => {
      expect(isNewlyCovered(url, now, earlier)).toBe(expected);
    },
  );
});

describe('lasting access', () => {
  const none = () => Promise.resolve(false);
  const some = () => Promise.resolve(true);
  test.each([
    ['a site without it', 'https://docs.example:8443/a?b', agreed, {}, none, 'https://docs.example/*'],
    ['a site that has it', 'https://docs.example/a', agreed, {}, some, undefined],
    [
      'a site granted for a back end alone',
      'http://localhost:3000/',
      { ...agreed, buttonSites: [] },
      {},
      some,
      'http://localhost/*',
    ],
    [
      'a site of the policy',
      'https://docs.example/a',
      { ...agreed, buttonSites: [] },
      { sites: ['docs.example'] },
      some,
      undefined,
    ],
    ['a file', 'file:///a.html', agreed, {}, none, undefined],
    ['a page of the browser', 'chrome://newtab/', agreed, {}, none, undefined],
    ['a site switched off', 'https://docs.example/', { ...agreed, notHere: ['docs.example'] }, {}, none, undefined],
    [
      'any site while the button is off',
      'https://docs.example/',
      { ...agreed, buttonEnabled: false },
      {},
      none,
      undefined,
    ],
    [
      'a site whose offer was put away',
      'https://docs.example/',
      { ...agreed, notOffered: ['docs.example'] },
      {},
      none,
      undefined,
    ],
    [
      'a neighbour of such a site',
      'https://b.docs.example/',
      { ...agreed, notOffered: ['docs.example'] },
      {},
      none,
      'https://b.docs.example/*',
    ],
    ['a site outside the policy', 'https://docs.example/', agreed, { sites: ['x.example'] }, none, undefined],
  ])('is offered as it should be for %s', async (_title, url, settings, policy, contains, expected) => {
    expect(await accessToOffer(url, { settings, policy }, contains)).toBe(expected);
  });

  const offered = 'https://docs.example/*';
  test.each([
    ['nothing happened since', {}, true],
    ['the site was switched off', { notHere: ['*.docs.example'] }, false],
    ['the button was switched off', { buttonEnabled: false }, false],
    ['the offer was put away', { notOffered: withoutOffer([], offered) }, false],
    ['the offer of another site was put away', { notOffered: withoutOffer([], 'http://127.0.0.1/*') }, true],
  ])('stays offered or not when %s', (_title, since, expected) => {
    expect(isStillOffered(offered, { ...agreed, ...since })).toBe(expected);
  });

  test('an offer put away is kept once, and the oldest go when there are too many', () => {
    const many = Array.from({ length: MAX_NOT_OFFERED }, (_, index) => `h${index}.example`);
    const kept = withoutOffer(many, offered);
    expect(kept).toHaveLength(MAX_NOT_OFFERED);
    expect([kept[0], kept.at(-1)]).toEqual(['h1.example', 'docs.example']);
    expect(withoutOffer(kept, offered)).toEqual(kept);
    expect(settingsSchema.parse({ notOffered: kept }).notOffered).toEqual(kept);
  });
});
