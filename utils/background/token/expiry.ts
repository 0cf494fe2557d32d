import { decodeJwt } from 'jose';

/**
 * Fields of a token answer that may say how long it lasts; every shape seen (docs/backends.md, contract 3,
 * docs/faults.md F30).
 */
export interface ExpiryFields {
  expires_at?: unknown;
  expires_in?: unknown;
  expires_after?: unknown;
  /** The server's clock when it answered. */
  server_time?: unknown;
}

/** Used when nothing says how long a token lasts, and the least believed of a clock that may be wrong. */
export const DEFAULT_TTL_MS = 60_000;
export const MAX_TTL_MS = 24 * 60 * 60_000;

/**
 * Milliseconds the token lasts, counted from its receipt. Zero: it had expired when it arrived (F29).
 *
 * Clocks differ, so lengths (`expires_in`, `expires_after.seconds`, JWT `exp − iat`) and differences of the server's own
 * clock (`expires_at` or `exp` minus `server_time` or the `Date` header) decide, the shortest of them. Only without any
 * of these is the expiry compared with our clock, and then clamped to one minute … one day.
 */
export function readTtlMs(token: string, fields: ExpiryFields, dateHeader: string | null, now: number): number {
  const { iat, exp } = readJwtTimes(token);
  const serverNow = parseInstant(fields.server_time) ?? parseHttpDate(dateHeader);
  const instants = [parseInstant(fields.expires_at), exp].filter((value) => value !== undefined);
  const lengths = [
    parseSeconds(fields.expires_in),
    parseSeconds(nestedSeconds(fields.expires_after)),
    exp !== undefined && iat !== undefined && exp > iat ? exp - iat : undefined,
    ...(serverNow === undefined ? [] : instants.map((instant) => Math.max(0, instant - serverNow))),
  ].filter((value) => value !== undefined);

  if (lengths.length > 0) return Math.min(...lengths, MAX_TTL_MS);
  if (instants.length === 0) return DEFAULT_TTL_MS;
  return Math.min(Math.max(Math.min(...instants) - now, DEFAULT_TTL_MS), MAX_TTL_MS);
}

/** Epoch seconds (below 1e11), milliseconds (below 1e14), either as a string, or ISO; without a zone it is UTC. */
export function parseInstant(value: unknown): number | undefined {
  const number = toNumber(value);
  if (number !== undefined) {
    if (number <= 0 || number >= 1e14) return undefined;
    return number < 1e11 ? number * 1_000 : number;
  }
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}[T ]/.test(value)) return undefined;
  const hasZone = /(?:z|[+-]\d{2}:?\d{2})$/i.test(value);
  const parsed = Date.parse(hasZone ? value : `${value}Z`);
  return Number.isNaN(parsed) ? undefined : parsed;
}

function parseSeconds(value: unknown): number | undefined {
  const number = toNumber(value);
  return number === undefined || number <= 0 ? undefined : number * 1_000;
}

function nestedSeconds(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'seconds' in value ? value.seconds : undefined;
}

function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A header that is no date is ignored (F78). */
function parseHttpDate(header: string | null): number | undefined {
  const parsed = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** Reads, never verifies: the times only decide when to ask again. An opaque token has none. */
function readJwtTimes(token: string): { iat?: number; exp?: number } {
  try {
    const { iat, exp } = decodeJwt(token);
    return { iat: parseInstant(iat), exp: parseInstant(exp) };
  } catch {
    return {};
  }
}
