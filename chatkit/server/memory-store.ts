import { type Attachment, type Page, type ThreadItem, type ThreadMetadata } from '../protocol/items';
import { type FeedbackKind, NotFoundError, type Paging, type Store } from './types';

interface Subject {
  /** In order of creation; so are the items of each. Replacing a value keeps its place in a Map. */
  threads: Map<string, KeptThread>;
  attachments: Map<string, { attachment: Attachment; data?: Uint8Array<ArrayBuffer> }>;
}
interface KeptThread {
  thread: ThreadMetadata;
  items: Map<string, ThreadItem>;
  feedback: Map<string, FeedbackKind>;
}

/** Keeps everything in memory: for tests and for a proxy that must not keep anything. Values are copied in and out. */
export function createMemoryStore(): Store {
  const subjects = new Map<string, Subject>();
  const read = (subject: string): Subject => subjects.get(subject) ?? { threads: new Map(), attachments: new Map() };
  const write = (subject: string): Subject => {
    const found = read(subject);
    subjects.set(subject, found);
    return found;
  };
  const threadOf = (subject: string, threadId: string) => found(read(subject).threads.get(threadId), 'thread');
  const attachmentOf = (subject: string, id: string) => found(read(subject).attachments.get(id), 'attachment');

  return {
    async saveThread(subject, thread) {
      const { threads } = write(subject);
      const { items, feedback } = threads.get(thread.id) ?? { items: new Map(), feedback: new Map() };
      threads.set(thread.id, { thread: structuredClone(thread), items, feedback });
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
      threadOf(subject, threadId);
      const { threads, attachments } = read(subject);
      threads.delete(threadId);
      for (const [id, { attachment }] of attachments) if (attachment.thread_id === threadId) attachments.delete(id);
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
      const { items, feedback } = threadOf(subject, threadId);
      found(items.delete(itemId) || undefined, 'item');
      feedback.delete(itemId);
    },
    async saveFeedback(subject, threadId, itemIds, kind) {
      const { items, feedback } = threadOf(subject, threadId);
      for (const itemId of itemIds) found(items.get(itemId), 'item');
      for (const itemId of itemIds) feedback.set(itemId, kind);
    },
    async loadFeedback(subject, threadId) {
      return Object.fromEntries(threadOf(subject, threadId).feedback);
    },
    async saveAttachment(subject, attachment) {
      const { attachments } = write(subject);
      attachments.set(attachment.id, { ...attachments.get(attachment.id), attachment: structuredClone(attachment) });
    },
    async loadAttachment(subject, attachmentId) {
      return structuredClone(attachmentOf(subject, attachmentId).attachment);
    },
    async deleteAttachment(subject, attachmentId) {
      found(read(subject).attachments.delete(attachmentId) || undefined, 'attachment');
    },
    async saveAttachmentData(subject, attachmentId, data) {
      attachmentOf(subject, attachmentId).data = data.slice();
    },
    async loadAttachmentData(subject, attachmentId) {
      return found(attachmentOf(subject, attachmentId).data, 'file').slice();
    },
    async attachmentUsage(subject) {
      const all = [...read(subject).attachments.values()];
      return { count: all.length, bytes: all.reduce((bytes, { data }) => bytes + (data?.byteLength ?? 0), 0) };
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
