import type { StreamEvent } from '../protocol/events';
import type { UserMessageItem } from '../protocol/items';
import { runClientTool } from './client-tool';
import type { ConversationContext, ErrorSource } from './conversation-context';
import { ChatKitServerError, ChatKitStreamCutError, toError } from './errors';
import type { ConversationState, Run, RunKind } from './state';
import type { ClientRequest } from './transport';

export interface StreamExtras {
  /** The reader's message, drawn until the server's own comes. */
  pending?: UserMessageItem;
  /** The message a retry starts from. */
  retriedItemId?: string;
  /** Called with every event once the server has taken the message. */
  onAccepted?: () => void;
}

/** Runs the streams of a conversation, one at a time. */
export interface AnswerStream {
  /** Runs one stream to its end. Rejects only when the server did not take the request; a cut answer is state. */
  run(kind: RunKind, request: ClientRequest, extras?: StreamExtras): Promise<void>;
  /** Ends the stream as the reader's wish: what came is kept. */
  stop(): void;
  /** Ends the stream because its conversation is left: nothing of it touches the state any more. */
  leave(): void;
}

export function createAnswerStream(context: ConversationContext): AnswerStream {
  const { transport, store, dispatch, onEvent, fail } = context;
  let current: AbortController | null = null;

  const applyEvent = (event: StreamEvent) => {
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
  };

  const answerClientTool = async () => {
    const { items, thread } = store.current();
    const last = items.at(-1);
    if (!thread || last?.type !== 'client_tool_call' || last.status !== 'pending') return;
    const { result, error } = await runClientTool(context.clientTool(), last);
    if (error) fail(error, 'client-tool');
    if (store.current().thread?.id !== thread.id || store.current().run) return;
    const params = { thread_id: thread.id, result };
    await run('tool', { type: 'threads.add_client_tool_output', params }).catch(() => undefined);
  };

  const run: AnswerStream['run'] = async (kind, request, extras = {}) => {
    const abort = (current = new AbortController());
    const isOurs = () => current === abort;
    dispatch({ type: 'run.started', kind, pending: extras.pending });
    let opened = false;
    let broken: Error | null = null;
    try {
      const answer = await transport.send(request, abort.signal);
      abort.signal.throwIfAborted();
      opened = true;
      dispatch({ type: 'run.opened', retriedItemId: extras.retriedItemId });
      onEvent({ type: 'response.start' });
      if (answer.kind === 'events') {
        for await (const event of answer.events) {
          abort.signal.throwIfAborted();
          applyEvent(event);
          if (store.current().run?.accepted) extras.onAccepted?.();
        }
      }
    } catch (error) {
      broken = toError(error);
    }
    if (!isOurs()) {
      if (opened) onEvent({ type: 'response.end' });
      throw broken ?? new DOMException('The conversation was left.', 'AbortError');
    }
    current = null;
    const stopped = abort.signal.aborted;
    const before = store.current();
    const accepted = before.run?.accepted ?? true;
    dispatch({ type: 'run.closed', how: stopped ? 'stopped' : broken ? 'cut' : 'ended' });
    if (!accepted) dispatch({ type: 'send.undone' });
    if (opened) onEvent({ type: 'response.end' });

    const failure = serverFailure(before.run);
    if (!opened || !accepted) {
      const error = failure ?? broken ?? new ChatKitStreamCutError();
      if (!stopped) fail(error, sourceOf(kind));
      throw error;
    }
    if (failure) fail(failure, 'stream');
    else if (wasCut(before, store.current())) fail(new ChatKitStreamCutError({ cause: broken }), 'stream');
    else if (!stopped && !broken) await answerClientTool();
  };

  return {
    run,
    stop: () => current?.abort(),
    leave() {
      const left = current;
      current = null;
      left?.abort();
    },
  };
}

/** An action or an answer to the server's question can be given again where it was given; no message is answered again. */
const sourceOf = (kind: RunKind): ErrorSource =>
  kind === 'send' ? 'send' : kind === 'action' || kind === 'input' ? 'action' : 'stream';

const serverFailure = (run: Run | null): ChatKitServerError | null =>
  run?.failure
    ? new ChatKitServerError(
        run.failure.code,
        run.failure.allowRetry,
        run.failure.code === 'custom' ? run.failure.message : undefined,
      )
    : null;

const wasCut = (before: ConversationState, after: ConversationState) =>
  after.unanswered === 'cut-off' ||
  Object.keys(after.marks).some((id) => after.marks[id] === 'cut-off' && before.marks[id] !== 'cut-off');
