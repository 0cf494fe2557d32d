import { type DBSchema, type IDBPDatabase } from 'idb';
import { keptOpen } from '../../chatkit/server/kept-open';

/**
 * The extension's own database (docs/design.md 7): no content script can open it. Local conversations live in a
 * database of their own (`chatkit/server/idb-store.ts`). Values are parsed where they are read; the database promises
 * nothing.
 */
interface DocentSchema extends DBSchema {
  /** Single records by name: `settings`. */
  records: { key: string; value: unknown };
  connections: { key: string; value: unknown };
  /**
   * Secrets the reader asked to remember, shared keys and reader credentials, by connection id; and the names nameless
   * readers have at back ends (`utils/backend/visitor.ts`).
   */
  secrets: { key: string; value: unknown };
}
export type DocentDatabase = IDBPDatabase<DocentSchema>;
export const DATABASE_NAME = 'docent';

/** One connection per context (see {@link keptOpen}). */
export const openDatabase = keptOpen<DocentSchema>(DATABASE_NAME, 1, (database) => {
  database.createObjectStore('records');
  database.createObjectStore('connections');
  database.createObjectStore('secrets');
});
