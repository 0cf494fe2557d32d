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
import type { ReportedError } from './chat-app';
import type { ElementStringKey } from '../strings';

/** What the reader is told: a sentence of ours, or the one a server wrote for its readers. Null: told elsewhere. */
export type ErrorSentence = { key: ElementStringKey; values: string[] } | { text: string } | null;

/** The first value of a sentence is always the host. */
export function errorSentence({ error, source }: ReportedError, host: string, onLine: boolean): ErrorSentence {
  const ours = (key: ElementStringKey, ...values: string[]) => ({ key, values: [host, ...values] });
  // The cut answer says so itself, where it stands.
  if (error instanceof ChatKitStreamCutError && source === 'stream') return null;
  if (error instanceof ChatKitServerError) {
    if (error.readerMessage) return { text: error.readerMessage };
    return ours(source === 'send' ? 'errorNoAnswer' : 'errorStream');
  }
  if (error instanceof ChatKitHttpError) return httpSentence(error, ours);
  if (error instanceof ChatKitThreadGoneError) return ours('errorGone');
  if (error instanceof ChatKitTooLongError) return ours('errorTooLong');
  if (error instanceof ChatKitResponseError) {
    // A page of a network's own sign-in is HTML; an answer of the right kind that means nothing is the server's.
    return ours(/\bhtml\b/i.test(error.contentType) ? 'errorBody' : 'errorNotUnderstood');
  }
  if (source === 'client-tool') return ours('errorTool');
  if (source === 'view') return ours('errorView');
  if (!onLine) return ours('errorOffline');
  if (error instanceof ChatKitNoAnswerError) return ours('errorNoAnswer');
  // fetch reports every failure of the network as a TypeError.
  if (error instanceof ChatKitTimeoutError || error instanceof TypeError) return ours('errorUnreachable');
  if (source === 'action') return ours('errorAction');
  if (source === 'history') return ours('errorHistory');
  return source === 'feedback' ? ours('errorFeedback') : ours('errorOther');
}

function httpSentence(
  { status, retryAfterSeconds }: ChatKitHttpError,
  ours: (key: ElementStringKey, ...values: string[]) => ErrorSentence,
): ErrorSentence {
  if (status === 401) return ours('errorSignIn');
  if (status === 403) return ours('errorForbidden');
  if (status === 404 || status === 405) return ours('errorMissing');
  if (status === 429) {
    return retryAfterSeconds === undefined
      ? ours('errorTooMany')
      : ours('errorTooManySeconds', String(retryAfterSeconds));
  }
  return ours('errorServer', String(status));
}
