import type { ChatKitErrorName } from '../../chatkit/client/errors';
import { codeOfReason } from '../shared/answer-reasons';
import { AppError, type ErrorCode, type ErrorDetails } from '../shared/errors';

/** Where an error of the chat is shown when it has no code of ours: in the thread, by the chat itself, or nowhere. */
type Told = ErrorCode | { code: ErrorCode; reason: string } | 'in-thread' | 'by-chat' | 'nowhere';

/**
 * What the reader is told of everything that can follow a send and comes from the chat itself (`chatkit/client/errors.ts`);
 * what comes from the network and from statuses is an `AppError` already. `docs/faults.md` lists both, case by case.
 */
export const chatErrors: Record<ChatKitErrorName, Told> = {
  /** By its status. */
  ChatKitHttpError: 'SERVER',
  ChatKitResponseError: 'BAD_ANSWER',
  ChatKitTooLongError: { code: 'BAD_ANSWER', reason: 'tooLong' },
  ChatKitTimeoutError: 'UNREACHABLE',
  ChatKitNoAnswerError: 'NO_ANSWER',
  ChatKitThreadGoneError: 'CONVERSATION_GONE',
  // Said where the answer stops, with *Ask again*; a second notice above the composer would repeat it.
  ChatKitStreamCutError: 'in-thread',
  // May hold a sentence that the server wrote for its reader, and whether it may be tried again.
  ChatKitServerError: 'by-chat',
  ChatKitUsageError: 'nowhere',
};

const reasonOf = (error: unknown): ErrorCode | undefined =>
  codeOfReason(error instanceof Error && 'reason' in error ? error.reason : undefined);

const told = (error: unknown): Told | undefined =>
  error instanceof Error && Object.hasOwn(chatErrors, error.name)
    ? chatErrors[error.name as ChatKitErrorName]
    : undefined;

export const isSaidInThread = (error: unknown): boolean => told(error) === 'in-thread';

/**
 * What to tell the reader about an error that reached the panel. Undefined when there is nothing to tell: the reader
 * stopped the answer, or the chat shows the error in its own place.
 */
export function errorNotice(error: unknown): { code: ErrorCode; details: ErrorDetails } | undefined {
  if (error instanceof AppError) return { code: error.code, details: error.details };
  const { name, status } = nameAndStatus(error);
  if (name === 'AbortError') return undefined;
  if (name === 'ChatKitHttpError' && (status ?? 0) < 500) {
    return { code: status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST', details: {} };
  }
  const what = told(error) ?? 'UNEXPECTED';
  if (typeof what === 'object') return { code: what.code, details: { reason: what.reason } };
  if (what === 'in-thread') return { code: 'CUT_OFF', details: {} };
  const reason = what === 'by-chat' ? reasonOf(error) : undefined;
  if (reason !== undefined) return { code: reason, details: {} };
  if (what === 'by-chat' || what === 'nowhere') return undefined;
  return { code: what, details: status === undefined ? {} : { status } };
}

function nameAndStatus(error: unknown): { name: string; status?: number } {
  if (!(error instanceof Error)) return { name: '' };
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  return { name: error.name, ...(status === undefined ? {} : { status }) };
}
