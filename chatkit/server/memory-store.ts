import { type Attachment, type Page, type ThreadItem, type ThreadMetadata } from '../protocol/items';
import { NotFoundError, type Paging, type Store } from './types';

interface Subject {
  /** In order of creation; so are the items of each. Replacing a value keeps its place in a Map. */
  threads: Map<string, { thread: ThreadMetadata; items: Map<string, ThreadItem> }>;
  attachments: Map<string, Attachment>;
  feedback: Map<string, 'positive' | 'negative'>;
}

/** Keeps everything in memory: for tests and for a proxy that must not keep anything. Values are copied in and out. */
export function createMemoryStore(): Store {
  const subjects = new Map<string, Subject>();
  const read = (subject: string): Subject =>
    subjects.get(subject) ?? { threads: new Map(), attachments: new Map(), feedback: new Map() };
  const write = (subject: string): Subject => {
    const found = read(subject);
    subjects.set(subject, found);
    return found;
  };
  const threadOf = (subject: string, threadId: string) => found(read(subject).threads.get(threadId), 'thread');

  return {
    async saveThread(subject, thread) {
      const { threads } = write(subject);
      threads.set(thread.id, { thread: structuredClone(thread), items: threads.get(thread.id)?.items ?? new Map() });
    },
    async loadThread(subject, threadId) {
      return structuredClone(threadOf(subject, threadId).thread);
    },
    async listThreads(subject, paging) {
      return pageOf(
        [...read(subject).threads.values()].map(({ thread }) => thread),
        paging,
      );
    },
    async deleteThread(subject, threadId) {
      const { items } = threadOf(subject, threadId);
      const { threads, feedback } = read(subject);
      for (const itemId of items.keys()) feedback.delete(`${threadId} ${itemId}`);
      threads.delete(threadId);
    },
    async saveItem(subject, threadId, item) {
      threadOf(subject, threadId).items.set(item.id, structuredClone(item));
    },
    async loadItem(subject, threadId, itemId) {
      return structuredClone(found(threadOf(subject, threadId).items.get(itemId), 'item'));
    },
    async listItems(subject, threadId, paging) {
      return pageOf([...threadOf(subject, threadId).items.values()], paging);
    },
    async deleteItem(subject, threadId, itemId) {
      found(threadOf(subject, threadId).items.delete(itemId) || undefined, 'item');
      read(subject).feedback.delete(`${threadId} ${itemId}`);
    },
    async saveFeedback(subject, threadId, itemIds, kind) {
      const { items } = threadOf(subject, threadId);
      for (const itemId of itemIds) found(items.get(itemId), 'item');
      for (const itemId of itemIds) read(subject).feedback.set(`${threadId} ${itemId}`, kind);
    },
    async saveAttachment(subject, attachment) {
      write(subject).attachments.set(attachment.id, structuredClone(attachment));
    },
    async loadAttachment(subject, attachmentId) {
      return structuredClone(found(read(subject).attachments.get(attachmentId), 'attachment'));
    },
    async deleteAttachment(subject, attachmentId) {
      found(read(subject).attachments.delete(attachmentId) || undefined, 'attachment');
    },
    async *exportThreads(subject) {
      for (const { thread, items } of [...read(subject).threads.values()]) {
        yield structuredClone({ thread, items: [...items.values()] });
      }
    },
    async deleteSubject(subject) {
      subjects.delete(subject);
    },
  };
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NotFoundError(`No such ${what}.`);
  return value;
}

function pageOf<T extends { id: string }>(records: T[], { limit, order, after }: Paging): Page<T> {
  const ordered = order === 'asc' ? records : records.reverse();
  const cursor = after === undefined ? -1 : ordered.findIndex(({ id }) => id === after);
  if (after !== undefined && cursor < 0) throw new NotFoundError('No such page.');
  const data = ordered.slice(cursor + 1, cursor + 1 + limit);
  return {
    data: structuredClone(data),
    has_more: cursor + 1 + data.length < ordered.length,
    after: data.at(-1)?.id,
  };
}
