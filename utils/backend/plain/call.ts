import { JSON_TIMEOUT_MS } from '../../../chatkit/client/limits';
import { AppError } from '../../shared/errors';
import { type ApiFetchParts, askWithToken, isApiOrigin, sendsCookies } from '../api-parts';
import { isMoved } from '../status-errors';
import { privateRequest } from '../fetch-json';
import { hostOf, originPatterns } from '../../connection/origins';
import { errorOf } from './errors';

export interface Call {
  method: 'GET' | 'POST';
  body?: Record<string, unknown>;
  accept: 'application/json' | 'text/event-stream';
  /** The reader's Stop, or the end of the panel. */
  signal?: AbortSignal | undefined;
  /** None for a question: a model may think as long as it likes, and Stop is at hand. */
  timeoutMs?: number;
}

/** The caller and the address it has once `{user_id}` is filled in; what answered well. */
export type CallBackEnd = (address: string, call: Call) => Promise<Response>;

type CallParts = Pick<ApiFetchParts, 'connection' | 'fetch' | 'getToken' | 'hasPermission' | 'online'>;

/**
 * One request to a plain chat API: to the connection's own origins only, the token only to the API's own origin, no
 * redirect followed, repeated only after a 401 with a new token (the server then has done nothing). Throws `AppError`.
 */
export function createCall({ connection, fetch, getToken, hasPermission, online }: CallParts): CallBackEnd {
  return async (address, call) => {
    const host = hostOf(address);
    const { origin } = new URL(address);
    if (!connection.origins.includes(origin)) throw new AppError('BAD_ADDRESS', { host });
    const mayCarryToken = isApiOrigin(connection, address);
    const [token, allowed] = await Promise.all([
      mayCarryToken ? getToken() : null,
      hasPermission(originPatterns([origin])),
    ]);
    if (!allowed) throw new AppError('NEEDS_PERMISSION', { host });
    const response = await askWithToken(token, getToken, (bearer) => send(address, call, bearer));
    if (isMoved(response)) {
      await response.body?.cancel();
      throw new AppError('MOVED', { host });
    }
    if (!response.ok) throw await errorOf(response, host);
    return response;
  };

  async function send(address: string, call: Call, token: string | null): Promise<Response> {
    const { method, body, accept, signal, timeoutMs } = call;
    const limit = method === 'GET' ? (timeoutMs ?? JSON_TIMEOUT_MS) : timeoutMs;
    const signals = [signal, limit === undefined ? undefined : AbortSignal.timeout(limit)];
    try {
      return await fetch(withUser(address, connection.chat?.userId, token), {
        ...privateRequest,
        redirect: 'manual',
        credentials: sendsCookies(connection, address) ? 'include' : 'omit',
        method,
        headers: {
          accept,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any(signals.filter((one) => one !== undefined)),
      });
    } catch (cause) {
      if (signal?.aborted || cause instanceof AppError) throw cause;
      throw new AppError(online() ? 'UNREACHABLE' : 'OFFLINE', { host: hostOf(address) }, { cause });
    }
  }
}

/** `{user_id}`, as the routes have it; `{userId}`, as a front end may. */
const PLACE_OF_USER = /(?:\{|%7B)[\w-]*user[\w-]*(?:\}|%7D)/i;

/** With the slash at its end, or without, whichever it is not. */
export function toggledSlash(address: string): string {
  const url = new URL(address);
  url.pathname = url.pathname.endsWith('/') ? url.pathname.replace(/\/+$/, '') : `${url.pathname}/`;
  return url.href;
}

/** Whether an address wants the reader's id filled in. */
export const wantsUser = (address: string): boolean => PLACE_OF_USER.test(address);

/**
 * Fills in `{user_id}`: what the reader typed, else the subject of the token, which is who the server will hold the
 * path against. Throws `BAD_ADDRESS` when neither is there.
 */
export function withUser(address: string, userId: string | undefined, token: string | null): string {
  if (!wantsUser(address)) return address;
  const user = userId ?? subjectOf(token);
  if (user === undefined) throw new AppError('BAD_ADDRESS', { host: hostOf(address), reason: 'userMissing' });
  return address.replace(PLACE_OF_USER, encodeURIComponent(user));
}

/** The `sub` (or `user_id`) of a JWT, unverified: the server decides, this only names. */
function subjectOf(token: string | null): string | undefined {
  const payload = token?.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    const subject = claims['sub'] ?? claims['user_id'];
    return typeof subject === 'string' || typeof subject === 'number' ? String(subject) : undefined;
  } catch {
    return undefined;
  }
}
