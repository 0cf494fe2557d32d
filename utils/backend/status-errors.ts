import { AppError, type ErrorDetails } from '../shared/errors';

/** Longest pause a back end may ask for; anything longer is shortened to this (docs/faults.md F22). */
export const MAX_RETRY_AFTER_SECONDS = 300;

/** What a status of a back end means to the reader (docs/faults.md F14–F27). The body is never shown. */
export function errorOfStatus(status: number, host: string, retryAfter: string | null, now: number): AppError {
  const details: ErrorDetails = { host, status };
  if (status === 401) return new AppError('SIGN_IN', details);
  if (status === 403) return new AppError('FORBIDDEN', details);
  if (status === 404 || status === 405 || status === 410) return new AppError('NOT_FOUND', details);
  if (status === 413) return new AppError('TOO_LARGE', details);
  if (status === 429) {
    return new AppError('TOO_MANY', { ...details, retryAfterSeconds: parseRetryAfter(retryAfter, now) });
  }
  // 511: a network that wants its own sign-in first (RFC 6585).
  if (status === 511) return new AppError('NOT_JSON', details);
  if (status >= 300 && status < 400) return new AppError('MOVED', details);
  if (status >= 500 || [408, 409, 425].includes(status)) return new AppError('SERVER', details);
  return new AppError('BAD_REQUEST', details);
}

/** Whether an answer sends us elsewhere; `fetch` hides the status of a redirect that it was told not to follow. */
export const isMoved = ({ type, status }: Pick<Response, 'type' | 'status'>): boolean =>
  type === 'opaqueredirect' || (status >= 300 && status < 400);

/** Seconds to wait from `Retry-After` (seconds or an HTTP date), at most five minutes; garbage is ignored. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const seconds = /^\d+$/.test(text)
    ? Number(text)
    : /[a-z]/i.test(text)
      ? Math.ceil((Date.parse(text) - now) / 1_000)
      : Number.NaN;
  if (!Number.isFinite(seconds) || seconds < 0) return undefined;
  return Math.min(seconds, MAX_RETRY_AFTER_SECONDS);
}

/** Tries that an error allows in all: four for the network, 408, 425, 5xx and 429; two for 409 and a body cut short. */
export function triesFor({ code, details }: AppError): number {
  if (code === 'UNREACHABLE' || code === 'TOO_MANY') return 4;
  if (code === 'SERVER') return details.status === 409 ? 2 : 4;
  return code === 'BAD_ANSWER' ? 2 : 1;
}
