import type { Attachment, Page, ThreadItem, ThreadMetadata } from '../protocol/items';
import type { StreamEvent } from '../protocol/events';
import type { UploadAnswer, UploadedFile } from './uploaded';

export {
  type ActionContext,
  type AnswerContext,
  AnswerError,
  type Answerer,
  type AnswerPart,
  type ErrorReason,
  type NewItem,
} from './answerer';

/** Paging as the protocol has it: `after` is the id of the last record of the page before. */
export interface Paging {
  limit: number;
  order: 'asc' | 'desc';
  after?: string | undefined;
}

export type FeedbackKind = 'positive' | 'negative';

/**
 * Keeps threads and items for one subject (the owner of a thread: a reader credential's random id, `local` on a
 * device). Every call takes the subject; a thread of another subject does not exist for the caller (`NotFoundError`).
 * Asynchronous from the start, so that SQLite, IndexedDB and remote stores fit. One contract suite runs against every
 * implementation (`tests/unit/store-contract.ts`).
 */
export interface Store {
  saveThread(subject: string, thread: ThreadMetadata): Promise<void>;
  loadThread(subject: string, threadId: string): Promise<ThreadMetadata>;
  listThreads(subject: string, paging: Paging): Promise<Page<ThreadMetadata>>;
  /** Deletes the thread with its items, their feedback and the attachments that were sent in it. */
  deleteThread(subject: string, threadId: string): Promise<void>;
  /** Adds the item at the end, or replaces the one with its id in place. Acknowledged means durable. */
  saveItem(subject: string, threadId: string, item: ThreadItem): Promise<void>;
  loadItem(subject: string, threadId: string, itemId: string): Promise<ThreadItem>;
  listItems(subject: string, threadId: string, paging: Paging): Promise<Page<ThreadItem>>;
  deleteItem(subject: string, threadId: string, itemId: string): Promise<void>;
  saveFeedback(subject: string, threadId: string, itemIds: string[], kind: FeedbackKind): Promise<void>;
  /** The last word on each item of the thread that got one, by item id. */
  loadFeedback(subject: string, threadId: string): Promise<Record<string, FeedbackKind>>;
  /** `thread_id` is the thread it was sent in. */
  saveAttachment(subject: string, attachment: Attachment): Promise<void>;
  loadAttachment(subject: string, attachmentId: string): Promise<Attachment>;
  /** Deletes the attachment with its bytes. */
  deleteAttachment(subject: string, attachmentId: string): Promise<void>;
  /** The bytes of an attachment that was saved before; given again, they replace the earlier ones. */
  saveAttachmentData(subject: string, attachmentId: string, data: Uint8Array<ArrayBuffer>): Promise<void>;
  loadAttachmentData(subject: string, attachmentId: string): Promise<Uint8Array<ArrayBuffer>>;
  /** How much a subject keeps: attachments, with and without bytes, and the bytes of all of them. */
  attachmentUsage(subject: string): Promise<{ count: number; bytes: number }>;
  /** Everything of a subject, for export. */
  exportThreads(subject: string): AsyncIterable<{ thread: ThreadMetadata; items: ThreadItem[] }>;
  /** Forgets a subject altogether. */
  deleteSubject(subject: string): Promise<void>;
}

export class NotFoundError extends Error {
  override name = 'NotFoundError';
}

/** How the server answers one request: JSON, or a stream that goes on being stored when its reader leaves. */
export type ServerAnswer =
  { kind: 'json'; status: 200 | 400 | 404; body: unknown } | { kind: 'stream'; events: AsyncIterable<StreamEvent> };

export interface ChatKitServer {
  /**
   * @param body the parsed JSON of the request, not yet validated
   * @param context `subject` owns the threads; `signal` aborts when the client left: the answer is then finished and
   *   stored within `finishWithinMs` (60 s). `base` is the address of this server as the client knows it, for the
   *   addresses of uploads. `language` is the request's `Accept-Language`, as it is.
   */
  handle(
    body: unknown,
    context: { subject: string; signal?: AbortSignal; base?: string; language?: string },
  ): Promise<ServerAnswer>;
  /** The second phase of an upload: the bytes of an attachment that `attachments.create` has announced. */
  upload(attachmentId: string, data: Uint8Array<ArrayBuffer>, context: { subject: string }): Promise<UploadAnswer>;
  /** A direct upload: announced and filled in one go. The answer's body is the attachment. */
  uploadDirect(file: UploadedFile, context: { subject: string }): Promise<UploadAnswer>;
}
