import { serverError, unheard } from '../../../chatkit/client/answer-end';
import { toError } from '../../../chatkit/client/errors';
import { readEvents } from '../../../chatkit/client/sse';
import { emptyConversation } from '../../../chatkit/client/state';
import { reduce } from '../../../chatkit/client/reducer';

/** What became of a question, as its own stream tells. */
export interface QuestionEars {
  /**
   * The server has echoed the reader's message. OpenAI's element has no event for that, and the draft must not end
   * before (docs/design.md 6).
   */
  onAccepted: (threadId: string) => void;
  /** The stream is over and has told nothing of it; null where the reader stopped it, or the server said what was wrong. */
  onUnheard: (error: Error | null) => void;
}

/** Passes the answer to a question on, and listens to it. */
export function watchQuestion(response: Response, threadId: string | null, ears: QuestionEars): Response {
  if (response.body === null) return response;
  const [forChat, forUs] = response.body.tee();
  void look(forUs, threadId, ears);
  return new Response(forChat, { status: response.status, headers: response.headers });
}

async function look(body: ReadableStream<Uint8Array>, known: string | null, ears: QuestionEars): Promise<void> {
  let threadId = known;
  let leftOut = 0;
  let broken: Error | null = null;
  let state = reduce(emptyConversation, { type: 'run.started', kind: 'send' });
  try {
    for await (const event of readEvents(body, () => (leftOut += 1))) {
      state = reduce(state, { type: 'event', event });
      if (event.type === 'thread.created') threadId = event.thread.id;
      const isAnswer = 'item' in event && event.item.type !== 'hidden_context_item';
      if (!isAnswer || threadId === null) continue;
      return ears.onAccepted(threadId);
    }
  } catch (error) {
    broken = toError(error);
  }
  const isTold = broken?.name === 'AbortError' || serverError(state.run) !== null;
  ears.onUnheard(isTold ? null : unheard(broken, state.run, leftOut));
}
