import { AppError, type ErrorCode, type ErrorDetails } from '../errors';

const CUT_STREAM = 'ChatKitStreamCutError';

/** A cut answer says so where it stops, with *Ask again*; a second notice above the composer would repeat it. */
export function isSaidInThread(error: unknown): boolean {
  return error instanceof Error && error.name === CUT_STREAM;
}

/** Failures of the chat itself, by the names its errors carry (`chatkit/client/errors.ts`). */
const chatErrors: Record<string, ErrorCode> = {
  [CUT_STREAM]: 'CUT_OFF',
  ChatKitResponseError: 'BAD_ANSWER',
  ChatKitTimeoutError: 'UNREACHABLE',
};

/**
 * What to tell the reader of an error that reached the panel. Undefined for one that is no failure of the back end:
 * the reader stopped the answer, or the chat says it in its own place.
 */
export function errorNotice(error: unknown): { code: ErrorCode; details: ErrorDetails } | undefined {
  if (error instanceof AppError) return { code: error.code, details: error.details };
  const { name, status } = nameAndStatus(error);
  if (name === 'AbortError' || name === 'ChatKitUsageError' || name === 'ChatKitServerError') return undefined;
  if (name === 'ChatKitHttpError') {
    return status !== undefined && status >= 500
      ? { code: 'SERVER', details: { status } }
      : { code: status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST', details: {} };
  }
  return { code: chatErrors[name] ?? 'UNEXPECTED', details: {} };
}

function nameAndStatus(error: unknown): { name: string; status?: number } {
  if (!(error instanceof Error)) return { name: '' };
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  return { name: error.name, ...(status === undefined ? {} : { status }) };
}
