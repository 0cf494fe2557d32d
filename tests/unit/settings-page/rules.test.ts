import { describe, expect, test } from 'vitest';
import { noticeText } from '../../../utils/shared/notices';
import { errorText } from '../../../utils/settings-page/error-text';
import { keyError } from '../../../utils/settings-page/key-entry';
import { ownerNote } from '../../../utils/settings-page/owner-note';
import { readSite } from '../../../utils/settings-page/site-patterns';
import { hostOfPattern, isEverySite } from '../../../utils/shared/match-patterns';
import { deviceConnection } from '../../../utils/connection/schema';
import { deleteEverything, givenConsent } from '../../../utils/shared/consent';
import { AppError, errorCodes } from '../../../utils/shared/errors';
import { exportData, exportFileName } from '../../../utils/settings-page/export-data';
import { connectionAfterTest, defaultAfterRemoval, nextDefault } from '../../../utils/settings-page/kept-connections';
import { CONSENT_VERSION, defaultSettings, hasConsent } from '../../../utils/settings/schema';
import options from '../../../locales/en/options.json';
import notices from '../../../locales/en/notices.json';

const backEnd = { ...deviceConnection, id: 'a', kind: 'chatkit' as const, apiUrl: 'https://api.example.com/chatkit' };

describe('a site as the reader writes it', () => {
  test.each([
    ['docs.python.org', 'docs.python.org'],
    ['  https://Docs.Python.org/3/library/json.html ', 'docs.python.org'],
    ['*.example.com', '*.example.com'],
    ['localhost:8080', 'localhost'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['docs.python.org/3/', 'docs.python.org'],
    ['', null],
    ['a b', null],
    ['*', null],
    ['169.254.169.254', null],
    ['user@docs.python.org', null],
    ['file:///etc/passwd', null],
  ])('%s → %s', (typed, site) => expect(readSite(typed)).toBe(site));
});

test.each([
  ['*://*/*', true],
  ['https://*/*', true],
  ['<all_urls>', true],
  ['*://docs.python.org/*', false],
  ['https://*.example.com/*', false],
])('%s is every site: %s', (pattern, expected) => expect(isEverySite(pattern)).toBe(expected));

test('the host of a pattern is what the reader sees', () => {
  expect(hostOfPattern('https://*.example.com/*')).toBe('*.example.com');
});

test.each([
  [{ key: '', remember: true }, 'connectKeyMissing'],
  [{ key: 'sk-proj-abc', remember: true }, 'connectKeyProvider'],
  [{ key: 'two words', remember: true }, 'connectKeyBad'],
  [{ key: 'good-key', remember: null }, 'connectKeepMissing'],
  [{ key: ' good-key ', remember: false }, undefined],
])('key %j: %s', (entry, problem) => expect(keyError(entry)).toBe(problem));

test('every error has a sentence and a button in the catalogue, and none speaks of a question while connecting', () => {
  const catalogue: Record<string, string> = { ...options, ...notices };
  for (const code of errorCodes) {
    const { sentence, label } = errorText(new AppError(code), 'api.example.com', false);
    expect(catalogue[sentence.id], code).toBeTruthy();
    expect(catalogue[label.id], code).toBeTruthy();
    if (code !== 'STORAGE') expect(catalogue[sentence.id], code).not.toContain('question');
    expect(noticeText(code, {}, 'api.example.com').action).toBeTruthy();
  }
});

test('a refused key asks for the key, not for a sign-in', () => {
  expect(errorText(new AppError('SIGN_IN'), 'a', true).label.id).toBe('errorEnterKey');
  expect(errorText(new AppError('SIGN_IN'), 'a', false).label.id).toBe('noticeSignInAction');
});

test('what the owner is told holds our origin, the code and the status, and nothing else of the reader', () => {
  const note = ownerNote(
    'api.example.com',
    new AppError('FORBIDDEN', { status: 403 }),
    'chrome-extension://abc',
    '0.1.0',
  );
  expect(note).toBe(
    'Docent 0.1.0: FORBIDDEN (403)\nBack end: api.example.com\nOrigin to allow: chrome-extension://abc',
  );
});

test('agreeing writes version, time and what it covers, and the address only if it was ticked', () => {
  expect(givenConsent(false, 7)).toEqual({
    consent: { version: CONSENT_VERSION, at: 7, covers: ['backEnd', 'models'] },
    sendAddress: false,
  });
  expect(hasConsent({ ...defaultSettings, ...givenConsent(true, 7) })).toBe(true);
});

describe('withdrawing', () => {
  const steps = [
    'clearDatabase',
    'wipeSecrets',
    'deleteConversations',
    'clearLocal',
    'dropPermissions',
    'announce',
  ] as const;
  const parts = (log: string[], failing?: string) =>
    Object.fromEntries(
      steps.map((step) => [
        step,
        () => {
          log.push(step);
          return step === failing ? Promise.reject(new Error(step)) : Promise.resolve();
        },
      ]),
    ) as unknown as Parameters<typeof deleteEverything>[0];

  test('takes the consent away before anything else', async () => {
    const log: string[] = [];
    await deleteEverything(parts(log));
    expect(log).toEqual(steps);
  });

  test.each(steps)('tries every step and then tells, when %s fails', async (failing) => {
    const log: string[] = [];
    await expect(deleteEverything(parts(log, failing))).rejects.toThrow(failing);
    expect(log).toEqual(steps);
  });
});

test('the export holds settings, back ends and conversations, and no query of an address', async () => {
  const conversation = {
    thread: {
      id: 't',
      created_at: '',
      title: undefined,
      status: { type: 'active' as const },
      allowed_image_domains: undefined,
      metadata: {},
    },
    items: [],
  };
  const data = await exportData({
    settings: defaultSettings,
    connections: [
      {
        ...backEnd,
        apiUrl: 'https://api.example.com/chatkit?secret=canary',
        tokenUrl: 'https://api.example.com/t?x=canary',
        signInUrl: 'https://api.example.com/in?code=canary',
        user: '0f0e0d0c-0b0a-4908-8706-0504canary00',
        chat: { dialect: 'json', sessionsUrl: 'https://api.example.com/s#canary' },
        oidc: { issuer: 'https://id.example.com/?canary', clientId: 'a' },
      },
    ],
    conversations: (async function* () {
      yield await Promise.resolve(conversation);
    })(),
    now: Date.UTC(2026, 10, 21),
  });
  expect(data).toMatchObject({
    format: 'docent-export',
    exportedAt: '2026-11-21T00:00:00.000Z',
    conversations: [conversation],
  });
  expect(JSON.stringify(data)).not.toContain('canary');
  expect(exportFileName(Date.UTC(2026, 10, 21))).toBe('docent-2026-11-21.json');
});

describe('a tested connection', () => {
  test('takes the place of the earlier one to the same address, with its name and sites', () => {
    const earlier = { ...backEnd, id: 'old', name: 'My docs', sites: [{ match: 'a.example' }] };
    const { connection, replaced } = connectionAfterTest({ ...backEnd, id: 'new', pending: true }, [earlier]);
    expect(connection).toMatchObject({ id: 'new', name: 'My docs', sites: [{ match: 'a.example' }] });
    expect(connection).not.toHaveProperty('pending');
    expect(replaced?.id).toBe('old');
  });

  test("never takes the place of a policy's", () => {
    const managed = { ...backEnd, id: 'managed-1', managed: true };
    expect(connectionAfterTest({ ...backEnd, id: 'new' }, [managed]).replaced).toBeUndefined();
  });

  test.each([
    [null, undefined, 'new'],
    ['device', undefined, 'new'],
    ['old', 'old', 'new'],
    ['other', undefined, 'other'],
  ])('with %s answering and %s replaced, %s answers', (current, replaced, expected) => {
    expect(nextDefault(current, 'new', replaced)).toBe(expected);
  });

  test.each([
    ['a', [deviceConnection, { ...backEnd, id: 'b' }], 'b'],
    ['a', [deviceConnection], null],
    ['b', [{ ...backEnd, id: 'b' }, deviceConnection], 'b'],
  ])('removing a while %s answers', (current, left, expected) => {
    expect(defaultAfterRemoval(current, 'a', left)).toBe(expected);
  });
});
