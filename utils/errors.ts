/**
 * Everything that can go wrong in a way the reader can be told about. Each code has one sentence and one action
 * (`components/notices.ts`, UI.md 35–40); a new code does not compile until it has both.
 */
export const errorCodes = [
  'NO_CONSENT',
  'NOT_CONNECTED',
  'NO_WORKFLOW',
  'NEEDS_PERMISSION',
  'OFFLINE',
  'UNREACHABLE',
  'SIGN_IN',
  'FORBIDDEN',
  'NOT_FOUND',
  'TOO_MANY',
  'SERVER',
  'CUT_OFF',
  'NOT_JSON',
  'MOVED',
  'TOO_LARGE',
  'BAD_ANSWER',
  'BAD_REQUEST',
  'BAD_ADDRESS',
  'PAGE_CLOSED',
  'VIEW_BLOCKED',
  'VIEW_NEEDED',
  'CLOCK',
  'STORAGE',
  'UNEXPECTED',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What a sentence may name. Never server text, a token or a passage. */
export interface ErrorDetails {
  /** Host (with port) the sentence is about. */
  host?: string;
  /** HTTP status, for SERVER. */
  status?: number;
  /** Seconds the other side asked us to wait, for TOO_MANY. */
  retryAfterSeconds?: number;
  /** Which kind of address is wrong, for BAD_ADDRESS; a key of the strings catalogue. */
  reason?: string;
}

/** An expected failure. Crosses contexts as `{code, details}`: a class does not survive `sendMessage`. */
export class AppError extends Error {
  override name = 'AppError';
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
