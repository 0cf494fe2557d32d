import { streamingTypes } from '../../chatkit/protocol/streaming-types';
import { AppError, type ErrorCode } from '../errors';
import { readJson } from '../token/read-json';
import { errorForStatus, privateRequest } from './fetch-json';
import { hostOf, originPatterns } from './origins';
import type { Connection } from './schema';

export interface ApiRequest {
  type: string;
  params: Record<string, unknown>;
  metadata?: Record<string, unknown> | undefined;
}

export interface ApiFetchParts {
  connection: Connection;
  fetch: typeof globalThis.fetch;
  /** Null when the connection needs none; `rejected` forces a new one (`utils/token/reader.ts`). */
  getToken: (rejected?: string) => Promise<string | null>;
  /** Whether the browser lets us reach these match patterns. */
  hasPermission: (patterns: string[]) => Promise<boolean>;
  /** False only when the browser is sure to be offline. */
  online: () => boolean;
  /** Puts the card into a request (`panel-state/shape-request.ts`), once per request. */
  shape: (request: ApiRequest) => ApiRequest;
  /** For the progress line: a request left, its answer began, it is over. */
  onActivity?: (phase: 'sent' | 'answering' | 'over', request: ApiRequest) => void;
  timeoutMs?: number;
}

/** What a kind that speaks the ChatKit protocol does differently on the wire. */
export interface Wire {
  /** The body that leaves for a shaped request; the request itself when left out. */
  body?: (request: ApiRequest) => unknown;
  /** What has to be at the back end before the request leaves, and the request with it in place. */
  prepare?: (request: ApiRequest, url: string, signal: AbortSignal | undefined) => Promise<ApiRequest>;
  /** What a refusal means, by the code its JSON carries in `detail.code`; by its status alone when undefined. */
  faultOf?: (code: string) => ErrorCode | undefined;
}

/** For a request that answers with JSON, body included; a stream may take as long as it likes (DESIGN.md, Streams). */
export const API_TIMEOUT_MS = 15_000;
const MAX_JSON_CHARACTERS = 16_000_000;
const streams: ReadonlySet<string> = new Set(streamingTypes);

/**
 * The `api.fetch` of ChatKit for one back end: adds the card and the token, goes to the connection's own origins only,
 * and turns every failure into an `AppError`. A request is made once; it is repeated only after a 401, with a new
 * token, because the server then has not begun to answer. Redirects are reported, never followed: `manual` follows as
 * little as `error` does and lets us tell a moved address from a silent one.
 */
export function createApiFetch(parts: ApiFetchParts, wire: Wire = {}): typeof globalThis.fetch {
  const { connection } = parts;
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const host = hostOf(url);
    const origin = URL.parse(url)?.origin;
    if (origin === undefined || !connection.origins.includes(origin)) throw new AppError('BAD_ADDRESS', { host });
    // A file on its way: the only bodies of the chat that are not JSON.
    if (init?.body instanceof Blob || init?.body instanceof FormData)
      return (await import('./upload')).sendUpload(url, { ...init, body: init.body }, parts);
    const request = parts.shape(readRequest(init?.body));
    parts.onActivity?.('sent', request);
    const over = () => parts.onActivity?.('over', request);
    try {
      const [token, allowed] = await Promise.all([parts.getToken(), parts.hasPermission(originPatterns([origin]))]);
      if (!allowed) throw new AppError('NEEDS_PERMISSION', { host });
      const signal = init?.signal ?? undefined;
      const ready = wire.prepare ? await wire.prepare(request, url, signal) : request;
      const streaming = streams.has(request.type);
      const language = languageOf(init);
      const call = (bearer: string | null) => post(url, ready, { token: bearer, language, streaming }, signal);
      let response = await call(token);
      if (response.status === 401 && token !== null) {
        await response.body?.cancel();
        response = await call(await parts.getToken(token));
      }
      const checked = await readAnswer(response, host, wire.faultOf);
      if (checked.stream === undefined) {
        over();
        return checked.response;
      }
      parts.onActivity?.('answering', request);
      return new Response(whenClosed(checked.stream, over), { status: response.status, headers: response.headers });
    } catch (error) {
      over();
      throw error;
    }
  };

  async function post(
    url: string,
    request: ApiRequest,
    { token, language, streaming }: { token: string | null; language: string | null; streaming: boolean },
    caller?: AbortSignal,
  ) {
    const host = hostOf(url);
    const timeout = streaming ? undefined : AbortSignal.timeout(parts.timeoutMs ?? API_TIMEOUT_MS);
    const signals = [caller, timeout].filter((signal) => signal !== undefined);
    try {
      const response = await parts.fetch(url, {
        ...privateRequest,
        redirect: 'manual',
        credentials: sendsCookies(connection, url) ? 'include' : 'omit',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: streaming ? 'text/event-stream' : 'application/json',
          ...(language === null ? {} : { 'accept-language': language }),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(wire.body ? wire.body(request) : request),
        signal: AbortSignal.any(signals),
      });
      if (streaming || !isJson(response)) return response;
      // Read here, so that the time limit covers the body too.
      const text = await response.text();
      if (text.length > MAX_JSON_CHARACTERS) throw new AppError('BAD_ANSWER', { host });
      return new Response(text, { status: response.status, headers: response.headers });
    } catch (cause) {
      if (caller?.aborted || cause instanceof AppError) throw cause;
      throw new AppError(parts.online() ? 'UNREACHABLE' : 'OFFLINE', { host }, { cause });
    }
  }
}

/** The one header of the chat's own that goes on: the language the reader reads answers in. */
const languageOf = (init: RequestInit | undefined) => new Headers(init?.headers).get('accept-language');

/** Cookies go along only where the connection is made of them, and only on the exact origin of its API. */
export function sendsCookies({ auth, apiUrl }: Pick<Connection, 'auth' | 'apiUrl'>, url: string): boolean {
  return auth === 'cookie' && new URL(url).origin === new URL(apiUrl).origin;
}

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

async function readAnswer(
  response: Response,
  host: string,
  faultOf: Wire['faultOf'],
): Promise<{ response: Response; stream?: ReadableStream<Uint8Array> }> {
  const moved = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  if (moved || !response.ok) {
    const code = moved || !faultOf ? undefined : faultOf(await readDetailCode(response, host));
    if (!response.bodyUsed) await response.body?.cancel();
    if (code !== undefined) throw new AppError(code, { host, status: response.status });
    throw moved ? new AppError('MOVED', { host }) : errorForStatus(response, host);
  }
  if (isJson(response)) return { response };
  if (/^text\/event-stream\b/i.test(contentType(response)) && response.body) {
    return { response, stream: response.body };
  }
  await response.body?.cancel();
  throw new AppError(contentType(response) === '' ? 'BAD_ANSWER' : 'NOT_JSON', { host });
}

/** FastAPI's `{detail: {code}}`; empty when there is none. Only compared with codes we know, never shown. */
async function readDetailCode(response: Response, host: string): Promise<string> {
  const body: unknown = await readJson(response.clone(), host).catch(() => undefined);
  const detail = isRecord(body) && isRecord(body.detail) ? body.detail : {};
  return typeof detail.code === 'string' ? detail.code : '';
}

/** Passes the stream on and says when it ended, broke or was given up. */
export function whenClosed(stream: ReadableStream<Uint8Array>, closed: () => void): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        closed();
      },
      cancel(reason) {
        closed();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

const contentType = (response: Response) => response.headers.get('content-type')?.trim() ?? '';
const isJson = (response: Response) => /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType(response));

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
