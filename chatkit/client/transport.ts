import type { StreamEvent } from '../protocol/events';
import type { ChatKitRequest } from '../protocol/requests';
import { type StopRequest, TAKES_STOP } from '../protocol/stop';
import { streamingTypes } from '../protocol/streaming-types';
import { ChatKitHttpError, ChatKitResponseError, ChatKitTimeoutError } from './errors';
import { JSON_TIMEOUT_MS, MAX_JSON_BYTES } from './limits';
import { readText } from './read-text';

/** Reads event streams. Comes with the first request that streams: a conversation is opened without it. */
const loadReader = () => import('./sse');

export interface Endpoint {
  url: string;
  fetch: typeof fetch;
  /** One language tag, sent as `Accept-Language`. */
  locale: string;
}

export type Answer =
  | { kind: 'json'; body: unknown }
  | {
      kind: 'events';
      events: AsyncIterable<StreamEvent>;
      /** How many events were left out so far: malformed, or of an unknown kind. */
      leftOut?: () => number;
      /** The server takes `threads.stop_response` (`chatkit/protocol/stop.ts`). */
      takesStop?: boolean;
    };

type RequestBody = ChatKitRequest extends infer Request
  ? Request extends { type: infer Type; params: infer Params }
    ? { type: Type; params: Params }
    : never
  : never;
export type ClientRequest = RequestBody | StopRequest;

export interface Transport {
  /**
   * POSTs one request, once: a message that may have been stored is never sent again. The answer has to be what was asked
   * for, a stream (`text/event-stream`) or JSON; anything else is refused unread.
   * @throws ChatKitHttpError for a status outside 2xx, ChatKitResponseError, ChatKitTooLongError, ChatKitTimeoutError, or
   *   what fetch threw
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
        return await readAnswer(response, streams, onIgnored);
      } catch (error) {
        if (limit.signal.aborted && !signal.aborted) throw new ChatKitTimeoutError(jsonTimeoutMs);
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function readAnswer(
  response: Response,
  streams: boolean,
  onIgnored: (type: string) => void = () => undefined,
): Promise<Answer> {
  const contentType = response.headers.get('content-type') ?? '';
  if (!response.ok) {
    const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
    await response.body?.cancel().catch(() => undefined);
    throw new ChatKitHttpError(response.status, Number.isFinite(retryAfter) ? retryAfter : undefined);
  }
  const expected = streams ? /^text\/event-stream\b/i : /^application\/(?:[\w.+-]+\+)?json\b/i;
  if (!expected.test(contentType) || (streams && !response.body)) {
    await response.body?.cancel().catch(() => undefined);
    throw new ChatKitResponseError(streams ? 'event-stream' : 'json', contentType);
  }
  if (streams && response.body) {
    const { readEvents } = await loadReader();
    let leftOut = 0;
    const events = readEvents(response.body, (type) => {
      leftOut += 1;
      onIgnored(type);
    });
    return { kind: 'events', events, leftOut: () => leftOut, takesStop: response.headers.has(TAKES_STOP) };
  }
  const text = await readText(response.body, MAX_JSON_BYTES);
  try {
    return { kind: 'json', body: JSON.parse(text) };
  } catch (error) {
    throw new ChatKitResponseError('json', contentType, { cause: error });
  }
}
