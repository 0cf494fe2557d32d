/** A part of a message; `image_url` only where the model reads pictures. */
export type ContentPart = { type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } };
export type ModelMessage =
  { role: 'system' | 'assistant'; content: string } | { role: 'user'; content: string | ContentPart[] };

/** What a model says, whoever carries it here. */
export type ModelSaid =
  | { type: 'text'; delta: string }
  /** What a reasoning model thinks before it answers. */
  | { type: 'thought'; delta: string }
  /** The answer is over, and why: `stop`, `length` (no more room) and `content_filter` are known. */
  | { type: 'finish'; reason: string }
  /** A sign of life without a word. */
  | { type: 'alive' };

/**
 * Why there is no answer, or only half of one. The set is closed: each has one sentence (`error.ts`).
 * - `overflow` the messages do not fit; nothing was answered
 * - `refused_key` no such key, or none for this
 * - `no_model` no such model
 * - `allowance` paid or granted use is used up
 * - `rate_limited` too many questions just now
 * - `loading` the model is not ready yet
 * - `unreachable` nobody answered at all
 * - `refused` the question was not taken, for a reason of its own
 * - `silent` nothing came for too long
 * - `broken` the answer broke off
 * - `problem` anything else
 */
export const modelErrorCodes = [
  'overflow',
  'refused_key',
  'no_model',
  'allowance',
  'rate_limited',
  'loading',
  'unreachable',
  'refused',
  'silent',
  'broken',
  'problem',
] as const;
export type ModelErrorCode = (typeof modelErrorCodes)[number];

/** A model's failure. Its message is ours: what a server says may quote a key or the question, and stays in `cause`. */
export class ModelError extends Error {
  override name = 'ModelFailure';
  /** Of an overflow, as far as it is told: tokens of what was sent, and tokens there are. */
  readonly asked: number | undefined;
  readonly window: number | undefined;
  constructor(
    readonly code: ModelErrorCode,
    { asked, window, ...options }: ErrorOptions & { asked?: number | undefined; window?: number | undefined } = {},
  ) {
    super(`The language model failed: ${code}.`, options);
    this.asked = asked;
    this.window = window;
  }
}

/** What is known of a model; whatever is left out is not. */
export interface ModelFacts {
  /** Tokens of prompt and answer together. */
  window?: number | undefined;
  /** How many it was made of (`1.7e9`). */
  parameters?: number | undefined;
  /** As its server calls it; often says how large it is. */
  name?: string | undefined;
}

export interface StreamOptions {
  signal: AbortSignal;
  /** Longest answer, in tokens; undefined leaves it to the model. */
  maxTokens: number | undefined;
  /** Id of the thread: a model with a session for each conversation finds it by that. */
  conversation: string;
}

/**
 * A language model, wherever it runs: behind the proxy, on a server that the extension asks, in the browser. Messages
 * begin with the rules (`system`), alternate between `user` and `assistant`, and end with the question. Of a
 * conversation that goes on they begin byte for byte like the messages before, until turns have to go.
 */
export interface Model {
  /** Asked before each question: answer from memory where asking costs a request. Never rejects for what is not known. */
  facts(signal: AbortSignal): Promise<ModelFacts>;
  /** Tokens of a text by the model's own tokenizer; undefined where it does not tell. */
  count?(text: string, signal: AbortSignal): Promise<number | undefined>;
  /**
   * Leaving the stream early stops the model.
   * @throws ModelFailure, or the signal's reason. An `overflow` before the first piece is asked again with less.
   */
  stream(messages: readonly ModelMessage[], options: StreamOptions): AsyncIterable<ModelSaid>;
}
