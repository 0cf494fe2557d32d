import { type DBSchema, type IDBPDatabase } from 'idb';
import { type Attachment, type ThreadItem, type ThreadMetadata } from '../protocol/items';
import { keptOpen } from './kept-open';
import { type FeedbackKind } from './types';

/**
 * `order` is given by the database when a record is first added and kept when it is replaced: it is the order of
 * creation. Indexes: `id` finds a record of a subject, `order` walks a subject's (a thread's) records in order.
 */
export interface ConversationsSchema extends DBSchema {
  threads: {
    key: number;
    value: { order?: number; subject: string; id: string; thread: ThreadMetadata };
    indexes: { id: [string, string]; order: [string, number] };
  };
  items: {
    key: number;
    value: { order?: number; subject: string; threadId: string; id: string; item: ThreadItem };
    indexes: { id: [string, string, string]; order: [string, string, number] };
  };
  /** Keys are [subject, thread id, item id] and [subject, attachment id]. */
  feedback: { key: [string, string, string]; value: FeedbackKind };
  attachments: { key: [string, string]; value: Attachment };
  /** Keys as those of `attachments`. The index counts a subject's bytes without reading them. */
  attachmentData: {
    key: [string, string];
    value: { subject: string; size: number; data: Uint8Array<ArrayBuffer> };
    indexes: { size: [string, number] };
  };
}
export type ConversationsDatabase = IDBPDatabase<ConversationsSchema>;

/** The conversations under this name (see {@link keptOpen}). */
export const databaseOpener = (name: string): (() => Promise<ConversationsDatabase>) =>
  keptOpen<ConversationsSchema>(name, 2, (database, before) => {
    if (before < 2) {
      database.createObjectStore('attachmentData').createIndex('size', ['subject', 'size']);
    }
    if (before >= 1) return;
    const threads = database.createObjectStore('threads', { keyPath: 'order', autoIncrement: true });
    threads.createIndex('id', ['subject', 'id'], { unique: true });
    threads.createIndex('order', ['subject', 'order']);
    const items = database.createObjectStore('items', { keyPath: 'order', autoIncrement: true });
    items.createIndex('id', ['subject', 'threadId', 'id'], { unique: true });
    items.createIndex('order', ['subject', 'threadId', 'order']);
    database.createObjectStore('feedback');
    database.createObjectStore('attachments');
  });
