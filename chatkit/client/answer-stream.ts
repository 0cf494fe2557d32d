import type { ConversationContext } from './conversation-context';
import { toError } from './errors';
import { type AnswerStream, sourceOf } from './stream-run';

/** The code that runs a stream is loaded with the first one, as is the code that reads it (`transport.ts`). */
const loadRun = () => import('./run-answer');

/** @param onFound a thread was fetched to find a message in it, and ends with the question */
export function createAnswerStream(context: ConversationContext, onFound: () => Promise<void>): AnswerStream {
  const { store, dispatch, fail } = context;
  let current: AbortController | null = null;

  const run: AnswerStream['run'] = async (kind, request, extras = {}) => {
    const abort = (current = new AbortController());
    const { items: known } = store.current();
    // Set at once, so that a second press finds the conversation busy.
    dispatch({ type: 'run.started', kind, pending: extras.pending });
    const isOurs = () => current === abort;
    const end = () => void (current = null);
    try {
      const { runAnswer } = await loadRun();
      await runAnswer(context, { kind, request, extras, known, signal: abort.signal, isOurs, end, onFound, run });
    } catch (error) {
      // The code could not be loaded, so nothing was sent.
      if (isOurs()) {
        end();
        dispatch({ type: 'run.closed', how: 'cut' });
        dispatch({ type: 'send.undone' });
        fail(toError(error), sourceOf(kind));
      }
      throw error;
    }
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
