import type { Annotation, Attachment, Page, ThreadItem, ThreadMetadata, UserMessageItem } from '../protocol/items';
import type { DocentMetadata } from '../protocol/requests';
import type { StreamEvent } from '../protocol/events';

/** Paging as the protocol has it: `after` is the id of the last record of the page before. */
export interface Paging {
  limit: number;
  order: 'asc' | 'desc';
  after?: string | undefined;
}

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
  /** Deletes the thread with its items. */
  deleteThread(subject: string, threadId: string): Promise<void>;
  /** Adds the item at the end, or replaces the one with its id in place. Acknowledged means durable. */
  saveItem(subject: string, threadId: string, item: ThreadItem): Promise<void>;
  loadItem(subject: string, threadId: string, itemId: string): Promise<ThreadItem>;
  listItems(subject: string, threadId: string, paging: Paging): Promise<Page<ThreadItem>>;
  deleteItem(subject: string, threadId: string, itemId: string): Promise<void>;
  saveFeedback(subject: string, threadId: string, itemIds: string[], kind: 'positive' | 'negative'): Promise<void>;
  saveAttachment(subject: string, attachment: Attachment): Promise<void>;
  loadAttachment(subject: string, attachmentId: string): Promise<Attachment>;
  deleteAttachment(subject: string, attachmentId: string): Promise<void>;
  /** Everything of a subject, for export. */
  exportThreads(subject: string): AsyncIterable<{ thread: ThreadMetadata; items: ThreadItem[] }>;
  /** Forgets a subject altogether. */
  deleteSubject(subject: string): Promise<void>;
}

/** What an answerer is asked. */
export interface AnswerContext {
  thread: ThreadMetadata;
  /** The whole thread so far, oldest first, the message to answer last. */
  items: ThreadItem[];
  message: UserMessageItem;
  /** The reader's words of that message, tags as their text. */
  question: string;
  /** `metadata.docent` of the request, when it parses. */
  docent: DocentMetadata | undefined;
  /** Aborted when nobody waits any more and the time to finish is over. */
  signal: AbortSignal;
}

/** What an answerer says while it answers; the server turns it into items, updates and stored messages. */
export type AnswerPart =
  | { type: 'text'; delta: string }
  /** Placed at the end of the text so far unless `annotation.index` says otherwise. */
  | { type: 'annotation'; annotation: Annotation }
  | { type: 'progress'; text: string; icon?: string }
  | { type: 'title'; title: string }
  /** Anything else of the protocol, passed through as it is (`thread.item.done` items are stored). */
  | { type: 'event'; event: StreamEvent };

export interface Answerer {
  answer(context: AnswerContext): AsyncIterable<AnswerPart>;
}

export class NotFoundError extends Error {
  override name = 'NotFoundError';
}
/** An answerer's failure with a sentence for the reader. */
export class AnswerError extends Error {
  override name = 'AnswerError';
  constructor(
    message: string,
    readonly allowRetry: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** How the server answers one request: JSON, or a stream that goes on being stored when its reader leaves. */
export type ServerAnswer =
  { kind: 'json'; status: 200 | 400 | 404; body: unknown } | { kind: 'stream'; events: AsyncIterable<StreamEvent> };

export interface ChatKitServer {
  /**
   * @param body the parsed JSON of the request, not yet validated
   * @param context `subject` owns the threads; `signal` aborts when the client left: the answer is then finished and
   *   stored within `finishWithinMs` (60 s).
   */
  handle(body: unknown, context: { subject: string; signal?: AbortSignal }): Promise<ServerAnswer>;
}
