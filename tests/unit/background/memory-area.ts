import type { SessionArea } from '../../../utils/shared/session-area';

/** A storage area in memory; `quota` (units of JSON) makes writes fail as the browser's does. */
export function createMemoryArea(quota = Number.POSITIVE_INFINITY) {
  const items = new Map<string, unknown>();
  const area: SessionArea & { clear(): Promise<void> } = {
    get(keys) {
      const wanted = keys === null ? [...items.keys()] : [keys].flat();
      return Promise.resolve(
        Object.fromEntries(wanted.filter((key) => items.has(key)).map((key) => [key, structuredClone(items.get(key))])),
      );
    },
    set(entries) {
      const after = new Map([...items, ...Object.entries(entries)]);
      if (JSON.stringify([...after]).length > quota) return Promise.reject(new Error('QuotaExceededError'));
      for (const [key, value] of Object.entries(entries)) items.set(key, structuredClone(value));
      return Promise.resolve();
    },
    remove(keys) {
      for (const key of [keys].flat()) items.delete(key);
      return Promise.resolve();
    },
    clear() {
      items.clear();
      return Promise.resolve();
    },
  };
  return { area, items };
}
