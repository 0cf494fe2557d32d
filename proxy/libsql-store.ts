import { attachmentSchema, threadItemSchema, threadSchema } from '../chatkit/protocol/items';
import { NotFoundError, type Store } from '../chatkit/server/types';
import { openDatabase } from './database';
import { pageBounds, pageOf, readData, readFeedback, readPosition, readRow, readRows, readUsage } from './libsql-rows';
import { prepareStatements } from './libsql-statements';

/** A `Store` in one SQLite file, with what only its owner needs. */
export interface LibsqlStore extends Store {
  /** Deletes every conversation without a message since then (epoch milliseconds). Returns how many. */
  deleteInactiveSince(time: number): number;
  /** Deletes every attachment that was announced before then and never sent. Returns how many. */
  deleteUnsentSince(time: number): number;
  close(): void;
}

const metadataSchema = threadSchema.omit({ items: true });

/**
 * Every statement names the subject, or a thread that was found by its subject: there is no way to ask for a record
 * without saying whose it is.
 *
 * @param path a file, or `:memory:`
 */
export function createLibsqlStore(path: string, now: () => number = Date.now): LibsqlStore {
  const database = openDatabase(path, now);
  const sql = prepareStatements(database);

  const threadPosition = (subject: string, threadId: string) =>
    readPosition(sql.findThread.get(subject, threadId), 'thread');
  const itemPosition = (thread: number, itemId: string) => readPosition(sql.findItem.get(thread, itemId), 'item');
  const saveItem = database.transaction((subject: string, threadId: string, itemId: string, json: string) => {
    const thread = threadPosition(subject, threadId);
    sql.saveItem.run(thread, itemId, json);
    sql.touchThread.run(now(), thread);
  });
  const saveFeedback = database.transaction((subject: string, threadId: string, itemIds: string[], kind: string) => {
    const thread = threadPosition(subject, threadId);
    for (const itemId of itemIds) sql.saveFeedback.run(kind, itemPosition(thread, itemId));
  });
  const deleteSubject = database.transaction((subject: string) => {
    sql.deleteThreads.run(subject);
    sql.deleteAttachments.run(subject);
  });

  const deleteThread = database.transaction((subject: string, threadId: string) => {
    sql.deleteAttachmentsOfThread.run(subject, threadId);
    if (sql.deleteThread.run(subject, threadId).changes === 0) throw new NotFoundError('No such thread.');
  });
  const deleteInactiveSince = database.transaction((time: number): number => {
    sql.deleteAttachmentsOfOldThreads.run(time);
    return sql.deleteOldThreads.run(time).changes;
  });

  return {
    async saveThread(subject, thread) {
      sql.saveThread.run(subject, thread.id, now(), JSON.stringify(metadataSchema.parse(thread)));
    },
    async loadThread(subject, threadId) {
      return readRow(sql.loadThread.get(subject, threadId), metadataSchema, 'thread');
    },
    async listThreads(subject, paging) {
      const cursor = paging.after === undefined ? undefined : threadPosition(subject, paging.after);
      const rows = sql.listThreads[paging.order].all(subject, ...pageBounds(paging, cursor));
      return pageOf(rows, metadataSchema, paging.limit);
    },
    async deleteThread(subject, threadId) {
      deleteThread.immediate(subject, threadId);
    },

    async saveItem(subject, threadId, item) {
      saveItem.immediate(subject, threadId, item.id, JSON.stringify(item));
    },
    async loadItem(subject, threadId, itemId) {
      return readRow(sql.loadItem.get(threadPosition(subject, threadId), itemId), threadItemSchema, 'item');
    },
    async listItems(subject, threadId, paging) {
      const thread = threadPosition(subject, threadId);
      const cursor = paging.after === undefined ? undefined : itemPosition(thread, paging.after);
      const rows = sql.listItems[paging.order].all(thread, ...pageBounds(paging, cursor));
      return pageOf(rows, threadItemSchema, paging.limit);
    },
    async deleteItem(subject, threadId, itemId) {
      sql.deleteItem.run(itemPosition(threadPosition(subject, threadId), itemId));
    },
    async saveFeedback(subject, threadId, itemIds, kind) {
      saveFeedback.immediate(subject, threadId, itemIds, kind);
    },
    async loadFeedback(subject, threadId) {
      return readFeedback(sql.loadFeedback.all(threadPosition(subject, threadId)));
    },

    async saveAttachment(subject, attachment) {
      const { id, thread_id = null } = attachment;
      sql.saveAttachment.run(subject, id, thread_id, now(), JSON.stringify(attachment));
    },
    async loadAttachment(subject, attachmentId) {
      return readRow(sql.loadAttachment.get(subject, attachmentId), attachmentSchema, 'attachment');
    },
    async deleteAttachment(subject, attachmentId) {
      if (sql.deleteAttachment.run(subject, attachmentId).changes === 0) throw new NotFoundError('No such attachment.');
    },
    async saveAttachmentData(subject, attachmentId, data) {
      const { changes } = sql.saveAttachmentData.run(Buffer.from(data), data.byteLength, subject, attachmentId);
      if (changes === 0) throw new NotFoundError('No such attachment.');
    },
    async loadAttachmentData(subject, attachmentId) {
      return readData(sql.loadAttachmentData.get(subject, attachmentId));
    },
    async attachmentUsage(subject) {
      return readUsage(sql.attachmentUsage.get(subject));
    },

    async *exportThreads(subject) {
      for (const thread of readRows(sql.allThreads.all(subject), metadataSchema)) {
        const items = readRows(sql.allItems.all(subject, thread.id), threadItemSchema);
        yield { thread, items };
      }
    },
    async deleteSubject(subject) {
      deleteSubject.immediate(subject);
    },

    deleteInactiveSince: (time) => deleteInactiveSince.immediate(time),
    deleteUnsentSince: (time) => sql.deleteUnsentAttachments.run(time).changes,
    close: () => void database.close(),
  };
}
