import { afterEach, describe, expect, test, vi } from 'vitest';
import './extension';
import { AppError } from '../../../utils/shared/errors';
import { createHandlers, type HandlerDependencies } from '../../../utils/background/handlers';
import { preferencesFor } from '../../../utils/shared/popover-preferences';
import { createRateLimit } from '../../../utils/background/rate-limit';
import { createSend } from '../../../utils/shared/send';
import { CONSENT_VERSION, defaultSettings, type Settings } from '../../../utils/settings/schema';
import { switchedSettings } from '../../../utils/background/switch-popover';
import { createBringInLine } from '../../../utils/background/bring-in-line';
import type { Policy } from '../../../utils/settings/policy';
import type { EffectiveSettings } from '../../../utils/settings/store';

afterEach(() => vi.restoreAllMocks());

const agreed: Settings = {
  ...defaultSettings,
  consent: { version: CONSENT_VERSION, at: 1 },
  buttonSites: ['*://*.example/*'],
};
const effective = (settings: Settings): EffectiveSettings => ({
  settings,
  policy: {},
  locked: new Set(),
  readOnly: false,
  repaired: false,
});
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

describe('a message from our own pages', () => {
  const rig = (answers: unknown[]) => {
    const sent: unknown[] = [];
    const send = createSend({
      sendMessage(message) {
        sent.push(message);
        const answer = answers.shift();
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      wait: () => Promise.resolve(),
    });
    return { send, sent };
  };
  const lost = () => new Error('Could not establish connection. Receiving end does not exist.');

  test('returns the value of the answer', async () => {
    const { send, sent } = rig([{ ok: true, value: {} }]);
    expect(await send('settingsChanged', {})).toEqual({});
    expect(sent).toEqual([{ name: 'settingsChanged', request: {} }]);
  });

  test('throws the background’s failure with its code and details', async () => {
    const { send } = rig([{ ok: false, code: 'SERVER', details: { host: 'api.example', status: 503 } }]);
    await expect(send('signOut', { connectionId: 'a' })).rejects.toMatchObject({
      code: 'SERVER',
      details: { host: 'api.example', status: 503 },
    });
  });

  test('is sent again when the worker was killed in the middle', async () => {
    const { send, sent } = rig([lost(), { ok: true, value: {} }]);
    await send('settingsChanged', {});
    expect(sent).toHaveLength(2);
  });

  test('is given up after three times', async () => {
    const { send, sent } = rig([lost(), lost(), lost(), { ok: true, value: {} }]);
    expect(await codeOf(send('settingsChanged', {}))).toBe('UNEXPECTED');
    expect(sent).toHaveLength(3);
  });

  test.each([undefined, null, 'yes', { ok: false, code: 'MADE_UP', details: {} }, { ok: 1 }])(
    'takes %j for no answer',
    async (answer) => {
      expect(await codeOf(rig([answer]).send('settingsChanged', {}))).toBe('UNEXPECTED');
    },
  );
});

describe('handlers', () => {
  const page = { tabId: 7, windowId: 3, frameId: 0 as const, url: 'https://docs.example/a' };
  function rig(settings: Settings, policy: Policy = {}) {
    const calls: unknown[] = [];
    const call =
      (name: string) =>
      (...args: unknown[]) =>
        Promise.resolve(void calls.push([name, ...args]));
    const handlers = createHandlers({
      stagePassage: () => Promise.resolve({ outcome: 'panel' }),
      tokens: { refresh: call('refresh'), signIn: call('signIn'), signOut: call('signOut') },
      readSettings: () => Promise.resolve({ ...effective(settings), policy }),
      updateSettings: call('update'),
      bringInLine: call('inLine'),
      hasWaitingPassage: () => Promise.resolve(true),
      readShortcut: () => Promise.resolve('Alt+Shift+D'),
      openSettings: call('open'),
      panelArrived: call('panel'),
      handoverArrived: call('handover'),
      injectPart: call('inject'),
      tellTab: call('tell'),
      wipe: call('wipe'),
      mayAct: createRateLimit(5, 1_000, () => 0),
      now: () => 1_000,
    } as unknown as HandlerDependencies);
    return { handlers, calls };
  }

  test('make no request before consent', async () => {
    const { handlers, calls } = rig(defaultSettings);
    const codes = await Promise.all([
      codeOf(handlers.refreshToken({ connectionId: 'a', rejected: null }, {})),
      codeOf(handlers.signIn({ connectionId: 'a', key: 'k', remember: false }, {})),
      codeOf(handlers.loadPart({ part: 'popover' }, page)),
    ]);
    expect(codes).toEqual(['NO_CONSENT', 'NO_CONSENT', 'NO_CONSENT']);
    expect(calls).toEqual([]);
  });

  test('sign out and wipe also after consent was withdrawn', async () => {
    const { handlers, calls } = rig(defaultSettings);
    await handlers.signOut({ connectionId: 'a' }, {});
    await handlers.wipe({ scope: 'everything' }, {});
    expect(calls).toEqual([
      ['signOut', 'a'],
      ['wipe', 'everything'],
    ]);
  });

  test('switch the button off for the site that asked, and follow at once', async () => {
    const { handlers, calls } = rig(agreed);
    await handlers.switchPopover({ scope: 'site', off: true }, page);
    expect(calls).toEqual([['update', { notHere: ['docs.example'] }], ['inLine']]);
  });

  test('stop a page that asks too often', async () => {
    const { handlers } = rig(agreed);
    const codes = [];
    for (let time = 0; time < 7; time += 1) codes.push(await codeOf(handlers.openSettings({}, page)));
    expect(codes.filter((code) => code === 'ok')).toHaveLength(5);
    expect(await codeOf(handlers.openSettings({}, { ...page, tabId: 8 }))).toBe('ok');
  });

  test('describe the popover for the window of the page', async () => {
    const { handlers } = rig(agreed);
    expect(await handlers.describePopover({}, { ...page, tabUrl: 'https://site.example:8443/x' })).toEqual({
      waiting: true,
      shortcut: 'Alt+Shift+D',
      site: 'site.example:8443',
    });
  });

  test('bring a part of the page script into the frame that asked', async () => {
    const { handlers, calls } = rig(agreed);
    await handlers.loadPart({ part: 'ask' }, { ...page, frameId: 4 });
    expect(calls).toEqual([['inject', 'ask', 7, 4]]);
  });

  test('bring nothing into a frame of a page whose site is switched off', async () => {
    const { handlers, calls } = rig({ ...agreed, notHere: ['site.example'] });
    const frame = { ...page, frameId: 4, tabUrl: 'https://site.example/x' };
    expect(await codeOf(handlers.loadPart({ part: 'popover' }, frame))).toBe('FORBIDDEN');
    expect(calls).toEqual([]);
  });

  test('bring nothing into a page that is not on the list, though its address may be fetched', async () => {
    const { handlers, calls } = rig({ ...agreed, buttonSites: ['https://docs.example/*'] });
    const local = { ...page, url: 'http://localhost:3000/admin' };
    expect(await codeOf(handlers.loadPart({ part: 'popover' }, local))).toBe('FORBIDDEN');
    const frameIn = { ...local, frameId: 4, tabUrl: page.url };
    expect(await codeOf(handlers.loadPart({ part: 'popover' }, frameIn))).toBe('FORBIDDEN');
    expect(calls).toEqual([]);
  });

  test('take no key that the organisation forbids, and sign in without one', async () => {
    const { handlers, calls } = rig(agreed, { allowKeys: false });
    const withKey = handlers.signIn({ connectionId: 'a', key: 'k', remember: true }, {});
    await expect(withKey).rejects.toMatchObject({ code: 'FORBIDDEN', details: { reason: 'keysForbidden' } });
    await handlers.signIn({ connectionId: 'a', remember: false }, {});
    expect(calls).toEqual([['signIn', 'a', undefined, false]]);
  });

  test('switch off the site of the page, not that of the frame in it', async () => {
    const { handlers, calls } = rig(agreed);
    await handlers.switchPopover(
      { scope: 'site', off: true },
      { ...page, frameId: 4, tabUrl: 'https://site.example/x' },
    );
    expect(calls[0]).toEqual(['update', { notHere: ['site.example'] }]);
  });

  test('tell every frame of the tab which one shows the popover', async () => {
    const { handlers, calls } = rig(agreed);
    await handlers.popoverShown({ frame: 0.5 }, page);
    expect(calls).toEqual([['tell', 7, { name: 'popoverShown', frame: 0.5 }]]);
  });
});

describe('switching the button', () => {
  const notHere = ['other.example'];
  test.each([
    ['off for a site', { scope: 'site', off: true }, { notHere: ['other.example', 'docs.example'] }],
    ['on again for a site', { scope: 'site', off: false }, { notHere: ['other.example'] }],
    ['off for an hour', { scope: 'hour', off: true }, { pausedUntil: 3_601_000 }],
    ['on again before the hour', { scope: 'hour', off: false }, { pausedUntil: 0 }],
  ] as const)('%s', (_title, request, expected) => {
    expect(switchedSettings(request, 'https://docs.example:8443/a', { notHere }, 1_000)).toEqual(expected);
  });

  test('off twice lists the site once, and a file has no site', () => {
    const off = { scope: 'site', off: true } as const;
    const twice = { notHere: ['docs.example'] };
    expect(switchedSettings(off, 'https://docs.example/', twice, 0)).toEqual(twice);
    expect(switchedSettings(off, 'file:///a.html', { notHere }, 0)).toBeNull();
  });
});

describe('what the page script may know', () => {
  test('says no before consent, whatever the switch says', () => {
    expect(preferencesFor(defaultSettings, '').enabled).toBe(false);
    expect(preferencesFor(agreed, '').enabled).toBe(true);
    expect(preferencesFor({ ...agreed, buttonEnabled: false }, '').enabled).toBe(false);
  });

  test('is preferences and nothing else', () => {
    expect(Object.keys(preferencesFor(agreed, 'Alt+Shift+D')).sort()).toEqual([
      'enabled',
      'holdKey',
      'minLength',
      'pausedUntil',
      'shortcut',
    ]);
  });
});

describe('following the settings', () => {
  const followers = (done: string[]) => ({
    mirrorPreferences: () => Promise.reject(new Error('canary-9')),
    syncRegistration(_: EffectiveSettings, enterAll: boolean) {
      done.push(`registration ${enterAll}`);
      return Promise.resolve();
    },
    preferWindow: (preferred: boolean) => Promise.resolve(void done.push(`window ${preferred}`)),
    dropStaleTokens: () => Promise.resolve(void done.push('tokens')),
    dropForbiddenKeys: () => Promise.resolve(void done.push('keys')),
    followOriginRules: () => Promise.resolve(void done.push('rules')),
  });

  test('goes on past a part that fails, and logs only its kind', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const done: string[] = [];
    const bringInLine = createBringInLine(followers(done), () => Promise.resolve(effective(agreed)));
    await bringInLine(true);
    expect(done).toEqual(['registration true', 'window false', 'tokens', 'keys', 'rules']);
    expect(JSON.stringify(logged.mock.calls)).not.toContain('canary-9');
  });

  test('is not stopped by one run that could not read them', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const done: string[] = [];
    const read = vi.fn().mockRejectedValueOnce(new Error('database')).mockResolvedValue(effective(agreed));
    const bringInLine = createBringInLine(followers(done), read);
    await expect(bringInLine()).rejects.toThrow();
    await bringInLine();
    expect(done).toContain('tokens');
  });

  test('runs one change after the other, the last one last', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const done: string[] = [];
    const surfaces = ['window', 'sidebar'] as const;
    let run = 0;
    const bringInLine = createBringInLine(followers(done), () =>
      Promise.resolve(effective({ ...agreed, surface: surfaces[run++]! })),
    );
    await Promise.all([bringInLine(), bringInLine()]);
    expect(done.filter((step) => step.startsWith('window'))).toEqual(['window true', 'window false']);
  });
});
