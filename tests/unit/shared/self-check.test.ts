import { describe, expect, test } from 'vitest';
import { deviceConnection } from '../../../utils/connection/schema';
import {
  type CheckedState,
  covers,
  isReadablePage,
  matchesAny,
  selfCheck,
  selfCheckReport,
} from '../../../utils/shared/self-check';
import { CONSENT_VERSION, defaultSettings } from '../../../utils/settings/schema';
import options from '../../../locales/en/options.json';

const backEnd = {
  ...deviceConnection,
  id: 'a',
  kind: 'chatkit' as const,
  apiUrl: 'https://api.example.com/secret-path?key=canary',
  origins: ['https://api.example.com'],
};
const good: CheckedState = {
  settings: { ...defaultSettings, consent: { version: CONSENT_VERSION, at: 1 }, defaultConnectionId: 'a' },
  connections: [backEnd, deviceConnection],
  granted: ['*://docs.python.org/*', 'https://api.example.com/*'],
  buttonAt: ['*://docs.python.org/*'],
  page: 'https://docs.python.org/3/',
  shortcut: 'Alt+Shift+D',
  backgroundAnswers: true,
  registered: true,
  now: 1_000,
};
const failing = (state: CheckedState) => selfCheck(state).flatMap(({ name, ok }) => (ok ? [] : [name]));

test('when all is well, every check is good', () => expect(failing(good)).toEqual([]));

test.each<[string, Partial<CheckedState>, string]>([
  ['there is no consent', { settings: { ...good.settings, consent: null } }, 'checkConsent'],
  ['the background is silent', { backgroundAnswers: false }, 'checkBackground'],
  ['the button is off', { settings: { ...good.settings, buttonEnabled: false } }, 'checkButton'],
  ['the button is paused', { settings: { ...good.settings, pausedUntil: 2_000 } }, 'checkPaused'],
  ['the page is the browser’s own', { page: 'chrome://settings' }, 'checkPage'],
  ['the site has no access', { page: 'https://docs.rs/' }, 'checkSite'],
  ['the site is no site with the button', { buttonAt: [] }, 'checkSite'],
  ['the site is switched off', { settings: { ...good.settings, notHere: ['*.python.org'] } }, 'checkNotHere'],
  ['the policy has other sites', { policySites: ['wiki.example.com'] }, 'checkNotHere'],
  ['nothing is registered', { registered: false }, 'checkRegistered'],
  ['the back end is out of reach', { granted: ['*://docs.python.org/*'] }, 'checkReach'],
  ['the shortcut is not set', { shortcut: '' }, 'checkShortcut'],
])('when %s, only that is named', (_name, change, expected) => {
  expect(failing({ ...good, ...change })).toEqual([expected]);
});

test('every check has both of its sentences', () => {
  for (const { name } of selfCheck(good)) {
    expect(options).toHaveProperty(`${name}Ok`);
    expect(options).toHaveProperty(`${name}Bad`);
  }
});

test('the report holds hosts and states, no path and no query', () => {
  const about = {
    version: '0.1.0',
    browser: 'Test',
    ownAddress: 'chrome-extension://abc',
    connections: good.connections,
  };
  const report = selfCheckReport(selfCheck(good), about);
  expect(report).toContain('back end: chatkit, auth none, api.example.com');
  expect(report).not.toMatch(/canary|secret-path|\/3\//);
});

describe('pages and patterns', () => {
  test.each([
    ['https://docs.python.org/3/', true],
    ['file:///usr/share/doc/index.html', true],
    ['about:config', false],
    ['https://addons.mozilla.org/x', false],
    ['https://chromewebstore.google.com/detail/x', false],
    ['https://chrome.google.com/webstore/x', false],
    ['not an address', false],
  ])('%s is readable: %s', (page, expected) => expect(isReadablePage(page)).toBe(expected));

  test.each([
    [['<all_urls>'], 'https://a.example/', true],
    [['*://*/*'], 'http://a.example/', true],
    [['*://*/*'], 'file:///a', false],
    [['https://a.example/*'], 'http://a.example/', false],
    [['*://a.example/*'], 'https://a.example:8443/', true],
    [['*://*.a.example/*'], 'https://b.a.example/', true],
    [['*://*.a.example/*'], 'https://ba.example/', false],
    [['*://a.example/*'], 'https://a.example.evil/', false],
  ])('%j covers %s: %s', (patterns, address, expected) => expect(covers(patterns, address)).toBe(expected));

  test.each([
    [['docs.python.org'], 'https://docs.python.org/3/', true],
    [['*.python.org'], 'https://python.org/', true],
    [['python.org'], 'https://docs.python.org/', false],
    [['*.python.org'], 'https://evilpython.org/', false],
  ])('%j is about %s: %s', (patterns, page, expected) => expect(matchesAny(patterns, page)).toBe(expected));
});
