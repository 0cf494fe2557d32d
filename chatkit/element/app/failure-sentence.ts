import {
  ChatKitHttpError,
  ChatKitNoAnswerError,
  ChatKitResponseError,
  ChatKitServerError,
  ChatKitStreamCutError,
  ChatKitThreadGoneError,
  ChatKitTimeoutError,
  ChatKitTooLongError,
} from '../../client/errors';
import type { Failure } from './chat-app';
import type { ElementStringKey } from '../strings';

/** What the reader is told: a sentence of ours, or the one a server wrote for its readers. Null: told elsewhere. */
export type FailureSentence = { key: ElementStringKey; values: string[] } | { text: string } | null;

/** The first value of a sentence is always the host. */
export function failureSentence({ error, source }: Failure, host: string, onLine: boolean): FailureSentence {
  const ours = (key: ElementStringKey, ...values: string[]) => ({ key, values: [host, ...values] });
  // The cut answer says so itself, where it stands.
  if (error instanceof ChatKitStreamCutError && source === 'stream') return null;
  if (error instanceof ChatKitServerError) {
    if (error.readerMessage) return { text: error.readerMessage };
    return ours(source === 'send' ? 'failureNoAnswer' : 'failureStream');
  }
  if (error instanceof ChatKitHttpError) return httpSentence(error, ours);
  if (error instanceof ChatKitThreadGoneError) return ours('failureGone');
  if (error instanceof ChatKitTooLongError) return ours('failureTooLong');
  if (error instanceof ChatKitResponseError) {
    // A page of a network's own sign-in is HTML; an answer of the right kind that means nothing is the server's.
    return ours(/\bhtml\b/i.test(error.contentType) ? 'failureBody' : 'failureNotUnderstood');
  }
  if (source === 'client-tool') return ours('failureTool');
  if (source === 'view') return ours('failureView');
  if (!onLine) return ours('failureOffline');
  if (error instanceof ChatKitNoAnswerError) return ours('failureNoAnswer');
  // fetch reports every failure of the network as a TypeError.
  if (error instanceof ChatKitTimeoutError || error instanceof TypeError) return ours('failureUnreachable');
  if (source === 'action') return ours('failureAction');
  if (source === 'history') return ours('failureHistory');
  return source === 'feedback' ? ours('failureFeedback') : ours('failureOther');
}

function httpSentence(
  { status, retryAfterSeconds }: ChatKitHttpError,
  ours: (key: ElementStringKey, ...values: string[]) => FailureSentence,
): FailureSentence {
  if (status === 401) return ours('failureSignIn');
  if (status === 403) return ours('failureForbidden');
  if (status === 404 || status === 405) return ours('failureMissing');
  if (status === 429) {
    return retryAfterSeconds === undefined
      ? ours('failureTooMany')
      : ours('failureTooManySeconds', String(retryAfterSeconds));
  }
  return ours('failureServer', String(status));
}
