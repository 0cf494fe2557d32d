/**
 * Everything that can go wrong in a way the reader can be told about. Each code has one sentence and one action
 * (`utils/shared/notices.ts`, docs/interface.md 35–40); a new code does not compile until it has both.
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
  'NO_ANSWER',
  'CONVERSATION_GONE',
  'CONTEXT_FULL',
  'NOT_BEGUN',
  'MODEL_MISSING',
  'MODEL_GONE',
  'MODEL_ORIGIN',
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

/** `reason` of a FORBIDDEN that comes from the reader's own organisation: its policy forbids keys. */
export const KEYS_FORBIDDEN = 'keysForbidden';
/** The same of a language model. */
export const MODELS_FORBIDDEN = 'modelsForbidden';

/** `reason` of a BAD_ADDRESS: the chat takes its token as a part of the address, where none of ours goes. */
export const TOKEN_IN_ADDRESS = 'tokenInAddress';

/** What a sentence may name. Never server text, a token or a passage. */
export interface ErrorDetails {
  /** Host (with port) the sentence is about. */
  host?: string;
  /** HTTP status of what was answered, where something was. */
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

  /** HTTP status of the answer that it tells of, for code that knows errors by their shape alone. */
  get status(): number | undefined {
    return this.details.status;
  }
}
