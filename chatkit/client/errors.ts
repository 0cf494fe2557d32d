/**
 * Failures of the client. Each says where it happened by its class and carries no server text: a host decides what
 * the reader is told. Errors thrown by `api.fetch` are not wrapped and reach `chatkit.error` untouched.
 */
export class ChatKitHttpError extends Error {
  override name = 'ChatKitHttpError';
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
  override name = 'ChatKitResponseError';
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
  override name = 'ChatKitTimeoutError';
  constructor(readonly timeoutMs: number) {
    super(`The ChatKit server did not answer within ${timeoutMs} ms.`);
  }
}

/** The stream ended before the answer did. What came is kept, and the thread offers to ask again. */
export class ChatKitStreamCutError extends Error {
  override name = 'ChatKitStreamCutError';
  constructor(options?: ErrorOptions) {
    super('The answer stopped before it was complete.', options);
  }
}

/** The server reported a failure inside the stream (`error` event). */
export class ChatKitServerError extends Error {
  override name = 'ChatKitServerError';
  constructor(
    readonly code: string,
    readonly allowRetry: boolean,
    /** Only of `custom` errors, which chatkit-python documents as a sentence for the reader. */
    readonly readerMessage?: string,
  ) {
    super(`The ChatKit server reported "${code}".`);
  }
}

/** A call that makes no sense now: an empty message, a second message while one is answered, no thread yet. */
export class ChatKitUsageError extends Error {
  override name = 'ChatKitUsageError';
}

export const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
