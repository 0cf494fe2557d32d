/** Waits, or returns early when the signal aborts. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export interface Pace {
  /** After each of the first steps, in milliseconds: two frames, so that a busy browser still draws most of them. */
  firstPauseMs: number;
  /** After every later step, in milliseconds. */
  pauseMs: number;
  sleep: Sleep;
}

/** How many steps are the first ones: those of a short answer, which would else be there at once. */
export const FIRST_STEPS = 20;

/** A word, or a piece of a very long one: a sentence of a script without spaces is one word. */
const STEP_WORD = /\s*\S{1,12}|\s+$/gu;
const WORDS_PER_STEP = 2;
/** A long answer takes longer steps, not longer. */
const MAX_STEPS = 150;

export const sleep: Sleep = (milliseconds, signal) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });

/** How many words each step of an answer takes: even a short one is seen to be written. */
export function wordsPerStep(answer: string): number {
  const words = answer.match(STEP_WORD)?.length ?? 0;
  return words < 8 * WORDS_PER_STEP ? 1 : Math.max(WORDS_PER_STEP, Math.ceil(words / MAX_STEPS));
}

/** Cuts a text into steps of a few words each, white space kept. */
export function stepsOf(text: string, words: number): string[] {
  const steps: string[] = [];
  let step = '';
  let count = 0;
  for (const [word] of text.matchAll(STEP_WORD)) {
    step += word;
    if (++count % words === 0) {
      steps.push(step);
      step = '';
    }
  }
  return step === '' ? steps : [...steps, step];
}
