import { AppError, type ErrorCode } from '../errors';
import { hostOf } from './origins';

/** What a request of ours needs from the outside; the real ones come from the entry point. */
export interface Network {
  fetch: typeof globalThis.fetch;
  /** False only when the browser is sure to be offline. */
  online: () => boolean;
  /** Milliseconds for connection and body together; `JSON_TIMEOUT_MS` when absent. */
  timeoutMs?: number;
}

export interface JsonAnswer {
  body: unknown;
  /** Clock of the server when it answered, milliseconds since the epoch; undefined when it does not say. */
  serverTime: number | undefined;
}

/** No settings, token or list of conversations is longer (threats.md R9). */
export const MAX_JSON_BYTES = 64 * 1024;
/** Connection and body together (faults.md, token manager contract). */
export const JSON_TIMEOUT_MS = 15_000;

/**
 * One JSON request to a back end: no cookie, no redirect, no referrer, 15 s, 64 KB. Sends only what `init` holds.
 * Throws `AppError`: OFFLINE, UNREACHABLE, MOVED, NOT_JSON, TOO_LARGE and the codes of `errorForStatus`.
 */
export async function fetchJson(url: string, init: RequestInit, network: Network): Promise<JsonAnswer> {
  const host = hostOf(url);
  const timeout = AbortSignal.timeout(network.timeoutMs ?? JSON_TIMEOUT_MS);
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  let response: Response;
  try {
    // `manual` follows as little as `error` does, and tells a moved address from a silent one.
    response = await network.fetch(url, { ...privateRequest, redirect: 'manual', ...init, signal });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new AppError(network.online() ? 'UNREACHABLE' : 'OFFLINE', { host }, { cause });
  }
  if (response.type === 'opaqueredirect') throw new AppError('MOVED', { host });
  if (!response.ok) {
    await response.body?.cancel();
    throw errorForStatus(response, host);
  }
  if (!isJson(response.headers.get('content-type'))) {
    await response.body?.cancel();
    throw new AppError('NOT_JSON', { host });
  }
  const text = await readCapped(response, host, init.signal);
  try {
    return { body: JSON.parse(text) as unknown, serverTime: parseDate(response.headers.get('date')) };
  } catch (cause) {
    throw new AppError('BAD_ANSWER', { host }, { cause });
  }
}

/** Threats.md R9 and T28: both browsers would carry cookies and, on a redirect, the body to another origin. */
export const privateRequest = {
  redirect: 'error',
  credentials: 'omit',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
} as const satisfies RequestInit;

/** What a status means for the reader (UI.md 35–40). */
export function errorForStatus(response: Pick<Response, 'status' | 'headers'>, host: string): AppError {
  const { status } = response;
  if (status === 429) return new AppError('TOO_MANY', { host, retryAfterSeconds: retryAfter(response.headers) });
  const code = codes[status] ?? (status >= 500 ? 'SERVER' : status >= 300 && status < 400 ? 'MOVED' : 'BAD_REQUEST');
  return new AppError(code, { host, status });
}

/** 511 is a captive portal's own status (RFC 6585). */
const codes: Record<number, ErrorCode> = {
  401: 'SIGN_IN',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'NOT_FOUND',
  410: 'NOT_FOUND',
  413: 'TOO_LARGE',
  511: 'NOT_JSON',
};

/** Seconds to wait: `Retry-After` in seconds or as a date, at least 1; undefined when absent or unreadable. */
function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d{1,9}$/.test(value)) return Math.max(1, Number(value));
  const at = parseDate(value);
  const now = parseDate(headers.get('date')) ?? Date.now();
  return at === undefined ? undefined : Math.max(1, Math.ceil((at - now) / 1_000));
}

function parseDate(value: string | null): number | undefined {
  const time = value === null ? NaN : Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

function isJson(contentType: string | null): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType?.trim() ?? '');
}

/** `TextDecoder` drops a byte order mark, which `JSON.parse` would refuse. */
async function readCapped(response: Response, host: string, caller: AbortSignal | null | undefined): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  const reader = response.body?.getReader();
  if (!reader) return text;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > MAX_JSON_BYTES) {
        await reader.cancel();
        throw new AppError('TOO_LARGE', { host });
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch (cause) {
    if (cause instanceof AppError || caller?.aborted) throw cause;
    throw new AppError('UNREACHABLE', { host }, { cause });
  }
}
