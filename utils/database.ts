import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * The extension's own database (DESIGN.md 7): no content script can open it. Local conversations live in a database of
 * their own (`chatkit/server/idb-store.ts`). Values are parsed where they are read; the database promises nothing.
 */
interface DocentSchema extends DBSchema {
  /** Single records by name: `settings`. */
  records: { key: string; value: unknown };
  connections: { key: string; value: unknown };
  /** Secrets the reader asked to remember: shared keys and reader credentials, by connection id. */
  secrets: { key: string; value: unknown };
}
export type DocentDatabase = IDBPDatabase<DocentSchema>;
export const DATABASE_NAME = 'docent';

let opened: Promise<DocentDatabase> | undefined;

/** Opens once per context; a connection the browser closes is opened again at the next call. */
export function openDatabase(): Promise<DocentDatabase> {
  opened ??= openDB<DocentSchema>(DATABASE_NAME, 1, {
    upgrade(database) {
      database.createObjectStore('records');
      database.createObjectStore('connections');
      database.createObjectStore('secrets');
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  opened.catch(() => (opened = undefined));
  return opened;
}
