import { threadItemSchema, threadMetadataSchema } from '../protocol/items';
import { attachmentsIn, deleteAttachmentsOf } from './idb-attachments';
import { databaseOpener } from './idb-database';
import { readPage } from './idb-paging';
import { below, found, STORES, type Transaction } from './idb-transaction';
import { type FeedbackKind, type Store } from './types';

/** Acknowledged means on disk, not only handed to the operating system. */
const DURABLE: IDBTransactionOptions = { durability: 'strict' };
const EXPORT_PAGE = 50;

/**
 * Keeps conversations in an IndexedDB database of its own. One transaction per call, so that two calls at once keep
 * the order in which they were made. Rejects with the database's error when the disk is full.
 */
export function createIndexedDbStore(name: string): Store {
  const open = databaseOpener(name);
  const reading = async () => (await open()).transaction(STORES, 'readonly');
  const write = async (work: (tx: Transaction<'readwrite'>) => Promise<void>) => {
    const tx = (await open()).transaction(STORES, 'readwrite', DURABLE);
    // The call that failed rejects on its own; its transaction's failure must not be reported as unhandled.
    tx.done.catch(() => undefined);
    await work(tx);
    await tx.done;
  };

  const store: Store = {
    async saveThread(subject, thread) {
      await write(async (tx) => {
        const threads = tx.objectStore('threads');
        const order = await threads.index('id').getKey([subject, thread.id]);
        await threads.put({ ...placed(order), subject, id: thread.id, thread });
      });
    },
    async loadThread(subject, threadId) {
      return found(threadMetadataSchema.safeParse((await threadRow(await reading(), subject, threadId)).thread).data);
    },
    async listThreads(subject, paging) {
      const tx = await reading();
      const after = paging.after === undefined ? undefined : (await threadRow(tx, subject, paging.after)).order;
      const index = tx.objectStore('threads').index('order');
      return readPage(index, [subject], paging, after, (row) => threadMetadataSchema.safeParse(row.thread).data);
    },
    async deleteThread(subject, threadId) {
      await write(async (tx) => {
        const { order } = await threadRow(tx, subject, threadId);
        await tx.objectStore('feedback').delete(below([subject, threadId]));
        const items = tx.objectStore('items');
        for (const key of await items.index('order').getAllKeys(below([subject, threadId]))) await items.delete(key);
        await deleteAttachmentsOf(tx, subject, threadId);
        await tx.objectStore('threads').delete(found(order));
      });
    },
    async saveItem(subject, threadId, item) {
      await write(async (tx) => {
        await threadRow(tx, subject, threadId);
        const items = tx.objectStore('items');
        const order = await items.index('id').getKey([subject, threadId, item.id]);
        await items.put({ ...placed(order), subject, threadId, id: item.id, item });
      });
    },
    async loadItem(subject, threadId, itemId) {
      return found(threadItemSchema.safeParse((await itemRow(await reading(), subject, threadId, itemId)).item).data);
    },
    async listItems(subject, threadId, paging) {
      const tx = await reading();
      await threadRow(tx, subject, threadId);
      const after = paging.after === undefined ? undefined : (await itemRow(tx, subject, threadId, paging.after)).order;
      const index = tx.objectStore('items').index('order');
      return readPage(index, [subject, threadId], paging, after, (row) => threadItemSchema.safeParse(row.item).data);
    },
    async deleteItem(subject, threadId, itemId) {
      await write(async (tx) => {
        const { order } = await itemRow(tx, subject, threadId, itemId);
        await tx.objectStore('items').delete(found(order));
        await tx.objectStore('feedback').delete([subject, threadId, itemId]);
      });
    },
    async saveFeedback(subject, threadId, itemIds, kind) {
      await write(async (tx) => {
        await threadRow(tx, subject, threadId);
        for (const itemId of itemIds) await itemRow(tx, subject, threadId, itemId);
        for (const itemId of itemIds) await tx.objectStore('feedback').put(kind, [subject, threadId, itemId]);
      });
    },
    async loadFeedback(subject, threadId) {
      const tx = await reading();
      await threadRow(tx, subject, threadId);
      const given: Record<string, FeedbackKind> = {};
      const range = below([subject, threadId]);
      for (let at = await tx.objectStore('feedback').openCursor(range); at; at = await at.continue()) {
        given[at.key[2]] = at.value;
      }
      return given;
    },
    ...attachmentsIn(reading, write),
    async *exportThreads(subject) {
      let after: string | undefined;
      for (;;) {
        const page = await store.listThreads(subject, { limit: EXPORT_PAGE, order: 'asc', after });
        for (const thread of page.data) {
          yield { thread, items: (await store.listItems(subject, thread.id, { limit: 1e6, order: 'asc' })).data };
        }
        if (!page.has_more) return;
        after = page.after;
      }
    },
    async deleteSubject(subject) {
      await write(async (tx) => {
        const [threads, items] = [tx.objectStore('threads'), tx.objectStore('items')];
        for (const key of await threads.index('order').getAllKeys(below([subject]))) await threads.delete(key);
        for (const key of await items.index('order').getAllKeys(below([subject]))) await items.delete(key);
        for (const name of ['feedback', 'attachments', 'attachmentData'] as const) {
          await tx.objectStore(name).delete(below([subject]));
        }
      });
    },
  };
  return store;
}

/** An absent key path lets the database give the next number; undefined there would be refused. */
const placed = (order: number | undefined) => (order === undefined ? {} : { order });

async function threadRow<Mode extends IDBTransactionMode>(tx: Transaction<Mode>, subject: string, threadId: string) {
  return found(await tx.objectStore('threads').index('id').get([subject, threadId]));
}

async function itemRow<Mode extends IDBTransactionMode>(
  tx: Transaction<Mode>,
  subject: string,
  threadId: string,
  itemId: string,
) {
  return found(await tx.objectStore('items').index('id').get([subject, threadId, itemId]));
}
