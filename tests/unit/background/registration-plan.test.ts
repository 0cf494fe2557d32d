import { describe, expect, test } from 'vitest';
import { isNewlyCovered, type Plan, planRegistration, samePlan } from '../../../utils/registration-plan';
import { CONSENT_VERSION, defaultSettings, type Settings } from '../../../utils/settings/schema';
import { accessToOffer } from '../../../utils/site-access';

const agreed: Settings = { ...defaultSettings, consent: { version: CONSENT_VERSION, at: 1 } };
const everywhere = ['*://*/*'];

describe('the page script', () => {
  test.each([
    ['without consent', defaultSettings, everywhere],
    ['with an outdated consent', { ...agreed, consent: { version: CONSENT_VERSION - 1, at: 1 } }, everywhere],
    ['with the button off', { ...agreed, buttonEnabled: false }, everywhere],
    ['without any host', agreed, []],
    ['with file access alone', agreed, ['file:///*']],
  ])('is not registered %s', (_title, settings, granted) => {
    expect(planRegistration({ granted, settings })).toBeNull();
  });

  const table: [string, string[], string[] | undefined, string[]][] = [
    ['every site', everywhere, undefined, everywhere],
    [
      'chosen sites',
      ['https://b.example/*', 'https://a.example/*'],
      undefined,
      ['https://a.example/*', 'https://b.example/*'],
    ],
    [
      'every site, limited by policy',
      everywhere,
      ['docs.example', '*.x.example'],
      ['*://*.x.example/*', '*://docs.example/*'],
    ],
    ['a chosen site inside the policy', ['https://a.x.example/*'], ['*.x.example'], ['https://a.x.example/*']],
    ['a chosen domain wider than the policy', ['https://*.x.example/*'], ['a.x.example'], ['https://a.x.example/*']],
    ['<all_urls>, limited by policy with a port', ['<all_urls>'], ['docs.example:8443'], ['*://docs.example/*']],
  ];
  test.each(table)('runs on %s', (_title, granted, policySites, matches) => {
    expect(planRegistration({ granted, settings: agreed, policySites })?.matches).toEqual(matches);
  });

  test('does not run where the policy leaves nothing of what was granted', () => {
    const input = { granted: ['https://elsewhere.example/*'], settings: agreed, policySites: ['docs.example'] };
    expect(planRegistration(input)).toBeNull();
  });

  test('leaves out the sites switched off, and patterns that would make the browser refuse it all', () => {
    const settings = { ...agreed, notHere: ['docs.example', '*.x.example', 'host:8080', 'bad host', '*', 'a/b', ''] };
    expect(planRegistration({ granted: everywhere, settings })?.excludeMatches).toEqual([
      '*://*.x.example/*',
      '*://docs.example/*',
      '*://host/*',
    ]);
  });

  test('is the same plan whatever the order of hosts', () => {
    const one = planRegistration({ granted: ['https://a.example/*', 'https://b.example/*'], settings: agreed });
    const two = planRegistration({ granted: ['https://b.example/*', 'https://a.example/*'], settings: agreed });
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
    ['a site outside the policy', 'https://docs.example/', agreed, { sites: ['x.example'] }, none, undefined],
  ])('is offered as it should be for %s', async (_title, url, settings, policy, contains, expected) => {
    expect(await accessToOffer(url, { settings, policy }, contains)).toBe(expected);
  });
});
