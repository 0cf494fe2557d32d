/**
 * Failures of the client, by the names that hold where `instanceof` does not. Each says where it happened by its class and
 * carries no server text: a host decides what the reader is told. Errors thrown by `api.fetch` are not wrapped and reach
 * `chatkit.error` untouched. `docs/faults.md` lists what each follows from.
 */
export type ChatKitErrorName =
  | 'ChatKitHttpError'
  | 'ChatKitResponseError'
  | 'ChatKitTooLongError'
  | 'ChatKitTimeoutError'
  | 'ChatKitNoAnswerError'
  | 'ChatKitThreadGoneError'
  | 'ChatKitStreamCutError'
  | 'ChatKitServerError'
  | 'ChatKitUsageError';

/** A status outside 2xx. */
export class ChatKitHttpError extends Error {
  override name: ChatKitErrorName = 'ChatKitHttpError';
  constructor(
    readonly status: number,
    /** Seconds the server asked us to wait (`Retry-After` as a number). */
    readonly retryAfterSeconds?: number,
  ) {
    super(`The ChatKit server answered with status ${status}.`);
  }
}

/** A body that is not what the protocol promises: HTML from a captive portal, JSON of another shape, no body. */
export class ChatKitResponseError extends Error {
  override name: ChatKitErrorName = 'ChatKitResponseError';
  constructor(
    readonly expected: 'json' | 'event-stream' | 'protocol',
    readonly contentType: string,
    options?: ErrorOptions,
  ) {
    super(`The ChatKit server answered with something that is not ${expected}.`, options);
  }
}

/** A request that answers with JSON got no complete answer in time. */
export class ChatKitTimeoutError extends Error {
  override name: ChatKitErrorName = 'ChatKitTimeoutError';
  constructor(readonly timeoutMs: number) {
    super(`The ChatKit server did not answer within ${timeoutMs} ms.`);
  }
}

/** The stream ended before the answer did. What arrived is kept, and the thread offers to ask again. */
export class ChatKitStreamCutError extends Error {
  override name: ChatKitErrorName = 'ChatKitStreamCutError';
  constructor(options?: ErrorOptions) {
    super('The answer stopped before it was complete.', options);
  }
}

/** The server sent more than a client may hold. Reading stopped there; what arrived of the answer is kept. */
export class ChatKitTooLongError extends Error {
  override name: ChatKitErrorName = 'ChatKitTooLongError';
  constructor(readonly what: 'json' | 'event' | 'stream' | 'text') {
    super(`The ChatKit server sent more than fits (${what}).`);
  }
}

/** The stream ended, or broke, before it told that the server has the message, and before it said anything else. */
export class ChatKitNoAnswerError extends Error {
  override name: ChatKitErrorName = 'ChatKitNoAnswerError';
  constructor(options?: ErrorOptions) {
    super('The ChatKit server broke off before it answered.', options);
  }
}

/** The server has forgotten the thread: it knows others, and not this one. */
export class ChatKitThreadGoneError extends Error {
  override name: ChatKitErrorName = 'ChatKitThreadGoneError';
  constructor(
    readonly threadId: string,
    options?: ErrorOptions,
  ) {
    super('The ChatKit server does not know this thread.', options);
  }
}

/** The server reported a failure inside the stream (`error` event). */
export class ChatKitServerError extends Error {
  override name: ChatKitErrorName = 'ChatKitServerError';
  constructor(
    readonly code: string,
    readonly allowRetry: boolean,
    /** Only of `custom` errors, which chatkit-python documents as a sentence for the reader. */
    readonly readerMessage?: string,
    /** What went wrong, for a host with words of its own for it (`chatkit/server/answerer.ts`). */
    readonly reason?: string,
  ) {
    super(`The ChatKit server reported "${code}".`);
  }
}

/** A call that is not possible now: an empty message, a second message while one is answered, no thread yet. */
export class ChatKitUsageError extends Error {
  override name: ChatKitErrorName = 'ChatKitUsageError';
}

/** Status of the answer that an error tells of: ours, or one of the host's `api.fetch` with a `status`. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;

export const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
