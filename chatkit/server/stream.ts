import { type StreamEvent } from '../protocol/events';
import { createChannel } from './channel';
import { docentOf } from './docent';
import { type Lifetime } from './lifetime';
import { prepare } from './prepare';
import type { PrepareContext, Prepared, StreamingRequest } from './prepared';
import { respond } from './respond';
import { readAttachment } from './read-attachment';
import { hasProvisionalTitle, withTitle } from './title';
import { omitNulls, wireEvent, wireThread } from './wire';

export interface StreamContext extends PrepareContext {
  /** Milliseconds since the epoch. */
  now: () => number;
  lifetime: Lifetime;
  language: string | undefined;
  /** Ends the thread's turn. Called once, also when the request is refused. */
  release(): void;
}

/**
 * Prepares the request and starts the answer, which runs on whether or not the events are read; `lifetime` decides how
 * long. Must be called inside the thread's turn; throws what {@link prepare} throws.
 */
export async function startStream(
  request: StreamingRequest,
  context: StreamContext,
): Promise<AsyncIterable<StreamEvent>> {
  const { lifetime, release } = context;
  const channel = createChannel<StreamEvent>(() => lifetime.leave());
  const push = (event: StreamEvent) => {
    const sent = wireEvent(event);
    if (sent) channel.push(omitNulls(sent) as StreamEvent);
  };
  // Nobody waits for a request whose client left before its turn came: nothing is stored, as nothing was acknowledged.
  if (lifetime.left || lifetime.signal.aborted) {
    release();
    channel.end();
    return channel.values;
  }
  let prepared: Prepared;
  try {
    prepared = await prepare(request, context);
  } catch (error) {
    release();
    throw error;
  }
  void run(request, context, prepared, push).finally(() => {
    channel.end();
    release();
  });
  return channel.values;
}

async function run(
  request: StreamingRequest,
  context: StreamContext,
  { opening, following, answer }: Prepared,
  push: (event: StreamEvent) => void,
): Promise<void> {
  opening.forEach(push);
  if (!answer) return;
  push({ type: 'stream_options', stream_options: { allow_cancel: true } });
  following.forEach(push);
  const { store, subject, newItem, now, lifetime, language } = context;
  const { signal } = lifetime;
  const threadId = 'thread_id' in request.params ? request.params.thread_id : context.newThread.id;
  try {
    const turn = {
      thread: await store.loadThread(subject, threadId),
      docent: docentOf(request),
      language,
      signal,
      readAttachment: (id: string) => readAttachment(store, subject, id),
    };
    const { title } = await respond({
      begin: () => answer(turn),
      store,
      subject,
      threadId,
      signal,
      now,
      newItem: (prefix) => newItem(threadId, prefix),
      push,
    });
    // Read again: the reader may have renamed the thread meanwhile.
    const thread = await store.loadThread(subject, threadId);
    if (!hasProvisionalTitle(thread)) return;
    const titled = withTitle(thread, title ?? thread.title);
    await store.saveThread(subject, titled);
    push({ type: 'thread.updated', thread: wireThread(titled) });
  } catch {
    // Only the store fails here (a full disk, a deleted thread). Its words are not for the reader.
    push({ type: 'error', code: 'stream.error', message: undefined, allow_retry: true });
  }
}
