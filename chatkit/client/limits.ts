/**
 * What a server may make a client hold. All are far above any answer: they end what would only fill the memory, or
 * what would freeze the page that draws it.
 */

/**
 * A JSON answer, body included, must be complete within this time; a stream may stay silent as long as the reader
 * waits. Below Chrome's limit of 30 s for a fetch of a worker.
 */
export const JSON_TIMEOUT_MS = 15_000;
/**
 * The first answer of a server, and a token, may take this long: one that sleeps has to wake, one in development to
 * compile. Below the same limit.
 */
export const FIRST_ANSWER_TIMEOUT_MS = 28_000;
/** Longest JSON answer, bytes: a page of a thread with images in their own addresses. */
export const MAX_JSON_BYTES = 16_000_000;
/** Longest line, and longest event, of a stream in UTF-16 units: one item may hold an image. */
export const MAX_EVENT = 16_000_000;
/** All of one stream, bytes; an hour of a fast model with an event for every token. */
export const MAX_STREAM_BYTES = 128_000_000;
/** Text of one answer, UTF-16 units; some million tokens. */
export const MAX_TEXT = 4_000_000;
/** Events of one stream that are not a piece of text. */
export const MAX_EVENTS = 10_000;
/** Calls of tools that one question may lead to, each of which is another request. */
export const MAX_TOOL_ROUNDS = 20;
