import type Database from 'libsql';

/** Everything the store asks of its database, prepared once. `thread` is the position of a thread found by its subject. */
export function prepareStatements(database: Database.Database) {
  const sql = (text: string) => database.prepare(text);
  return {
    findThread: sql('SELECT position FROM threads WHERE subject = ? AND id = ?'),
    loadThread: sql('SELECT id, json FROM threads WHERE subject = ? AND id = ?'),
    saveThread: sql(`INSERT INTO threads (subject, id, active_at, json) VALUES (?, ?, ?, ?)
      ON CONFLICT (subject, id) DO UPDATE SET active_at = excluded.active_at, json = excluded.json`),
    touchThread: sql('UPDATE threads SET active_at = ? WHERE position = ?'),
    deleteThread: sql('DELETE FROM threads WHERE subject = ? AND id = ?'),
    allThreads: sql('SELECT id, json FROM threads WHERE subject = ? ORDER BY position'),
    listThreads: {
      asc: sql('SELECT id, json FROM threads WHERE subject = ? AND position > ? ORDER BY position LIMIT ?'),
      desc: sql('SELECT id, json FROM threads WHERE subject = ? AND position < ? ORDER BY position DESC LIMIT ?'),
    },

    findItem: sql('SELECT position FROM items WHERE thread = ? AND id = ?'),
    loadItem: sql('SELECT id, json FROM items WHERE thread = ? AND id = ?'),
    saveItem: sql(`INSERT INTO items (thread, id, json) VALUES (?, ?, ?)
      ON CONFLICT (thread, id) DO UPDATE SET json = excluded.json`),
    saveFeedback: sql('UPDATE items SET feedback = ? WHERE position = ?'),
    deleteItem: sql('DELETE FROM items WHERE position = ?'),
    allItems: sql(`SELECT items.id, items.json FROM items JOIN threads ON threads.position = items.thread
      WHERE threads.subject = ? AND threads.id = ? ORDER BY items.position`),
    listItems: {
      asc: sql('SELECT id, json FROM items WHERE thread = ? AND position > ? ORDER BY position LIMIT ?'),
      desc: sql('SELECT id, json FROM items WHERE thread = ? AND position < ? ORDER BY position DESC LIMIT ?'),
    },

    loadFeedback: sql('SELECT id, feedback FROM items WHERE thread = ? AND feedback IS NOT NULL'),

    saveAttachment: sql(`INSERT INTO attachments (subject, id, thread, active_at, json) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (subject, id) DO UPDATE SET
        thread = excluded.thread, active_at = excluded.active_at, json = excluded.json`),
    saveAttachmentData: sql('UPDATE attachments SET data = ?, size = ? WHERE subject = ? AND id = ?'),
    loadAttachmentData: sql('SELECT data FROM attachments WHERE subject = ? AND id = ? AND data IS NOT NULL'),
    attachmentUsage: sql(
      `SELECT COUNT(*) AS count, COALESCE(SUM(size), 0) AS bytes FROM attachments WHERE subject = ?`,
    ),
    deleteAttachmentsOfThread: sql('DELETE FROM attachments WHERE subject = ? AND thread = ?'),
    loadAttachment: sql('SELECT id, json FROM attachments WHERE subject = ? AND id = ?'),
    deleteAttachment: sql('DELETE FROM attachments WHERE subject = ? AND id = ?'),

    deleteThreads: sql('DELETE FROM threads WHERE subject = ?'),
    deleteAttachments: sql('DELETE FROM attachments WHERE subject = ?'),
    deleteAttachmentsOfOldThreads: sql(`DELETE FROM attachments WHERE EXISTS (SELECT 1 FROM threads
      WHERE threads.subject = attachments.subject AND threads.id = attachments.thread AND threads.active_at < ?)`),
    deleteOldThreads: sql('DELETE FROM threads WHERE active_at < ?'),
    deleteUnsentAttachments: sql('DELETE FROM attachments WHERE thread IS NULL AND active_at < ?'),
  };
}
