import { createAnswerStream } from './answer-stream';
import { createApi, type ChatKitApi } from './api';
import { createContext, endsWithQuestion, type ConversationOptions } from './conversation-context';
import type { StructuredAnswers } from '../protocol/requests';
import { ChatKitUsageError, toError } from './errors';
import { pendingMessage, toMessageInput } from './outgoing';
import { emptyConversation, lastUserMessageId, type ConversationState, type OutgoingMessage } from './state';
import { createStore, type ReadableStore } from './store';
import { createThreadLoader } from './thread-loader';
import type { ClientRequest } from './transport';

/** One conversation with one server. Closures over a pure reducer; knows nothing of any view. */
export interface Conversation extends ReadableStore<ConversationState> {
  readonly api: ChatKitApi;
  /** The newest state, not waiting for the frame. */
  current(): ConversationState;
  /**
   * Sends a message. Resolves when the server has taken it; the answer streams on.
   * @throws ChatKitUsageError when empty, while an answer streams or a thread loads; else why the server did not take
   *   it. The message is then gone from the thread: its text is the caller's again.
   */
  send(message: OutgoingMessage): Promise<void>;
  /** Answers a message again, from it on (`threads.retry_after_item`); the last one unless told otherwise. */
  retry(userMessageId?: string): Promise<void>;
  /**
   * Sends an action of a widget or of the host. Resolves when its stream has ended, or, for one that does not stream,
   * when the changed item has taken the old one's place. A stream waits for no other: it rejects while one runs.
   */
  sendCustomAction(
    action: { type: string; payload?: unknown },
    itemId?: string,
    how?: { streaming?: boolean },
  ): Promise<void>;
  /** Answers the server's questions, or skips them (`threads.add_structured_input`). Resolves with the stream's end. */
  answerQuestions(itemId: string, input: StructuredAnswers): Promise<void>;
  /** Ends the running answer where the server allows it; what came is kept. */
  stop(): void;
  /** Opens a thread (null: a new one). Rejects and stays where it was when the thread cannot be fetched. */
  open(threadId: string | null): Promise<void>;
  /** Fetches the open thread again; does nothing while an answer streams. */
  fetchUpdates(): Promise<void>;
  /** Reports helpful or not helpful; taken back when the server does not take it. */
  sendFeedback(itemIds: string[], kind: 'positive' | 'negative'): Promise<void>;
  dismissNotice(id: number): void;
  /** The thread was renamed elsewhere (history). */
  renamed(threadId: string, title: string): void;
  /** Ends every request and timer; the state stays, and may go on being used. */
  dispose(): void;
}

export function createConversation(options: ConversationOptions): Conversation {
  const api = createApi(options.transport);
  const store = createStore(emptyConversation, options.scheduleFrame);
  const context = createContext(options, api, store);
  const { dispatch, onEvent, fail } = context;
  const loader = createThreadLoader(context);
  const answers = createAnswerStream(context, loader.watch);

  const leave = () => {
    answers.leave();
    loader.leave();
  };

  const assertIdle = () => {
    const { run, loading } = store.current();
    if (run) throw new ChatKitUsageError('An answer is still streaming.');
    if (loading !== null) throw new ChatKitUsageError('The thread is still loading.');
    // A refresh that is under way knows nothing of what is about to come, and must not take its place.
    loader.leave();
  };

  const sendSyncAction = async (threadId: string, action: { type: string; payload: unknown }, itemId?: string) => {
    let item;
    try {
      item = await api.sendSyncAction(threadId, itemId, action, new AbortController().signal);
    } catch (error) {
      fail(toError(error), 'action');
      throw error;
    }
    if (item && store.current().thread?.id === threadId) {
      dispatch({ type: 'event', event: { type: 'thread.item.replaced', item } });
    }
  };

  return {
    api,
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    current: store.current,

    send: (message) =>
      new Promise<void>((resolve, reject) => {
        assertIdle();
        if (message.attachments.length === 0 && message.content.every(({ text }) => text.trim() === '')) {
          throw new ChatKitUsageError('There is nothing to send.');
        }
        const { thread } = store.current();
        const input = toMessageInput(message);
        const request: ClientRequest = thread
          ? { type: 'threads.add_user_message', params: { thread_id: thread.id, input } }
          : { type: 'threads.create', params: { input } };
        const pending = pendingMessage(message, options.newId(), thread?.id ?? '', options.now());
        answers.run('send', request, { pending, onAccepted: resolve }).then(resolve, reject);
      }),

    async retry(userMessageId = lastUserMessageId(store.current())) {
      assertIdle();
      const { thread, unanswered } = store.current();
      if (!thread || userMessageId === undefined) throw new ChatKitUsageError('There is no message to answer again.');
      const params = { thread_id: thread.id, item_id: userMessageId };
      try {
        await answers.run('retry', { type: 'threads.retry_after_item', params }, { retriedItemId: userMessageId });
      } catch (error) {
        // A retry that never reached the server leaves the question as unanswered as it was.
        if (!store.current().run && endsWithQuestion(store.current())) dispatch({ type: 'unanswered', unanswered });
        throw error;
      }
    },

    async sendCustomAction({ type, payload = {} }, itemId, { streaming = true } = {}) {
      const { thread } = store.current();
      if (!thread) throw new ChatKitUsageError('A custom action needs an open thread.');
      const action = { type, payload };
      if (!streaming) return sendSyncAction(thread.id, action, itemId);
      assertIdle();
      const params = { thread_id: thread.id, ...(itemId !== undefined && { item_id: itemId }), action };
      await answers.run('action', { type: 'threads.custom_action', params });
    },

    async answerQuestions(itemId, input) {
      assertIdle();
      const { thread } = store.current();
      if (!thread) throw new ChatKitUsageError('There is no question in a new thread.');
      const params = { thread_id: thread.id, item_id: itemId, input };
      await answers.run('input', { type: 'threads.add_structured_input', params });
    },

    stop() {
      if (store.current().run?.allowCancel) answers.stop();
    },

    async open(threadId) {
      if (threadId !== null) {
        await loader.open(threadId, leave);
        return loader.watch();
      }
      leave();
      const had = store.current().thread !== null;
      dispatch({ type: 'reset' });
      if (had) onEvent({ type: 'thread.change', threadId: null });
    },

    async fetchUpdates() {
      await loader.refresh();
      if (store.current().unanswered === 'no') await loader.watch();
    },

    async sendFeedback(itemIds, kind) {
      const { thread, feedback } = store.current();
      if (!thread) return;
      dispatch({ type: 'feedback', itemIds, kind });
      try {
        await api.sendFeedback(thread.id, itemIds, kind, new AbortController().signal);
      } catch (error) {
        for (const id of itemIds) dispatch({ type: 'feedback', itemIds: [id], kind: feedback[id] ?? null });
        fail(toError(error), 'feedback');
      }
    },

    dismissNotice: (id) => dispatch({ type: 'notice.dismissed', id }),

    renamed(threadId, title) {
      const { thread } = store.current();
      if (thread?.id !== threadId) return;
      const items = { data: [], has_more: false, after: undefined };
      dispatch({ type: 'event', event: { type: 'thread.updated', thread: { ...thread, title, items } } });
      onEvent({ type: 'thread.title', threadId, title });
    },

    dispose() {
      const { run, loading, pendingId } = store.current();
      leave();
      if (run) dispatch({ type: 'run.closed', how: 'cut' });
      if (pendingId !== null) dispatch({ type: 'send.undone' });
      if (loading !== null) dispatch({ type: 'thread.load.failed' });
    },
  };
}
