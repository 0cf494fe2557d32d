import { AnswerError, type Answerer, type AnswerPart } from '../chatkit/server/types';

/** Wraps the answerer: bounds how many answers are generated at once, and knows when none is. */
export interface AnswerGate extends Answerer {
  /** Resolves when no answer is being generated, including those whose reader has left. */
  idle(): Promise<void>;
}

/** @param onFailure told of every failed answer, for the log; the reader gets the server's own sentence. */
export function createAnswerGate(answerer: Answerer, most: number, onFailure: (error: unknown) => void): AnswerGate {
  let running = 0;
  let waiting: (() => void)[] = [];
  async function* guarded(
    { signal }: { signal: AbortSignal },
    parts: () => AsyncIterable<AnswerPart>,
  ): AsyncGenerator<AnswerPart> {
    if (running >= most)
      throw new AnswerError('Many questions are being answered right now. Try again in a moment.', true);
    running += 1;
    try {
      yield* parts();
    } catch (error) {
      if (!signal.aborted) onFailure(error);
      throw error;
    } finally {
      running -= 1;
      if (running === 0) {
        for (const resolve of waiting) resolve();
        waiting = [];
      }
    }
  }
  const { action, syncAction, transcribe } = answerer;
  return {
    answer: (context) => guarded(context, () => answerer.answer(context)),
    ...(action && { action: (context) => guarded(context, () => action.call(answerer, context)) }),
    ...(syncAction && { syncAction: syncAction.bind(answerer) }),
    ...(transcribe && { transcribe: transcribe.bind(answerer) }),
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => void waiting.push(resolve))),
  };
}
