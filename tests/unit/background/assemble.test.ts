import 'fake-indexeddb/auto';
import { fakeBrowser } from './extension';
import { expect, test, vi } from 'vitest';
import { secretDisk } from '../../../utils/backend/secret-disk';
import { destinationOf } from '../../../utils/backend/record';
import { saveConnection } from '../../../utils/backend/store';
import { assembleBackground } from '../../../utils/background/assemble';
import { backEnd } from './token/connections';

test('keys that were kept before the policy forbade them go when the settings are followed, and only then', async () => {
  const none = () => Promise.resolve([]);
  Object.assign(fakeBrowser.permissions, { getAll: () => Promise.resolve({ origins: [], permissions: [] }) });
  Object.assign(fakeBrowser.commands, { getAll: none });
  Object.assign(fakeBrowser.scripting, { getRegisteredContentScripts: none });
  Object.assign(fakeBrowser, { sidePanel: { setPanelBehavior: none, setOptions: none } });
  // What else of the browser is not there fails by itself, and keeps nothing from following.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const connection = backEnd({ id: 'a', auth: 'key' });
  await saveConnection(connection);
  const kept = { destination: destinationOf(connection), key: 'k-1', reader: 'r-1' };
  await secretDisk.put('a', kept);
  await fakeBrowser.storage.session.set({ 'key:a': { value: 'k-1', destination: kept.destination } });

  const { bringInLine } = assembleBackground();
  await bringInLine();
  expect(await secretDisk.get('a')).toEqual(kept);

  await fakeBrowser.storage.managed.set({ allowKeys: false });
  await bringInLine();
  expect(await secretDisk.get('a')).toEqual({ destination: kept.destination, reader: 'r-1' });
  expect(await fakeBrowser.storage.session.get('key:a')).toEqual({});
});
