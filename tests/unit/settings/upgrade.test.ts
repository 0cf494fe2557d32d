import 'fake-indexeddb/auto';
import { managed } from './extension-browser';
import { beforeAll, expect, test } from 'vitest';
import { databaseOpener } from '../../../chatkit/server/idb-database';
import { createIndexedDbStore } from '../../../chatkit/server/idb-store';
import { createSecretStore } from '../../../utils/background/token/secrets';
import { DEVICE_DATABASE } from '../../../utils/backend/device-database';
import { secretDisk } from '../../../utils/backend/secret-disk';
import { listConnections } from '../../../utils/backend/store';
import { visitorId } from '../../../utils/backend/visitor';
import { createAccess } from '../../../utils/background/follow-access';
import { missingScopes } from '../../../utils/settings/consent-scopes';
import { hasConsent } from '../../../utils/settings/schema';
import { readSettings, updateSettings } from '../../../utils/settings/store';
import { openDatabase } from '../../../utils/shared/database';
import { draftSchema } from '../../../utils/shared/draft';
import * as old from '../../contracts/profile-0.1.0';
import { createMemoryArea } from '../background/memory-area';

const access = createAccess({
  readSettings,
  updateSettings,
  listConnections,
  granted: () => Promise.resolve(old.granted),
  session: createMemoryArea().area,
});

/** `tests/e2e/page/update.test.ts` has the same profile in real browsers. */
beforeAll(async () => {
  managed.value = {};
  const database = await openDatabase();
  await database.put('records', old.settings, 'settings');
  for (const connection of old.connections) await database.put('connections', connection, connection.id);
  for (const [id, secret] of Object.entries(old.secrets)) await database.put('secrets', secret, id);
  const conversations = await databaseOpener(DEVICE_DATABASE)();
  for (const thread of old.threads) await conversations.put('threads', thread as never);
  for (const item of old.items) await conversations.put('items', item as never);
});

test('settings and consent of 0.1.0 hold, and nothing counts as damaged', async () => {
  const { settings, repaired, readOnly } = await readSettings();
  expect(settings).toMatchObject(old.settings);
  expect({ repaired, readOnly, consent: hasConsent(settings), missing: missingScopes(settings.consent) }).toEqual({
    repaired: false,
    readOnly: false,
    consent: true,
    missing: ['models'],
  });
});

test('the button stays where it was chosen, and leaves the addresses of back ends', async () => {
  const expected = ['https://docs.house.example/*', '*://wiki.example/*'];
  expect((await access.readSettled()).settings.buttonSites).toEqual(expected);
  expect((await readSettings()).settings).toMatchObject({ ...old.settings, buttonSites: expected });
});

test('back ends, their keys and the names they know the reader by are there', async () => {
  expect(await listConnections()).toMatchObject([...old.connections, { id: 'device' }]);
  const secrets = createSecretStore(createMemoryArea().area, secretDisk);
  const [house, local] = old.connections;
  expect(await secrets.read(house!)).toEqual({ key: 'house-key', reader: 'house-reader' });
  expect(await visitorId(secretDisk, local!)).toBe('b0a4c7d2-visitor');
});

test('conversations are listed and read whole', async () => {
  const store = createIndexedDbStore(DEVICE_DATABASE);
  const { data } = await store.listThreads('local', { limit: 10, order: 'desc' } as never);
  expect(data).toMatchObject([{ id: old.THREAD_ID, title: old.ANSWERED }]);
  const items = await store.listItems('local', old.THREAD_ID, { limit: 10, order: 'asc' } as never);
  expect(items.data).toMatchObject(old.items.map(({ item }) => item));
});

test('a draft reads without loss', () => {
  expect(draftSchema.parse(old.draft)).toEqual(old.draft);
});
