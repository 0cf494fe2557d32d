import { streamingTypes } from '../../chatkit/protocol/streaming-types';
import { AppError } from '../shared/errors';
import { isRecord } from '../shared/is-record';
import type { ApiFetchParts, ApiRequest } from './api-parts';

const streams: ReadonlySet<string> = new Set(streamingTypes);

/** Whether a request is answered with a stream of events. */
export const isStreaming = ({ type }: Pick<ApiRequest, 'type'>): boolean => streams.has(type);

/** What an answer needs besides the shaped request. */
export interface AnswerInit {
  url: string;
  /** The reader's Stop, or the end of the panel. */
  signal: AbortSignal | undefined;
  /** The language that the reader reads answers in: the panel's, not the passage's. */
  language: string | null;
}

/**
 * The `api.fetch` around one way to answer: shapes each request once, and reports it as sent, as answering while its
 * stream is read, and once as over, whether its JSON came, its stream ended, broke or was given up, or it failed. A
 * stream that is too long breaks here.
 */
export function createReportedFetch(
  { shape, onActivity }: Pick<ApiFetchParts, 'shape' | 'onActivity'>,
  answer: (request: ApiRequest, init: AnswerInit) => Promise<Response>,
): typeof globalThis.fetch {
  return async (input, init) => {
    const request = shape(readRequest(init?.body));
    onActivity?.('sent', request);
    const over = () => onActivity?.('over', request);
    try {
      // Before the request leaves: its answer has to be read.
      const stream = isStreaming(request) ? await import('./when-closed') : undefined;
      const response = await answer(request, {
        url: input instanceof Request ? input.url : String(input),
        signal: init?.signal ?? undefined,
        language: new Headers(init?.headers).get('accept-language'),
      });
      if (stream === undefined || response.body === null || !isEventStream(response)) {
        over();
        return response;
      }
      onActivity?.('answering', request);
      const { status, headers } = response;
      return new Response(stream.whenClosed(response.body, over), { status, headers });
    } catch (error) {
      over();
      throw error;
    }
  };
}

/** Whether an answer is a stream of the protocol's events. */
export const isEventStream = ({ headers }: Response) =>
  /^text\/event-stream\b/i.test(headers.get('content-type') ?? '');

/** The chat's own body: `{type, params}` as JSON. */
export function readRequest(body: BodyInit | null | undefined): ApiRequest {
  const parsed: unknown = typeof body === 'string' ? JSON.parse(body) : undefined;
  if (!isRecord(parsed) || typeof parsed.type !== 'string') throw new AppError('BAD_REQUEST');
  return {
    type: parsed.type,
    params: isRecord(parsed.params) ? parsed.params : {},
    ...(isRecord(parsed.metadata) ? { metadata: parsed.metadata } : {}),
  };
}
