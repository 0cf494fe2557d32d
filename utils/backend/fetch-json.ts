import { JSON_TIMEOUT_MS } from '../../chatkit/client/limits';
import { AppError } from '../shared/errors';
import { errorOfStatus } from './status-errors';
import { readJson } from './read-json';
import { hostOf } from '../connection/origins';

/** What a request needs from outside; the entry point passes the real ones. */
export interface Network {
  fetch: typeof globalThis.fetch;
  /** False only when the browser is sure to be offline. */
  online: () => boolean;
  /** Milliseconds for connection and body together; `JSON_TIMEOUT_MS` when absent. */
  timeoutMs?: number;
  /** Longest body, bytes; 64 KB when absent (docs/threats.md R9). */
  maxBytes?: number;
}

export interface JsonAnswer {
  body: unknown;
}

/**
 * One JSON request to a back end: no cookie, no redirect, no referrer, 15 s, 64 KB unless told otherwise. Sends only what `init` holds.
 * Throws `AppError`: OFFLINE, UNREACHABLE, MOVED, and the codes of `errorForStatus` and `readJson`.
 */
export async function fetchJson(url: string, init: RequestInit, network: Network): Promise<JsonAnswer> {
  const host = hostOf(url);
  const response = await fetchAnswer(url, init, network);
  if (!response.ok) {
    await response.body?.cancel();
    throw errorForStatus(response, host);
  }
  return { body: await readJson(response, host, network.maxBytes) };
}

/** As `fetchJson`, but returns the response whatever its status. The caller reads its body, or cancels it. */
export async function fetchAnswer(url: string, init: RequestInit, network: Network): Promise<Response> {
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
  return response;
}

/** Clock of the server when it answered, milliseconds since the epoch; undefined when it does not say. */
export const serverTimeOf = ({ headers }: Pick<Response, 'headers'>): number | undefined =>
  parseDate(headers.get('date'));

/** docs/threats.md R9 and T28: both browsers would carry cookies and, on a redirect, the body to another origin. */
export const privateRequest = {
  redirect: 'error',
  credentials: 'omit',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
} as const satisfies RequestInit;

/** What a status means for the reader (docs/interface.md 35–40). */
export function errorForStatus({ status, headers }: Pick<Response, 'status' | 'headers'>, host: string): AppError {
  return errorOfStatus(status, host, headers.get('retry-after'), parseDate(headers.get('date')) ?? Date.now());
}

function parseDate(value: string | null): number | undefined {
  const time = value === null ? NaN : Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}
