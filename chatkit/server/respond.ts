import { type StreamEvent } from '../protocol/events';
import { threadItemSchema, type ThreadItem, type ThreadMetadata } from '../protocol/items';
import { AnswerError, type AnswerPart, type NewItem } from './answerer';
import { createAssistantMessage, type AssistantMessage } from './assistant-message';
import { createGrowingItems } from './growing-items';
import { withTitle } from './title';
import { type Store } from './types';
import { untilAborted } from './until-aborted';
import { wireThread } from './wire';

export interface Responding {
  /** Begins the answer; may throw like the answer itself. */
  begin(): AsyncIterable<AnswerPart>;
  store: Store;
  subject: string;
  threadId: string;
  signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Fields of a new item. */
  newItem(prefix: string): { id: string; thread_id: string; created_at: string };
  push(event: StreamEvent): void;
}

/** As chatkit-python names them. */
const PREFIXES: Partial<Record<ThreadItem['type'], string>> = {
  client_tool_call: 'tc',
  workflow: 'wf',
  task: 'tsk',
  hidden_context_item: 'shcx',
};

/**
 * Lets the answerer answer: its parts become events, and every item is stored before its `thread.item.done` is sent.
 * Text after another item begins a new message. A failure, or the abort of `signal`, keeps what was said.
 * @returns the title the answerer gave, if any. Throws only what the store throws.
 */
export async function respond(responding: Responding): Promise<{ title: string | undefined }> {
  const { begin, store, subject, threadId, signal, now, push } = responding;
  let title: string | undefined;
  let message: AssistantMessage | undefined;
  const save = (item: ThreadItem) => store.saveItem(subject, threadId, item);
  const remove = (itemId: string) => store.deleteItem(subject, threadId, itemId);
  const growing = createGrowingItems({
    now,
    load: (itemId) => store.loadItem(subject, threadId, itemId),
    save,
    remove,
    push,
  });
  const ids = new Map<string, string>();
  const idOf = (keyOrId: string) => ids.get(keyOrId) ?? keyOrId;
  const open = () => (message ??= createAssistantMessage(responding.newItem('msg')));
  const closeMessage = async () => {
    const finished = message?.finish();
    message = undefined;
    if (!finished) return;
    finished.events.forEach(push);
    await save(finished.item);
    push({ type: 'thread.item.done', item: finished.item });
  };
  const place = (item: NewItem, at?: Pick<ThreadItem, 'id' | 'thread_id' | 'created_at'>): ThreadItem => {
    const { id, thread_id, created_at } = at ?? responding.newItem(PREFIXES[item.type] ?? 'msg');
    return threadItemSchema.parse({ ...item, id, thread_id, created_at });
  };

  const take = async (part: AnswerPart): Promise<void> => {
    switch (part.type) {
      case 'text':
        return open().write(part.delta).forEach(push);
      case 'unsay':
        message?.discard().forEach(push);
        message = undefined;
        return;
      case 'annotation':
        return open().annotate(part.annotation).forEach(push);
      case 'progress':
        return push({ type: 'progress_update', text: part.text, icon: part.icon });
      case 'title':
        title = part.title;
        return;
      case 'item': {
        await closeMessage();
        const item = place(part.item);
        if (part.key !== undefined) ids.set(part.key, item.id);
        await save(item);
        return push({ type: 'thread.item.done', item });
      }
      case 'open': {
        await closeMessage();
        const item = place(part.item);
        ids.set(part.key, item.id);
        return growing.open(part.key, item);
      }
      case 'update':
        return growing.update(part.key, part.update);
      case 'close':
        return growing.close(part.key, part.item && place(part.item, growing.get(part.key)));
      case 'replace': {
        const item = place(part.item, await store.loadItem(subject, threadId, idOf(part.itemId)));
        await save(item);
        return push({ type: 'thread.item.replaced', item });
      }
      case 'remove':
        await remove(idOf(part.itemId));
        return push({ type: 'thread.item.removed', item_id: idOf(part.itemId) });
      case 'notice':
        return push({ type: 'notice', level: part.level, message: part.message, title: part.title });
      case 'effect':
        return push({ type: 'client_effect', name: part.name, data: part.data ?? {} });
      case 'stream_options':
        return push({ type: 'stream_options', stream_options: { allow_cancel: part.allowCancel } });
      case 'thread': {
        const thread = await changeThread(responding, part.change);
        return push({ type: 'thread.updated', thread: wireThread(thread) });
      }
      case 'event':
        if (part.event.type === 'thread.item.added' || part.event.type === 'thread.item.done') await closeMessage();
        if (part.event.type === 'thread.item.done' || part.event.type === 'thread.item.replaced') {
          await save(part.event.item);
        } else if (part.event.type === 'thread.item.removed') await remove(part.event.item_id);
        return push(part.event);
    }
  };

  let failure: unknown;
  try {
    for await (const part of untilAborted(begin(), signal)) {
      await take(part);
      if (waitsForClient(part)) break;
    }
  } catch (error) {
    failure = error ?? new Error('The answerer failed without a reason.');
  }
  await closeMessage();
  await growing.closeAll();
  if (failure !== undefined) push(errorEvent(failure));
  return { title };
}

/** It is the client's turn: it runs the tool or has the form filled, and sends the result as another request. */
function waitsForClient(part: AnswerPart): boolean {
  const item = part.type === 'event' && part.event.type === 'thread.item.done' ? part.event.item : undefined;
  const written = part.type === 'item' ? part.item : item;
  return (written?.type === 'client_tool_call' || written?.type === 'structured_input') && written.status === 'pending';
}

async function changeThread(
  { store, subject, threadId }: Responding,
  change: Partial<ThreadMetadata>,
): Promise<ThreadMetadata> {
  const before = await store.loadThread(subject, threadId);
  const changed = { ...before, ...change };
  const thread = change.title === undefined ? changed : withTitle(changed, change.title);
  await store.saveThread(subject, thread);
  return thread;
}

/** Only an AnswerError speaks to the reader; what other failures say may hold anything. */
const errorEvent = (failure: unknown): StreamEvent =>
  failure instanceof AnswerError
    ? {
        type: 'error',
        code: 'custom',
        message: failure.message,
        allow_retry: failure.allowRetry,
        reason: failure.reason,
      }
    : { type: 'error', code: 'stream.error', message: undefined, allow_retry: true };
