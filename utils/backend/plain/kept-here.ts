import { createIndexedDbStore } from '../../../chatkit/server/idb-store';
import { openDatabase } from '../../shared/database';
import type { ApiFetchParts } from '../api-parts';
import { DEVICE_DATABASE } from '../device-database';
import type { Connection } from '../../connection/schema';
import { createPlainFetch } from './fetch';
import { keepsConversationsHere, subjectOf } from './subject';

/** The `api.fetch` of a plain chat API with its conversations in this browser profile's IndexedDB. */
export function createKeptFetch(parts: ApiFetchParts): typeof globalThis.fetch {
  const key = `deleted-sessions:${subjectOf(parts.connection)}`;
  return createPlainFetch({
    ...parts,
    store: createIndexedDbStore(DEVICE_DATABASE),
    deleted: {
      async read() {
        const stored: unknown = await (await openDatabase()).get('records', key);
        return Array.isArray(stored) ? stored : [];
      },
      async write(ids) {
        await (await openDatabase()).put('records', ids, key);
      },
    },
  });
}

/** Deletes every conversation kept here for a connection, for its removal. The back end keeps its own. */
export async function deleteKept(connection: Pick<Connection, 'kind' | 'apiUrl'>): Promise<void> {
  if (!keepsConversationsHere(connection)) return;
  await createIndexedDbStore(DEVICE_DATABASE).deleteSubject(subjectOf(connection));
  await (await openDatabase()).delete('records', `deleted-sessions:${subjectOf(connection)}`);
}
