import type { Connection } from '../connection/schema';
import { AppError } from '../shared/errors';
import { bindingOf, isFresh, needsToken, tokenKey, type TokenRecord, tokenRecordSchema } from './record';

export interface TokenReaderDependencies {
  /** `storage.session`. */
  session: { get(key: string): Promise<Record<string, unknown>> };
  /** `send` of `utils/shared/send.ts`. */
  send(name: 'refreshToken', request: { connectionId: string; rejected: string | null }): Promise<unknown>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A token about to expire is still used when a new one cannot be had, but not this close to its end. */
const LAST_USE_BEFORE_EXPIRY_MS = 5_000;

/**
 * How our own pages get at a token: they read the record from `storage.session` (below 1 ms) and wake the background
 * only when it is absent, near expiry, of another configuration, or refused (docs/design.md 8).
 */
export function createTokenReader({ session, send, now }: TokenReaderDependencies) {
  return {
    /**
     * The token for the `Authorization` header, or null when this connection needs none. `rejected` is the token that was
     * just answered with 401. Throws `AppError`.
     */
    async get(connection: Connection, rejected?: string): Promise<string | null> {
      if (!needsToken(connection)) return null;
      const held = await read(connection);
      if (held && held.token !== rejected && isFresh(held, now())) return held.token;
      try {
        await send('refreshToken', { connectionId: connection.id, rejected: rejected ?? null });
      } catch (error) {
        if (held && held.token !== rejected && isPassing(error) && outlives(held)) return held.token;
        throw error;
      }
      const renewed = await read(connection);
      if (!renewed || renewed.token === rejected)
        throw new AppError('SIGN_IN', { host: new URL(connection.apiUrl).host });
      return renewed.token;
    },
  };

  async function read(connection: Connection): Promise<TokenRecord | null> {
    const key = tokenKey(connection.id);
    const record = tokenRecordSchema.safeParse((await session.get(key))[key]);
    return record.success && record.data.binding === bindingOf(connection) ? record.data : null;
  }

  function outlives({ expiresAt, receivedAt }: TokenRecord): boolean {
    return receivedAt <= now() && (expiresAt === null || expiresAt - now() > LAST_USE_BEFORE_EXPIRY_MS);
  }
}

/** Failures that say nothing about the token held. */
function isPassing(error: unknown): boolean {
  return error instanceof AppError && ['OFFLINE', 'UNREACHABLE', 'SERVER', 'TOO_MANY', 'NOT_JSON'].includes(error.code);
}
