import type { StreamEvent } from '../protocol/events';
import type { ChatKitRequest } from '../protocol/requests';
import { streamingTypes } from '../protocol/streaming-types';
import { ChatKitHttpError, ChatKitResponseError, ChatKitTimeoutError } from './errors';

/** Reads event streams. Comes with the first request that streams: a conversation is opened without it. */
const loadReader = () => import('./sse');

/** A JSON answer must be complete within this time; a stream may stay silent as long as the reader waits. */
export const JSON_TIMEOUT_MS = 15_000;

export interface Endpoint {
  url: string;
  fetch: typeof fetch;
  /** One language tag, sent as `Accept-Language`. */
  locale: string;
}

export type Answer = { kind: 'json'; body: unknown } | { kind: 'events'; events: AsyncIterable<StreamEvent> };

type RequestBody = ChatKitRequest extends infer Request
  ? Request extends { type: infer Type; params: infer Params }
    ? { type: Type; params: Params }
    : never
  : never;
export type ClientRequest = RequestBody;

export interface Transport {
  /**
   * POSTs one request, once: a message that may have been stored is never sent again. What came back decides how it is
   * read (`text/event-stream` or JSON), not what was asked.
   * @throws ChatKitHttpError for a status outside 2xx, ChatKitResponseError, ChatKitTimeoutError, or what fetch threw
   */
  send(request: ClientRequest, signal: AbortSignal): Promise<Answer>;
}

export interface TransportOptions {
  /** Read for every request, so that options may change between two. */
  endpoint: () => Endpoint;
  jsonTimeoutMs?: number;
  /** Told the kind of an event that was left out, for diagnostics. */
  onIgnored?: (type: string) => void;
}

export function createTransport({ endpoint, jsonTimeoutMs = JSON_TIMEOUT_MS, onIgnored }: TransportOptions): Transport {
  return {
    async send(request, signal) {
      const { url, fetch, locale } = endpoint();
      const streams = (streamingTypes as readonly string[]).includes(request.type);
      // Before the request: a message whose answer could not be read is not sent.
      if (streams) await loadReader();
      const limit = new AbortController();
      const timer = streams ? undefined : setTimeout(() => limit.abort(), jsonTimeoutMs);
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            accept: streams ? 'text/event-stream' : 'application/json',
            'Accept-Language': locale,
          },
          body: JSON.stringify(request),
          signal: AbortSignal.any([signal, limit.signal]),
        });
        return await readAnswer(response, onIgnored);
      } catch (error) {
        if (limit.signal.aborted && !signal.aborted) throw new ChatKitTimeoutError(jsonTimeoutMs);
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function readAnswer(response: Response, onIgnored?: (type: string) => void): Promise<Answer> {
  const contentType = response.headers.get('content-type') ?? '';
  if (!response.ok) {
    const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
    await response.body?.cancel().catch(() => undefined);
    throw new ChatKitHttpError(response.status, Number.isFinite(retryAfter) ? retryAfter : undefined);
  }
  if (contentType.startsWith('text/event-stream')) {
    if (!response.body) throw new ChatKitResponseError('event-stream', contentType);
    const { readEvents } = await loadReader();
    return { kind: 'events', events: readEvents(response.body, onIgnored) };
  }
  if (!/^application\/(?:[\w.+-]+\+)?json\b/.test(contentType)) {
    await response.body?.cancel().catch(() => undefined);
    throw new ChatKitResponseError('json', contentType);
  }
  try {
    return { kind: 'json', body: await response.json() };
  } catch (error) {
    if (error instanceof DOMException) throw error;
    throw new ChatKitResponseError('json', contentType, { cause: error });
  }
}
