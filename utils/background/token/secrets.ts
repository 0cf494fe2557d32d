import * as z from 'zod';
import type { Connection } from '../../connection/schema';
import type { SecretDisk } from '../../backend/secret-disk';
import type { SessionArea } from '../../shared/session-area';
import { destinationOf } from '../../backend/record';
import { visitorKey } from '../../backend/visitor';

/**
 * `key:<id>` and `reader:<id>` in `storage.session`: sent only to the address they were given for
 * (docs/threats.md T46).
 */
const sessionSecretSchema = z.object({ value: z.string(), destination: z.string() });
/** Store `secrets` of our database, by connection id. Its presence means that the reader ticked *remember*. */
const rememberedSchema = z.object({
  destination: z.string(),
  key: z.string().optional(),
  reader: z.string().optional(),
});
type Remembered = z.infer<typeof rememberedSchema>;

export interface Secrets {
  key?: string;
  /** Signed reader credential (docs/design.md 15). */
  reader?: string;
}

type Target = Pick<Connection, 'id' | 'apiUrl' | 'tokenUrl'>;

/** Shared keys and reader credentials: in memory (`storage.session`), on disk only where the reader ticked it (R10). */
export function createSecretStore(session: SessionArea, disk: SecretDisk) {
  return {
    async read(connection: Target): Promise<Secrets> {
      const [inSession, remembered] = await Promise.all([readSession(connection), readRemembered(connection)]);
      return { ...remembered, ...inSession };
    },

    /** A key for this session. An older one of this connection is replaced. */
    async holdKey(connection: Target, key: string): Promise<void> {
      await session.set({ [`key:${connection.id}`]: { value: key, destination: destinationOf(connection) } });
    },

    async dropKey({ id }: Target): Promise<void> {
      await session.remove(`key:${id}`);
    },

    /** The credential a back end just handed out. */
    async holdReader(connection: Target, reader: string): Promise<void> {
      const destination = destinationOf(connection);
      await session.set({ [`reader:${connection.id}`]: { value: reader, destination } });
      await disk.update(connection.id, (stored) => {
        const remembered = parseRemembered(connection, stored);
        return remembered && ({ ...remembered, destination, reader } satisfies Remembered);
      });
    },

    /** The reader's tick: what is held now goes to disk, or leaves it. */
    async remember(connection: Target, remember: boolean): Promise<void> {
      if (!remember) return disk.delete(connection.id);
      const destination = destinationOf(connection);
      await disk.put(connection.id, { destination, ...(await this.read(connection)) } satisfies Remembered);
    },

    /** The key alone, in memory and on disk. */
    async forgetKey(connectionId: string): Promise<void> {
      await session.remove(`key:${connectionId}`);
      await disk.update(connectionId, (stored) => {
        const { data } = rememberedSchema.safeParse(stored);
        return data?.key === undefined ? undefined : ({ ...data, key: undefined } satisfies Remembered);
      });
    },

    /** Sign-out: nothing of this connection stays, in memory or on disk. */
    async forget(connectionId: string): Promise<void> {
      await session.remove([`key:${connectionId}`, `reader:${connectionId}`]);
      await Promise.all([disk.delete(connectionId), disk.delete(visitorKey(connectionId))]);
    },
  };

  async function readSession(connection: Target): Promise<Secrets> {
    const names = { key: `key:${connection.id}`, reader: `reader:${connection.id}` };
    const stored = await session.get([names.key, names.reader]);
    return pick(valueFor(connection, stored[names.key]), valueFor(connection, stored[names.reader]));
  }

  async function readRemembered(connection: Target): Promise<Secrets | undefined> {
    return parseRemembered(connection, await disk.get(connection.id));
  }
}
export type SecretStore = ReturnType<typeof createSecretStore>;

function valueFor(connection: Target, stored: unknown): string | undefined {
  const { data } = sessionSecretSchema.safeParse(stored);
  return data?.destination === destinationOf(connection) ? data.value : undefined;
}

function parseRemembered(connection: Target, stored: unknown): Secrets | undefined {
  const { data } = rememberedSchema.safeParse(stored);
  return data?.destination === destinationOf(connection) ? pick(data.key, data.reader) : undefined;
}

function pick(key: string | undefined, reader: string | undefined): Secrets {
  return { ...(key === undefined ? {} : { key }), ...(reader === undefined ? {} : { reader }) };
}
