import { openDatabase } from '../shared/database';

/** Store `secrets` of our IndexedDB database. */
export interface SecretDisk {
  get(id: string): Promise<unknown>;
  put(id: string, value: unknown): Promise<void>;
  /** Reads and writes in one transaction; undefined leaves the record as it is, or absent. */
  update(id: string, change: (stored: unknown) => unknown): Promise<void>;
  delete(id: string): Promise<void>;
}

/** Store `secrets` of our database, for the background and our own pages. */
export const secretDisk: SecretDisk = {
  get: async (id) => (await openDatabase()).get('secrets', id),
  put: async (id, value) => void (await (await openDatabase()).put('secrets', value, id)),
  delete: async (id) => (await openDatabase()).delete('secrets', id),
  async update(id, change) {
    const transaction = (await openDatabase()).transaction('secrets', 'readwrite');
    const changed = change(await transaction.store.get(id));
    if (changed !== undefined) await transaction.store.put(changed, id);
    await transaction.done;
  },
};
