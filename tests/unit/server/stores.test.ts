import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { expect, test } from 'vitest';
import { createIndexedDbStore } from '../../../chatkit/server/idb-store';
import { createMemoryStore } from '../../../chatkit/server/memory-store';
import { describeStore } from '../store-contract';

describeStore('the memory store', createMemoryStore);
describeStore('the IndexedDB store', () => {
  globalThis.indexedDB = new IDBFactory();
  return createIndexedDbStore('conversations');
});

const thread = {
  id: 't',
  title: 'Kept',
  created_at: '2026',
  status: { type: 'active' as const },
  allowed_image_domains: undefined,
  metadata: {},
};

test('IndexedDB: another context reads what was acknowledged', async () => {
  await createIndexedDbStore('shared').saveThread('ann', thread);
  expect(await createIndexedDbStore('shared').loadThread('ann', 't')).toEqual(thread);
});

test('IndexedDB: deleting the database elsewhere is not blocked, and the store goes on empty', async () => {
  const store = createIndexedDbStore('doomed');
  await store.saveThread('ann', thread);
  await deleteDB('doomed');
  expect((await store.listThreads('ann', { limit: 9, order: 'asc' })).data).toEqual([]);
});

test('IndexedDB: a record of another version is left out and does not break its thread', async () => {
  const store = createIndexedDbStore('future');
  await store.saveThread('ann', thread);
  const database = await openDB('future');
  await database.put('items', { subject: 'ann', threadId: 't', id: 'x', item: { type: 'hologram', id: 'x' } });
  database.close();
  expect(await store.listItems('ann', 't', { limit: 9, order: 'asc' })).toEqual({
    data: [],
    has_more: false,
    after: 'x',
  });
});
