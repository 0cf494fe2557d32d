import { type StreamEvent } from '../protocol/events';
import { type ThreadItem } from '../protocol/items';
import { createAssistantMessage, type AssistantMessage } from './assistant-message';
import { type AnswerContext, AnswerError, type Answerer, type AnswerPart, type Store } from './types';
import { untilAborted } from './until-aborted';

export interface Responding {
  answerer: Answerer;
  store: Store;
  subject: string;
  context: AnswerContext;
  /** Fields of a new assistant message. */
  newMessage(): { id: string; thread_id: string; created_at: string };
  push(event: StreamEvent): void;
}

/**
 * Lets the answerer answer: its parts become events, and every item is stored before its `thread.item.done` is sent.
 * Text after another item begins a new message. A failure, or the abort of `context.signal`, keeps what was said.
 * @returns the title the answerer gave, if any. Throws only what the store throws.
 */
export async function respond(responding: Responding): Promise<{ title: string | undefined }> {
  const { answerer, context, push } = responding;
  let title: string | undefined;
  let message: AssistantMessage | undefined;
  const open = () => (message ??= createAssistantMessage(responding.newMessage()));
  const close = async () => {
    const finished = message?.finish();
    message = undefined;
    if (!finished) return;
    finished.events.forEach(push);
    await saveItem(responding, finished.item);
    push({ type: 'thread.item.done', item: finished.item });
  };
  const take = async (part: AnswerPart): Promise<void> => {
    switch (part.type) {
      case 'text':
        return open().write(part.delta).forEach(push);
      case 'annotation':
        return open().annotate(part.annotation).forEach(push);
      case 'progress':
        return push({ type: 'progress_update', text: part.text, icon: part.icon });
      case 'title':
        title = part.title;
        return;
      case 'event':
        if (part.event.type === 'thread.item.added' || part.event.type === 'thread.item.done') await close();
        await keep(responding, part.event);
        return push(part.event);
    }
  };

  let failure: unknown;
  try {
    for await (const part of untilAborted(answerer.answer(context), context.signal)) {
      await take(part);
      if (waitsForClient(part)) break;
    }
  } catch (error) {
    failure = error ?? new Error('The answerer failed without a reason.');
  }
  await close();
  if (failure !== undefined) push(errorEvent(failure));
  return { title };
}

/** A pending tool call ends the stream: the client runs the tool and sends its output as a request of its own. */
const waitsForClient = (part: AnswerPart): boolean =>
  part.type === 'event' &&
  part.event.type === 'thread.item.done' &&
  part.event.item.type === 'client_tool_call' &&
  part.event.item.status === 'pending';

const saveItem = ({ store, subject, context }: Responding, item: ThreadItem) =>
  store.saveItem(subject, context.thread.id, item);

async function keep(responding: Responding, event: StreamEvent): Promise<void> {
  const { store, subject, context } = responding;
  if (event.type === 'thread.item.done' || event.type === 'thread.item.replaced') {
    await saveItem(responding, event.item);
  } else if (event.type === 'thread.item.removed') {
    await store.deleteItem(subject, context.thread.id, event.item_id);
  }
}

/** Only an AnswerError speaks to the reader; what other failures say may hold anything. */
const errorEvent = (failure: unknown): StreamEvent =>
  failure instanceof AnswerError
    ? { type: 'error', code: 'custom', message: failure.message, allow_retry: failure.allowRetry }
    : { type: 'error', code: 'stream.error', message: undefined, allow_retry: true };
