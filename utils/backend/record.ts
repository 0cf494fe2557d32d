import * as z from 'zod';
import type { Connection } from '../connection/schema';

/** `token:<connectionId>` in `storage.session`. Content scripts cannot read that area (promise 3). */
export const tokenRecordSchema = z.object({
  token: z.string().min(1),
  /** Local clock, milliseconds. */
  receivedAt: z.number(),
  /** Local clock, milliseconds; null for a key that is itself the token. */
  expiresAt: z.number().nullable(),
  /** `bindingOf` the connection it was vended for: used nowhere else (docs/threats.md T46). */
  binding: z.string(),
  /** Vended because the one before was refused. A refusal of this one too means that a new one does not help. */
  replaced: z.boolean(),
});
export type TokenRecord = z.infer<typeof tokenRecordSchema>;

export const tokenKey = (connectionId: string) => `token:${connectionId}`;

type Bound = Pick<Connection, 'id' | 'kind' | 'apiUrl' | 'tokenUrl' | 'origins' | 'auth' | 'oidc' | 'workflow'>;

/**
 * Everything that decides where a token comes from and where it goes: token address, API origin and configuration. A
 * record made under another binding counts as absent.
 */
export function bindingOf({ kind, apiUrl, tokenUrl, origins, auth, oidc, workflow }: Bound): string {
  const provider = oidc === undefined ? null : loginBinding({ oidc });
  return JSON.stringify([kind, apiUrl, tokenUrl ?? null, [...origins].sort(), auth, provider, workflow ?? null]);
}

/** A login at a provider serves the client it was made for, and no other. */
export function loginBinding({ oidc }: Pick<Connection, 'oidc'>): string {
  return JSON.stringify([oidc?.issuer, oidc?.clientId, oidc?.scope ?? null, oidc?.audience ?? null]);
}

/** Secrets follow the place they are sent to, not the name or the workflow of the connection. */
export function destinationOf({ apiUrl, tokenUrl }: Pick<Connection, 'apiUrl' | 'tokenUrl'>): string {
  return tokenUrl ?? apiUrl;
}

/** Whether requests of this connection carry a token. Cookies and the device need none. */
export function needsToken({ kind, auth, tokenUrl }: Pick<Connection, 'kind' | 'auth' | 'tokenUrl'>): boolean {
  return kind !== 'device' && auth !== 'cookie' && (tokenUrl !== undefined || auth !== 'none');
}

/** No second request within this time unless a token was refused, so that a very short TTL does not loop (F33). */
export const MIN_REFRESH_INTERVAL_MS = 10_000;

/**
 * Refresh when less than this remains: a tenth of the life, at least 30 s and at most 120 s, so that tokens of 60 s and
 * of 300 s are both renewed 30 s before their end, as Orcheo's guide has it.
 */
export function refreshMarginMs(ttlMs: number): number {
  return Math.max(30_000, Math.min(0.1 * ttlMs, 120_000));
}

/** Whether the record may be used as it is. A record from the future means that the clock was set back: not fresh. */
export function isFresh(record: TokenRecord, now: number): boolean {
  const age = now - record.receivedAt;
  if (age < 0) return false;
  if (record.expiresAt === null) return true;
  const remaining = record.expiresAt - now;
  if (age < MIN_REFRESH_INTERVAL_MS) return remaining > 0;
  return remaining > refreshMarginMs(record.expiresAt - record.receivedAt);
}
