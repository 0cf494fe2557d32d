import { tokensOf, wordsOf } from './messages';
import type { Model, ModelFacts, ModelError, ModelMessage } from './model';
import type { Prompt, Room } from './prompt';
import { estimateTokens } from './tokens';

/** What is counted on where no window is told: a conversation with a page fits. A refusal teaches better. */
const UNKNOWN_WINDOW = 64_000;
/** Room for an answer whose length is left to the model: so many tokens, and no more than a quarter of the window. */
const ANSWER = 1_024;
/** Templates differ: nobody counts on the last tokens. */
const SPARE = 0.98;
const MAX_ROUNDS = 4;

/** A prompt that was made to fit. */
export interface Fitted {
  prompt: Prompt;
  /** Tokens of its messages, as far as anybody can tell. */
  tokens: number;
  /** Longest answer to ask for; undefined leaves it to the model. */
  maxTokens: number | undefined;
}

/** The budget of one question. */
export interface Budget {
  /** Tokens of prompt and answer together. */
  window(facts: ModelFacts): number;
  /** @param build makes a prompt for a room */
  fit(facts: ModelFacts, build: (room: Room) => Prompt, signal: AbortSignal): Promise<Fitted>;
  /** Learns from a refusal of what was thought to fit. */
  refused(failure: ModelError, facts: ModelFacts, fitted: Fitted): void;
  /** An answer has begun: what was learned on the way to it holds for the next questions, too. */
  begun(): void;
}

/** What refusals say of the model that goes by this name and window. */
interface Learned {
  of: string;
  window: number;
}

/**
 * Counts in tokens of the model at hand: by its own tokenizer where it has one to ask, else by an estimate that a
 * refusal corrects.
 *
 * @param contextTokens a setting that stands above what is told; undefined: none
 * @param maxTokens longest answer, 0 leaves it to the model
 * @returns makes the budget of a question
 */
export function createBudgets(
  model: Pick<Model, 'count'>,
  { contextTokens, maxTokens }: { contextTokens: number | undefined; maxTokens: number },
): () => Budget {
  /** Tokens for each that is estimated. */
  let known: { ratio: number; learned: Learned | undefined } = { ratio: 1, learned: undefined };
  const keyOf = ({ name, window }: ModelFacts) => JSON.stringify([name, window]);
  const count = async (messages: readonly ModelMessage[], signal: AbortSignal): Promise<number | undefined> => {
    const counted = await model.count?.(messages.map(wordsOf).join('\n'), signal);
    return counted === undefined ? undefined : tokensOf(messages, () => 0) + counted;
  };

  return () => {
    let { ratio, learned } = known;
    const window = (facts: ModelFacts): number => {
      const told = contextTokens ?? facts.window ?? UNKNOWN_WINDOW;
      return learned?.of === keyOf(facts) ? Math.min(told, learned.window) : told;
    };
    return {
      window,
      async fit(facts, build, signal) {
        const whole = window(facts);
        const wanted = maxTokens > 0 ? maxTokens : Math.min(ANSWER, whole / 4);
        const forAnswer = Math.floor(Math.min(wanted, whole / 2));
        const room = Math.floor((whole - forAnswer) * SPARE);
        for (let round = 1; ; round += 1) {
          const cost = costBy(ratio);
          const prompt = build({ tokens: room, cost });
          const estimated = tokensOf(prompt.messages, cost);
          const counted = await count(prompt.messages, signal);
          const fitted = {
            prompt,
            tokens: counted ?? estimated,
            maxTokens: maxTokens > 0 ? forAnswer : undefined,
          };
          if (counted === undefined || round === MAX_ROUNDS) return fitted;
          const isWell = counted <= room && prompt.fits && (prompt.leftOut.length === 0 || counted > room * 0.8);
          if (isWell || (!prompt.fits && counted > room)) return fitted;
          const around = tokensOf(prompt.messages, () => 0);
          const next = ((counted - around) / Math.max(1, estimated - around)) * ratio;
          ratio = Math.max(0.05, next * 1.02);
        }
      },
      refused({ asked, window: told }, facts, { tokens }) {
        const before = window(facts);
        if (asked !== undefined && asked > tokens) ratio *= (asked / tokens) * 1.02;
        const smaller = told !== undefined && told < before ? told : undefined;
        // Nothing told: what was sent is too much, and so is most of it.
        const guess = asked === undefined || told === undefined ? Math.floor(Math.min(before, tokens) * 0.7) : before;
        learned = { of: keyOf(facts), window: smaller ?? guess };
      },
      begun() {
        known = { ratio, learned };
      },
    };
  };
}

/** Tokens of a text by the estimate and what is known of it; each text is looked at once. */
function costBy(ratio: number): (text: string) => number {
  const costs = new Map<string, number>();
  return (text) => {
    const cost = costs.get(text) ?? Math.ceil(estimateTokens(text) * ratio);
    costs.set(text, cost);
    return cost;
  };
}
