import type { Connection } from '../../connection/schema';
import { AppError } from '../../shared/errors';
import { createTokenBroker, type VendedToken } from './broker';
import { bindingOf, needsToken, tokenKey, tokenRecordSchema } from '../../backend/record';
import type { Logins } from './logins';
import type { SecretStore } from './secrets';
import type { SessionArea } from '../../shared/session-area';

export interface SignInDependencies {
  session: SessionArea;
  secrets: SecretStore;
  vend(connection: Connection, rejected: string | null): Promise<VendedToken>;
  logins: Logins;
  /** Finds connections still being tested too. */
  getConnection(id: string): Promise<Connection | undefined>;
  now(): number;
  random(): number;
  wait(milliseconds: number): Promise<void>;
}

/** Sign-in, sign-out and renewal as the messages ask for them. Every method throws `AppError`. */
export function createTokenSession({
  session,
  secrets,
  vend,
  logins,
  getConnection,
  now,
  random,
  wait,
}: SignInDependencies) {
  const broker = createTokenBroker({
    vend,
    now,
    random,
    wait,
    async load(id) {
      return tokenRecordSchema.safeParse((await session.get(tokenKey(id)))[tokenKey(id)]).data ?? null;
    },
    async save(connection, record, reader) {
      if (reader !== undefined) await secrets.holdReader(connection, reader);
      await session.set({ [tokenKey(connection.id)]: record });
    },
    remove: (id) => session.remove(tokenKey(id)),
  });

  return {
    async refresh(connectionId: string, rejected: string | null): Promise<void> {
      const connection = await existing(connectionId);
      if (needsToken(connection)) await broker.refresh(connection, rejected);
    },

    /**
     * With OpenID Connect the provider's page is shown, and nothing of it is ever kept on disk.
     *
     * A key that the back end refuses is not kept; one that could not be tried is, so that *Try again* works.
     */
    async signIn(connectionId: string, typedKey: string | undefined, remember: boolean): Promise<void> {
      const connection = await existing(connectionId);
      const key = typedKey?.trim();
      if (key !== undefined) {
        if (!/^[\x21-\x7e]+$/.test(key)) throw new AppError('BAD_REQUEST');
        await secrets.holdKey(connection, key);
      }
      if (connection.auth === 'oidc') await logins.signIn(connection);
      await broker.forget(connectionId);
      try {
        if (needsToken(connection)) await broker.refresh(connection, null);
      } catch (error) {
        const refused = error instanceof AppError && (error.code === 'SIGN_IN' || error.code === 'FORBIDDEN');
        if (refused) await secrets.dropKey(connection);
        throw error;
      }
      await secrets.remember(connection, remember);
    },

    /** The key and what it bought; the reader's name at the back end, and so the conversations, stay. */
    async dropKey(connectionId: string): Promise<void> {
      await broker.forget(connectionId);
      await secrets.forgetKey(connectionId);
    },

    async signOut(connectionId: string): Promise<void> {
      await broker.forget(connectionId);
      await Promise.all([secrets.forget(connectionId), logins.forget(connectionId)]);
    },

    /**
     * After connections changed: records of removed connections and of other configurations go (docs/threats.md T46).
     */
    async dropStale(): Promise<void> {
      const stored = Object.entries(await session.get(null));
      for (const [key, value] of stored) {
        if (!key.startsWith('token:')) continue;
        const id = key.slice('token:'.length);
        const connection = await getConnection(id);
        const record = tokenRecordSchema.safeParse(value).data;
        if (!connection || record?.binding !== bindingOf(connection)) await broker.forget(id);
      }
    },

    /** Before a wipe of the whole session: what is in flight comes to nothing. */
    discardFlights: () => broker.discardFlights(),
  };

  async function existing(id: string): Promise<Connection> {
    const connection = await getConnection(id);
    if (!connection) throw new AppError('NOT_CONNECTED');
    return connection;
  }
}
export type TokenSession = ReturnType<typeof createTokenSession>;
