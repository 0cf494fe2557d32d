import * as z from 'zod';
import {
  attachmentSchema,
  optional,
  pageOf,
  threadItemSchema,
  threadSchema,
  type Attachment,
  type Page,
  type Thread,
  type ThreadItem,
} from '../protocol/items';
import { ChatKitResponseError } from './errors';
import type { ClientRequest, Transport } from './transport';

/** A thread with all of its items, oldest first. */
export interface WholeThread {
  thread: Thread;
  items: ThreadItem[];
}

/** Asked for per page. OpenAI's frame asks for 9 999 at once, which a server of any size may refuse. */
const PAGE_SIZE = 100;
/** A server that never says `has_more: false` is not followed for ever. */
const MAX_PAGES = 200;

const syncAnswerSchema = z.object({ updated_item: optional(threadItemSchema).catch(undefined) });

/** The requests of the protocol that answer with JSON, typed. All reject with the transport's errors. */
export interface ChatKitApi {
  getThread(threadId: string, signal: AbortSignal): Promise<WholeThread>;
  /** Pages of threads, newest first, until the server has no more. */
  listThreads(signal: AbortSignal): AsyncGenerator<Thread[], void, undefined>;
  renameThread(threadId: string, title: string, signal: AbortSignal): Promise<void>;
  deleteThread(threadId: string, signal: AbortSignal): Promise<void>;
  sendFeedback(threadId: string, itemIds: string[], kind: 'positive' | 'negative', signal: AbortSignal): Promise<void>;
  /** An action that is answered at once (`streaming: false`); the item as it is now, if the action changed it. */
  sendSyncAction(
    threadId: string,
    itemId: string | undefined,
    action: { type: string; payload: unknown },
    signal: AbortSignal,
  ): Promise<ThreadItem | undefined>;
  /** Announces a file; the answer says where its bytes go (`upload_descriptor`). Sizes are in bytes. */
  createAttachment(file: { name: string; size: number; mime_type: string }, signal: AbortSignal): Promise<Attachment>;
  deleteAttachment(attachmentId: string, signal: AbortSignal): Promise<void>;
}

export function createApi(transport: Transport): ChatKitApi {
  const ask = async <Schema extends z.ZodType>(
    request: ClientRequest,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema>> => {
    const answer = await transport.send(request, signal);
    if (answer.kind !== 'json') throw new ChatKitResponseError('json', 'text/event-stream');
    const parsed = schema.safeParse(answer.body);
    if (!parsed.success) throw new ChatKitResponseError('protocol', 'application/json', { cause: parsed.error });
    return parsed.data;
  };

  return {
    async getThread(threadId, signal) {
      const thread = await ask({ type: 'threads.get_by_id', params: { thread_id: threadId } }, threadSchema, signal);
      const items = new Map(thread.items.data.map((item) => [item.id, item]));
      const more = followPages<ThreadItem>(thread.items, (after) =>
        ask(
          { type: 'items.list', params: { thread_id: threadId, limit: PAGE_SIZE, order: 'asc', after } },
          pageOf(threadItemSchema),
          signal,
        ),
      );
      for await (const page of more) for (const item of page) items.set(item.id, item);
      return { thread, items: [...items.values()] };
    },

    async *listThreads(signal) {
      const list = (after?: string) =>
        ask(
          { type: 'threads.list', params: { limit: PAGE_SIZE, order: 'desc', ...(after !== undefined && { after }) } },
          pageOf(threadSchema),
          signal,
        );
      const first = await list();
      yield first.data;
      yield* followPages<Thread>(first, list);
    },

    async renameThread(threadId, title, signal) {
      await ask({ type: 'threads.update', params: { thread_id: threadId, title } }, z.unknown(), signal);
    },
    async deleteThread(threadId, signal) {
      await ask({ type: 'threads.delete', params: { thread_id: threadId } }, z.unknown(), signal);
    },
    async sendFeedback(threadId, itemIds, kind, signal) {
      const params = { thread_id: threadId, item_ids: itemIds, kind };
      await ask({ type: 'items.feedback', params }, z.unknown(), signal);
    },
    async sendSyncAction(threadId, itemId, action, signal) {
      const params = { thread_id: threadId, ...(itemId !== undefined && { item_id: itemId }), action };
      return (await ask({ type: 'threads.sync_custom_action', params }, syncAnswerSchema, signal)).updated_item;
    },
    createAttachment: (file, signal) => ask({ type: 'attachments.create', params: file }, attachmentSchema, signal),
    async deleteAttachment(attachmentId, signal) {
      await ask({ type: 'attachments.delete', params: { attachment_id: attachmentId } }, z.unknown(), signal);
    },
  };
}

/**
 * The pages after the first, by the server's cursor: hidden records are taken out after paging, so a page may be short
 * or empty while there is more, and its last visible record is not the cursor. Only where a server gives no cursor with
 * `has_more` is it the last record, as it is by the protocol's rule. One that comes a second time ends the list.
 */
async function* followPages<T extends { id: string }>(
  first: Page<T>,
  next: (after: string) => Promise<Page<T>>,
): AsyncGenerator<T[], void, undefined> {
  const followed = new Set<string>();
  let page = first;
  for (let count = 1; count < MAX_PAGES && page.has_more; count += 1) {
    const after = page.after ?? page.data.at(-1)?.id;
    if (after === undefined || followed.has(after)) return;
    followed.add(after);
    page = await next(after);
    yield page.data;
  }
}
