import { AnswerError, type Answerer } from '../chatkit/server/types';

/** Stands before the answerer: bounds how many answers are in the making, and knows when none is. */
export interface AnswerGate extends Answerer {
  /** Resolves as soon as no answer is in the making, also those whose reader has left. */
  idle(): Promise<void>;
}

/** @param onFailure told of every failed answer, for the log; the reader gets the server's own sentence. */
export function createAnswerGate(answerer: Answerer, most: number, onFailure: (error: unknown) => void): AnswerGate {
  let running = 0;
  let waiting: (() => void)[] = [];
  return {
    async *answer(context) {
      if (running >= most)
        throw new AnswerError('Many questions are being answered right now. Try again in a moment.', true);
      running += 1;
      try {
        yield* answerer.answer(context);
      } catch (error) {
        if (!context.signal.aborted) onFailure(error);
        throw error;
      } finally {
        running -= 1;
        if (running === 0) {
          for (const resolve of waiting) resolve();
          waiting = [];
        }
      }
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => void waiting.push(resolve))),
  };
}
