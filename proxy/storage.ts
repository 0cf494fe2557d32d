import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProxyEnv } from './env';
import { createLibsqlStore, type LibsqlStore } from './libsql-store';
import { keptSecret } from './secrets';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the proxy keeps between restarts, in DATA_DIR unless the environment says otherwise. */
export interface Storage {
  store: LibsqlStore;
  /** The file, or `:memory:`. */
  database: string;
  signingKey: string;
  /** The shared key, where one is required and none was configured. */
  madeKey: string | undefined;
}

/** Creates what is missing. Writes nothing when the secrets are configured and DATABASE is elsewhere. */
export function openStorage(env: ProxyEnv): Storage {
  const database = env.DATABASE ?? join(env.DATA_DIR, 'docent.db');
  if (database !== ':memory:') mkdirSync(dirname(database), { recursive: true, mode: 0o700 });
  return {
    store: createLibsqlStore(database),
    database,
    signingKey: env.SIGNING_KEY ?? keptSecret(env.DATA_DIR, 'signing.key'),
    madeKey: env.AUTH === 'key' && !env.PROXY_KEY ? keptSecret(env.DATA_DIR, 'shared.key') : undefined,
  };
}

/**
 * Deletes conversations RETENTION_DAYS after their last message, and files that were never sent after a day: now, and
 * every hour while the proxy runs.
 */
export function keepRetention(store: LibsqlStore, days: number): void {
  const forget = () => {
    store.deleteUnsentSince(Date.now() - DAY_MS);
    if (days > 0) store.deleteInactiveSince(Date.now() - days * DAY_MS);
  };
  forget();
  setInterval(forget, HOUR_MS).unref();
}
