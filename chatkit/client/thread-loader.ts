import { endsWithQuestion, type ConversationContext } from './conversation-context';
import { ChatKitThreadGoneError, toError } from './errors';
import { mayMeanGone } from './unclear';

/** Fetches threads, and looks again while an answer may still be written on the server. */
export interface ThreadLoader {
  /**
   * Opens a thread.
   * @param beforeShown called when the thread is there, right before it takes the place of the open one
   * @throws what the request threw, or ChatKitThreadGoneError; the conversation then stays where it was
   */
  open(threadId: string, beforeShown: () => void): Promise<void>;
  /** Fetches the open thread again. Does nothing while an answer streams or another thread loads. */
  refresh(): Promise<void>;
  /** Looks a few times whether an unanswered question gets its answer. */
  watch(): Promise<void>;
  /** Calls off every look and load. */
  leave(): void;
}

export function createThreadLoader(context: ConversationContext): ThreadLoader {
  const { api, store, dispatch, onEvent, fail, now } = context;
  let load: AbortController | null = null;
  let watching: AbortController | null = null;

  const refresh = async () => {
    const { thread, run, loading } = store.current();
    if (!thread || run || loading !== null) return;
    load?.abort();
    const abort = (load = new AbortController());
    let whole;
    try {
      whole = await api.getThread(thread.id, abort.signal);
    } catch (error) {
      // Called off: what took its place has the last word.
      if (load !== abort) return;
      load = null;
      throw error;
    }
    if (load !== abort || store.current().run) return;
    load = null;
    const { unanswered } = store.current();
    dispatch({ type: 'thread.loaded', ...whole });
    if (endsWithQuestion(store.current())) dispatch({ type: 'unanswered', unanswered });
    if (whole.thread.title !== thread.title) {
      onEvent({ type: 'thread.title', threadId: thread.id, title: whole.thread.title });
    }
  };

  /** Why a thread could not be fetched; a server that has forgotten it rarely says so itself. */
  const reasonOf = async (thrown: unknown, threadId: string, signal: AbortSignal): Promise<Error> => {
    if (signal.aborted || !mayMeanGone(thrown)) return toError(thrown);
    const { isGone } = await import('./find-thread');
    const gone = await isGone(api, threadId, thrown, signal).catch(() => false);
    return gone ? new ChatKitThreadGoneError(threadId, { cause: thrown }) : toError(thrown);
  };

  const stopWatching = () => {
    watching?.abort();
    watching = null;
  };

  const leave = () => {
    stopWatching();
    load?.abort();
    load = null;
  };

  return {
    async open(threadId, beforeShown) {
      load?.abort();
      const abort = (load = new AbortController());
      dispatch({ type: 'thread.loading', threadId });
      onEvent({ type: 'thread.load.start', threadId });
      try {
        const whole = await api.getThread(threadId, abort.signal);
        abort.signal.throwIfAborted();
        const before = store.current().thread?.id;
        beforeShown();
        load = null;
        dispatch({ type: 'thread.loaded', ...whole });
        if (before !== threadId) onEvent({ type: 'thread.change', threadId });
        onEvent({ type: 'thread.title', threadId, title: whole.thread.title });
      } catch (thrown) {
        const error = await reasonOf(thrown, threadId, abort.signal);
        if (load === abort) {
          load = null;
          dispatch({ type: 'thread.load.failed' });
          fail(error, 'load', threadId);
        }
        throw error;
      } finally {
        onEvent({ type: 'thread.load.end', threadId });
      }
    },
    refresh,
    async watch() {
      stopWatching();
      if (!endsWithQuestion(store.current())) return;
      const { signal } = (watching = new AbortController());
      const { watchUnanswered } = await import('./unanswered');
      if (signal.aborted) return;
      watchUnanswered({
        signal,
        now,
        read: store.current,
        // A look that fails is followed by the next one: the thread on the screen stays as it is.
        refresh: () => refresh().catch(() => undefined),
        mark: (unanswered) => dispatch({ type: 'unanswered', unanswered }),
      });
    },
    leave,
  };
}
