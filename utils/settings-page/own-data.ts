import { deleteDB } from 'idb';
import browser from 'webextension-polyfill';
import { createIndexedDbStore } from '../../chatkit/server/idb-store';
import { announceChange } from '../shared/changes';
import { deleteEverything as deleteInOrder } from '../shared/consent';
import { DEVICE_SUBJECT } from '../backend/device';
import { DEVICE_DATABASE } from '../backend/device-database';
import type { Connection } from '../connection/schema';
import { keepsConversationsHere, subjectOf } from '../backend/plain/subject';
import { listConnections } from '../backend/store';
import { openDatabase } from '../shared/database';
import { WAYS_DATABASE } from '../shared/ways-back';
import { exportData, exportFileName } from './export-data';
import { send } from '../shared/send';
import { readSettings } from '../settings/store';
import { dropAllPermissions } from './access';

/** Hands everything kept here to the reader as one JSON file; returns its name. */
export async function downloadExport(document: Document): Promise<string> {
  const now = Date.now();
  const connections = await listConnections();
  const data = await exportData({
    settings: (await readSettings()).settings,
    connections,
    conversations: conversationsKeptHere(connections),
    now,
  });
  const name = exportFileName(now);
  download(document, name, JSON.stringify(data, null, 2));
  return name;
}

/** Hands a JSON file to the reader. */
export function download(document: Document, name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; Firefox reads the blob a little later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Of the device, and of the back ends whose conversations this browser keeps for them. */
async function* conversationsKeptHere(connections: readonly Connection[]) {
  const store = createIndexedDbStore(DEVICE_DATABASE);
  const subjects = connections.filter(keepsConversationsHere).map(subjectOf);
  for (const subject of [DEVICE_SUBJECT, ...subjects]) yield* store.exportThreads(subject);
}

/** All of them at once, whatever back end they were with; an open panel gives way (`chatkit/server/idb-database.ts`). */
export async function deleteConversations(): Promise<void> {
  await Promise.all([DEVICE_DATABASE, WAYS_DATABASE].map((name) => deleteDB(name)));
  announceChange('session');
}

export function deleteOwnData(): Promise<void> {
  return deleteInOrder({
    async clearDatabase() {
      const database = await openDatabase();
      await Promise.all((['records', 'connections', 'secrets'] as const).map((store) => database.clear(store)));
      announceChange('settings');
      announceChange('connections');
    },
    wipeSecrets: () => send('wipe', { scope: 'everything' }),
    deleteConversations,
    clearLocal: () => browser.storage.local.clear(),
    dropPermissions: dropAllPermissions,
    announce: () => send('settingsChanged', {}),
  });
}
