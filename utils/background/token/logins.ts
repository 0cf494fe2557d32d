import type { Connection } from '../../connection/schema';
import { AppError } from '../../shared/errors';
import { type Login, loginSchema, type Oidc } from './oidc';
import { loginBinding } from '../../backend/record';
import type { SessionArea } from '../../shared/session-area';

const loginKey = (connectionId: string) => `login:${connectionId}`;

/** Renewed this long before its end, so that a vend does not begin with a token that ends on the way. */
const MARGIN_MS = 30_000;

/** Logins at providers of OpenID Connect. They live in `storage.session` alone: closing the browser ends them. */
export function createLogins({ session, oidc, now }: { session: SessionArea; oidc: Oidc; now(): number }) {
  return {
    async signIn(connection: Connection): Promise<void> {
      await session.set({ [loginKey(connection.id)]: await oidc.signIn(connection) });
    },

    /** Null where the reader has to sign in. The broker lets one caller in at a time (`broker.ts`). */
    async tokenOf(
      connection: Connection,
      rejected: string | null,
    ): Promise<{ token: string; ttlMs: number | null } | null> {
      const key = loginKey(connection.id);
      const held = loginSchema.safeParse((await session.get(key))[key]).data;
      if (held?.binding !== loginBinding(connection)) return null;
      const isSpent = held.accessToken === rejected || (held.expiresAt !== null && held.expiresAt - now() < MARGIN_MS);
      if (!isSpent) return current(held);
      try {
        const renewed = await oidc.renew(connection, held);
        await session.set({ [key]: renewed });
        return current(renewed);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'SIGN_IN') throw error;
        await session.remove(key);
        return null;
      }
    },

    forget: (connectionId: string): Promise<void> => session.remove(loginKey(connectionId)),
  };

  function current({ accessToken, expiresAt }: Login) {
    return { token: accessToken, ttlMs: expiresAt === null ? null : Math.max(0, expiresAt - now()) };
  }
}
export type Logins = ReturnType<typeof createLogins>;
