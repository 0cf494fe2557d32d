import { type DBSchema, type IDBPDatabase, openDB, type OpenDBCallbacks } from 'idb';

/**
 * A database that is opened at the first call and again after the browser closed it. Gives way when another context
 * deletes it or upgrades it.
 *
 * @param version counts up with each change of the schema
 * @param upgrade brings a database from the version before to this one
 * @returns opens, or hands out what is open; rejects with the browser's own error, and tries again at the next call
 */
export function keptOpen<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<Schema>['upgrade']>,
): () => Promise<IDBPDatabase<Schema>> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  return () => {
    opened ??= openDB<Schema>(name, version, {
      upgrade,
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
  };
}
