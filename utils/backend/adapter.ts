import { JSON_TIMEOUT_MS, MAX_JSON_BYTES } from '../../chatkit/client/limits';
import { AppError, type ErrorCode } from '../shared/errors';
import { readBody, readJson } from './read-json';
import { type ApiFetchParts, type ApiRequest, askWithToken, isApiOrigin, sendsCookies } from './api-parts';
import { isMoved } from './status-errors';
import { errorForStatus, privateRequest } from './fetch-json';
import { hostOf, originPatterns } from '../connection/origins';
import { isRecord } from '../shared/is-record';
import { type AnswerInit, createReportedFetch, isEventStream, isStreaming } from './reported-fetch';

/** What a kind that speaks the ChatKit protocol does differently on the wire. */
export interface Wire {
  /** The body to send for a shaped request; without it, the request itself. */
  body?: (request: ApiRequest) => unknown;
  /** Sends what the request refers to (attachments), and returns the request with the back end's names for it. */
  prepare?: (request: ApiRequest, url: string, signal: AbortSignal | undefined) => Promise<ApiRequest>;
  /** Headers of the kind's own, for the API's exact origin alone; `bearer` is null where no token goes along. */
  headers?: (bearer: string | null) => Promise<Record<string, string>>;
  /** The error for a `detail.code` in the JSON of a failed response; undefined leaves it to the status. */
  errorOf?: (code: string) => ErrorCode | undefined;
}

/**
 * The `api.fetch` of ChatKit for one back end: adds the card and the token, goes to the connection's own origins only,
 * and turns every failure into an `AppError`. A request is made once; it is repeated only after a 401, with a new
 * token, because the server then has not begun to answer. Redirects are reported, never followed: `manual` follows as
 * little as `error` does and lets us tell a moved address from a silent one.
 */
export function createApiFetch(parts: ApiFetchParts, wire: Wire = {}): typeof globalThis.fetch {
  const { connection } = parts;
  const chat = createReportedFetch(parts, answer);
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const host = hostOf(url);
    const origin = URL.parse(url)?.origin;
    if (origin === undefined || !connection.origins.includes(origin)) throw new AppError('BAD_ADDRESS', { host });
    // An upload: the only body of the chat that is not JSON.
    if (init?.body instanceof Blob || init?.body instanceof FormData)
      return (await import('./upload')).sendUpload(url, { ...init, body: init.body }, parts);
    return chat(input, init);
  };

  async function answer(request: ApiRequest, { url, signal, language }: AnswerInit): Promise<Response> {
    const host = hostOf(url);
    const { origin } = new URL(url);
    const [token, allowed] = await Promise.all([parts.getToken(), parts.hasPermission(originPatterns([origin]))]);
    if (!allowed) throw new AppError('NEEDS_PERMISSION', { host });
    const ready = wire.prepare ? await wire.prepare(request, url, signal) : request;
    const streaming = isStreaming(request);
    const call = (bearer: string | null) => post(url, ready, { token: bearer, language, streaming }, signal);
    return checkAnswer(await askWithToken(token, parts.getToken, call), host, streaming, wire.errorOf);
  }

  async function post(
    url: string,
    request: ApiRequest,
    { token, language, streaming }: { token: string | null; language: string | null; streaming: boolean },
    caller?: AbortSignal,
  ) {
    const host = hostOf(url);
    const timeout = streaming ? undefined : AbortSignal.timeout(parts.timeoutMs ?? JSON_TIMEOUT_MS);
    const signals = [caller, timeout].filter((signal) => signal !== undefined);
    const own = isApiOrigin(connection, url) ? await wire.headers?.(token) : undefined;
    try {
      const response = await parts.fetch(url, {
        ...privateRequest,
        redirect: 'manual',
        credentials: sendsCookies(connection, url) ? 'include' : 'omit',
        method: 'POST',
        headers: {
          ...own,
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
      const text = response.ok ? await readBody(response, host, MAX_JSON_BYTES) : undefined;
      return text === undefined ? response : new Response(text, { status: response.status, headers: response.headers });
    } catch (cause) {
      if (caller?.aborted) throw caller.reason;
      if (cause instanceof AppError && (cause.code !== 'UNREACHABLE' || parts.online())) throw cause;
      throw new AppError(parts.online() ? 'UNREACHABLE' : 'OFFLINE', { host }, { cause });
    }
  }
}

/** The answer itself when it is one of the protocol: JSON, or a stream where one was asked for. Throws `AppError`. */
async function checkAnswer(
  response: Response,
  host: string,
  streaming: boolean,
  errorOf: Wire['errorOf'],
): Promise<Response> {
  const moved = isMoved(response);
  if (moved || !response.ok) {
    const code = moved || !errorOf ? undefined : errorOf(await readDetailCode(response, host));
    if (!response.bodyUsed) await response.body?.cancel();
    if (code !== undefined) throw new AppError(code, { host, status: response.status });
    throw moved ? new AppError('MOVED', { host }) : errorForStatus(response, host);
  }
  if (isJson(response)) {
    if (!streaming) return response;
    // The body is not read: JSON is never the answer to a question.
    await response.body?.cancel();
    throw new AppError('BAD_ANSWER', { host, status: response.status });
  }
  if (isEventStream(response) && response.body) return response;
  await response.body?.cancel();
  throw new AppError(contentType(response) === '' ? 'BAD_ANSWER' : 'NOT_JSON', { host });
}

/** FastAPI's `{detail: {code}}`; empty when there is none. Only compared with codes we know, never shown. */
async function readDetailCode(response: Response, host: string): Promise<string> {
  // Reads the response itself, not a clone: cancelling one branch of a cloned body waits for the other.
  const body: unknown = await readJson(response, host).catch(() => undefined);
  const detail = isRecord(body) && isRecord(body.detail) ? body.detail : {};
  return typeof detail.code === 'string' ? detail.code : '';
}

const contentType = (response: Response) => response.headers.get('content-type')?.trim() ?? '';
const isJson = (response: Response) => /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType(response));
