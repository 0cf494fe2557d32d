import 'fake-indexeddb/auto';
import { managed } from './extension-browser';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../utils/shared/database';
import { listConnections, saveConnection } from '../../../utils/backend/store';
import { deviceConnection } from '../../../utils/connection/schema';
import { repairSettings } from '../../../utils/settings/repair';
import { CONSENT_VERSION, defaultSettings, hasConsent } from '../../../utils/settings/schema';
import { BAD_SETTINGS_KEY, readSettings, updateSettings } from '../../../utils/settings/store';

const store = async (record: unknown) => (await openDatabase()).put('records', record, 'settings');
const stored = async (key: string): Promise<unknown> => (await openDatabase()).get('records', key);

beforeEach(async () => {
  managed.value = {};
  const database = await openDatabase();
  await Promise.all([database.clear('records'), database.clear('connections')]);
});

test('without a record the defaults hold, and nothing is damaged', async () => {
  expect(await readSettings()).toMatchObject({ settings: defaultSettings, readOnly: false, repaired: false });
});

test('nothing is agreed to by default', () => {
  expect(hasConsent(defaultSettings)).toBe(false);
  expect(defaultSettings.sendAddress).toBe(false);
});

test('an older consent does not cover what a newer version sends', () => {
  expect(hasConsent({ consent: { version: 0, at: 1 } })).toBe(false);
  expect(hasConsent({ consent: { version: CONSENT_VERSION, at: 1 } })).toBe(true);
});

describe('a damaged record', () => {
  test.each([
    ['null', null],
    ['text', '{"theme": "dark'],
    ['a list', [1, 2]],
    ['wrong types', { theme: 7, minLength: 'two', notHere: 'x', sendAddress: 'yes' }],
    ['one bad field', { theme: 'dark', minLength: -3 }],
  ])('%s: the good fields stay, the bad become defaults, a copy is kept', async (_name, record) => {
    await store(record);
    const read = await readSettings();
    expect(read.repaired).toBe(true);
    expect(read.settings.minLength).toBe(defaultSettings.minLength);
    if (_name === 'one bad field') expect(read.settings.theme).toBe('dark');
    expect(await stored(BAD_SETTINGS_KEY)).toEqual(record);
  });

  test('is kept once, and the next change makes the record whole again', async () => {
    await store('broken');
    await updateSettings({ theme: 'light' });
    const read = await readSettings();
    expect(read).toMatchObject({ repaired: false, settings: { theme: 'light' } });
    expect(await stored(BAD_SETTINGS_KEY)).toBe('broken');
    const keys: unknown[] = await (await openDatabase()).getAllKeys('records');
    expect(keys).toEqual(['settings', BAD_SETTINGS_KEY]);
  });

  test('of an older version, with fields missing, is not damaged', async () => {
    await store({ theme: 'dark' });
    expect(await readSettings()).toMatchObject({ repaired: false, settings: { theme: 'dark', minLength: 2 } });
  });

  test('never makes reading throw, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (record) => {
        expect(repairSettings(record).settings.minLength).toBeGreaterThan(0);
      }),
    );
  });
});

test('a record of a newer version is read, shown read-only and never written over', async () => {
  const newer = { version: 2, theme: 'sepia', surface: 'window', somethingNew: { a: 1 } };
  await store(newer);
  expect(await readSettings()).toMatchObject({
    readOnly: true,
    repaired: false,
    settings: { surface: 'window', theme: 'system' },
  });
  await expect(updateSettings({ theme: 'dark' })).rejects.toMatchObject({
    code: 'STORAGE',
    details: { reason: 'newerVersion' },
  });
  expect(await stored('settings')).toEqual(newer);
});

test('two pages that change different fields both keep their change', async () => {
  await Promise.all([updateSettings({ theme: 'dark' }), updateSettings({ sendAddress: true })]);
  expect((await readSettings()).settings).toMatchObject({ theme: 'dark', sendAddress: true });
});

describe('policy', () => {
  const connection = {
    name: 'Wiki',
    kind: 'chatkit',
    apiUrl: 'https://wiki.example.com/chatkit',
    sites: ['wiki.example.com'],
  };

  test('is absent in Firefox by a rejection, and then the reader decides', async () => {
    managed.value = new Error('Managed storage manifest not found');
    await updateSettings({ theme: 'dark' });
    expect(await readSettings()).toMatchObject({ policy: {}, settings: { theme: 'dark' } });
  });

  test("comes before the reader's choice, and the reader's before the default", async () => {
    await updateSettings({ defaultConnectionId: 'mine' });
    managed.value = { connections: [connection], allowOtherConnections: false, consentGiven: true };
    const read = await readSettings();
    expect(read.settings).toMatchObject({ defaultConnectionId: 'managed-1', consent: { version: 1 } });
    expect([...read.locked]).toEqual(['consent', 'defaultConnectionId']);
    managed.value = { connections: [connection] };
    expect((await readSettings()).settings.defaultConnectionId).toBe('mine');
  });

  test('fills in id, origins and sites of its connections, and only they are listed when others are not allowed', async () => {
    await saveConnection({ ...deviceConnection, id: 'mine', kind: 'chatkit', apiUrl: 'https://a.example/' });
    managed.value = { connections: [connection], allowOtherConnections: false };
    expect(await listConnections()).toMatchObject([
      {
        id: 'managed-1',
        origins: ['https://wiki.example.com'],
        sites: [{ match: 'wiki.example.com' }],
        managed: true,
      },
    ]);
    managed.value = { connections: [connection] };
    expect((await listConnections()).map(({ id }) => id)).toEqual(['managed-1', 'mine', 'device']);
  });

  test('takes the browser’s own model from those who answer where it forbids models here', async () => {
    await saveConnection({ ...deviceConnection, id: 'browser-model', kind: 'browser-model' });
    const listed = async () => (await listConnections()).map(({ id }) => id);
    managed.value = {};
    expect(await listed()).toEqual(['browser-model', 'device']);
    managed.value = { allowModelsHere: false };
    expect(await listed()).toEqual(['device']);
  });

  test.each([
    ['a connection over plain http', { connections: [{ ...connection, apiUrl: 'http://wiki.example.com/' }] }],
    ['a connection to a file', { connections: [{ ...connection, apiUrl: 'file:///etc/passwd' }] }],
    ['a token address over plain http', { connections: [{ ...connection, tokenUrl: 'http://wiki.example.com/t' }] }],
    ['a connection without a name', { connections: [{ ...connection, name: '' }] }],
    ['no list', { connections: 'https://wiki.example.com' }],
  ])('with %s: that is left out, the rest holds', async (_name, policy) => {
    managed.value = { ...policy, maxPassage: 500, welcome: 'no' };
    const read = await readSettings();
    expect(read.policy.connections ?? []).toEqual([]);
    expect(read.policy).toMatchObject({ maxPassage: 500 });
    expect(read.policy.welcome).toBeUndefined();
  });
});

test('a connection still being tested is found by its id and in no list', async () => {
  await saveConnection({
    ...deviceConnection,
    id: 'new',
    kind: 'chatkit',
    apiUrl: 'https://a.example/',
    pending: true,
  });
  const { getConnection, listPendingConnections } = await import('../../../utils/backend/store');
  expect((await listConnections()).map(({ id }) => id)).toEqual(['device']);
  expect(await getConnection('new')).toMatchObject({ id: 'new' });
  expect(await listPendingConnections()).toEqual(['new']);
});
