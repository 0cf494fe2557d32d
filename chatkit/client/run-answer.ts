import type { StreamEvent } from '../protocol/events';
import type { ThreadItem } from '../protocol/items';
import { createAnswerBudget } from './answer-budget';
import { findMessage, serverError, unheard, wasCut } from './answer-end';
import { type AnswerStream, sourceOf, type StreamExtras } from './stream-run';
import { runClientTool } from './client-tool';
import type { ConversationContext } from './conversation-context';
import {
  ChatKitNoAnswerError,
  ChatKitResponseError,
  ChatKitStreamCutError,
  ChatKitThreadGoneError,
  ChatKitTooLongError,
  toError,
} from './errors';
import { findThread, type Found } from './find-thread';
import { MAX_TOOL_ROUNDS } from './limits';
import { endsUnanswered, type RunKind } from './state';
import type { ClientRequest } from './transport';
import { createAnnouncer } from './unannounced';
import { isUnclear } from './unclear';

/** One stream: its state is `run.started` already. */
interface Running {
  kind: RunKind;
  request: ClientRequest;
  extras: StreamExtras;
  /** Items that were there before it. */
  known: readonly ThreadItem[];
  /** Aborted by Stop, and when the conversation is left. */
  signal: AbortSignal;
  /** False once the conversation is left. */
  isOurs: () => boolean;
  /** It is over: another may begin. */
  end: () => void;
  onFound: () => Promise<void>;
  /** For what follows it: the result of a tool. */
  run: AnswerStream['run'];
}

/** Runs one stream to its end, and says what became of it. Rejects when the server did not take the request. */
export async function runAnswer(context: ConversationContext, running: Running): Promise<void> {
  const { transport, store, dispatch, onEvent, fail } = context;
  const { kind, extras, signal, isOurs } = running;
  let opened = false;
  let broken: Error | null = null;
  let leftOut = () => 0;
  let takesStop = false;
  try {
    signal.throwIfAborted();
    const answer = await transport.send(running.request, signal);
    signal.throwIfAborted();
    if (answer.kind !== 'events') throw new ChatKitResponseError('event-stream', 'application/json');
    opened = true;
    leftOut = answer.leftOut ?? leftOut;
    takesStop = answer.takesStop ?? false;
    dispatch({ type: 'run.opened', retriedItemId: extras.retriedItemId });
    onEvent({ type: 'response.start' });
    const spend = createAnswerBudget();
    const announce = createAnnouncer();
    for await (const event of answer.events) {
      signal.throwIfAborted();
      spend(event);
      for (const each of announce(event, store.current())) applyEvent(context, each);
      if (store.current().run?.accepted) extras.onAccepted?.();
    }
  } catch (error) {
    broken = toError(error);
  }
  const heard = store.current().run;
  const failure = serverError(heard);
  const isTold = failure !== null || (opened ? heard?.accepted && heard.activity > 0 : !isUnclear(broken));
  const { thread } = store.current();
  // Looked up, never sent again to find out.
  let found: Found | undefined;
  if (isOurs() && !signal.aborted && !isTold && thread) {
    if (extras.pending) onEvent({ type: 'message.checking', threadId: thread.id });
    found = await findThread(context.api, thread.id, signal).catch(() => undefined);
  }
  if (!isOurs()) {
    if (opened) onEvent({ type: 'response.end' });
    throw broken ?? new DOMException('The conversation was left.', 'AbortError');
  }
  running.end();
  const stopped = signal.aborted;
  const before = store.current();
  // Fails where the server is gone, and then there is nothing to stop.
  if (stopped && takesStop && before.thread) {
    const request = { type: 'threads.stop_response', params: { thread_id: before.thread.id } } as const;
    transport.send(request, new AbortController().signal).catch(() => undefined);
  }
  const accepted = before.run?.accepted ?? true;
  dispatch({ type: 'run.closed', how: stopped ? 'stopped' : broken ? 'cut' : 'ended' });
  if (!accepted) dispatch({ type: 'send.undone' });
  if (opened) onEvent({ type: 'response.end' });
  if (found?.is === 'gone' && thread) {
    const error = new ChatKitThreadGoneError(thread.id, { cause: broken });
    fail(error, sourceOf(kind), thread.id);
    throw error;
  }
  if (found?.is === 'there') {
    // Replaces whatever the stream left on the screen by what the server has.
    dispatch({ type: 'thread.loaded', ...found.whole });
    const message = extras.pending && findMessage(found.whole, extras.pending, running.known);
    if (message) {
      onEvent({ type: 'message.accepted', threadId: message.thread_id, itemId: message.id });
      return running.onFound();
    }
    if (opened && endsUnanswered(store.current())) dispatch({ type: 'unanswered', unanswered: 'cut-off' });
  }

  if (!opened || !accepted) {
    const error = failure ?? (opened ? unheard(broken, before.run, leftOut()) : (broken ?? new ChatKitNoAnswerError()));
    if (!stopped) fail(error, sourceOf(kind));
    throw error;
  }
  if (failure) fail(failure, 'stream');
  else if (kind === 'retry' && found?.is === 'there' && store.current().unanswered === 'no') {
    // The server has kept the answer that was to be given again.
    fail(unheard(broken, before.run, leftOut()), 'stream');
  } else if (broken instanceof ChatKitTooLongError) fail(broken, 'stream');
  else if (wasCut(before, store.current())) fail(new ChatKitStreamCutError({ cause: broken }), 'stream');
  else if (!stopped && !broken) await answerClientTool(context, running);
}

function applyEvent({ store, dispatch, onEvent }: ConversationContext, event: StreamEvent): void {
  const before = store.current();
  dispatch({ type: 'event', event }, 'next-frame');
  const after = store.current();
  if (after.thread && after.thread.id !== before.thread?.id) {
    onEvent({ type: 'thread.change', threadId: after.thread.id });
  }
  if (after.thread && after.thread.title !== before.thread?.title) {
    onEvent({ type: 'thread.title', threadId: after.thread.id, title: after.thread.title });
  }
  if (event.type === 'client_effect') onEvent({ type: 'effect', name: event.name, data: event.data });
  if (before.pendingId !== null && after.pendingId === null && 'item' in event) {
    onEvent({ type: 'message.accepted', threadId: event.item.thread_id, itemId: event.item.id });
  }
}

async function answerClientTool(
  { store, dispatch, fail, clientTool }: ConversationContext,
  { extras: { toolRounds = 0 }, run }: Running,
): Promise<void> {
  const { items, thread } = store.current();
  const last = items.at(-1);
  if (!thread || last?.type !== 'client_tool_call' || last.status !== 'pending') return;
  // A server that answers each result with a further call would go on for good.
  if (toolRounds === MAX_TOOL_ROUNDS) {
    dispatch({ type: 'tool.answered', itemId: last.id, output: { error: 'Too many calls.' } });
    return fail(new ChatKitNoAnswerError(), 'stream');
  }
  const { result, error } = await runClientTool(clientTool(), last);
  if (error) fail(error, 'client-tool');
  if (store.current().thread?.id !== thread.id || store.current().run) return;
  dispatch({ type: 'tool.answered', itemId: last.id, output: result });
  const params = { thread_id: thread.id, result };
  const request = { type: 'threads.add_client_tool_output', params } as const;
  await run('tool', request, { toolRounds: toolRounds + 1 }).catch(() => undefined);
}
