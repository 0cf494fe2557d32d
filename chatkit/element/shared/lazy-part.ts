import type { ReadableStore } from '../../client/store';

/** Code that is not part of the first load. The snapshot is null until it is there. */
export interface LazyPart<Part> extends ReadableStore<Part | null> {
  /** Imports it, once. Rejects when it cannot be loaded; the next call tries again. */
  load(): Promise<Part>;
}

export function createLazyPart<Part>(importPart: () => Promise<Part>): LazyPart<Part> {
  const listeners = new Set<() => void>();
  let part: Part | null = null;
  let loading: Promise<Part> | null = null;
  const load = async () => {
    try {
      part = await importPart();
    } catch (error) {
      loading = null;
      throw error;
    }
    for (const listener of [...listeners]) listener();
    return part;
  };
  return {
    getSnapshot: () => part,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: () => (loading ??= load()),
  };
}
