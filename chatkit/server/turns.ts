import { type Lifetime } from './lifetime';

/**
 * One answer per thread at a time. A second request on a thread waits for its turn, so items never interleave; an
 * answer whose reader has gone (Stop, a closed panel) is cut to make room and keeps what it said.
 */
export interface Turns {
  /** Resolves when the turns before are over; call the result when this one is. */
  take(key: string, lifetime: Lifetime): Promise<() => void>;
  /** The reader of the thread's answers wants no more of them: they end as soon as nobody reads them. */
  giveUp(key: string): void;
  /** Stops every answer of the thread and waits until they are stored. */
  clear(key: string): Promise<void>;
}

interface Queue {
  lifetimes: Set<Lifetime>;
  tail: Promise<void>;
}

export function createTurns(): Turns {
  const queues = new Map<string, Queue>();
  return {
    async take(key, lifetime) {
      const queue = queues.get(key) ?? { lifetimes: new Set(), tail: Promise.resolve() };
      queues.set(key, queue);
      for (const earlier of queue.lifetimes) earlier.supersede();
      queue.lifetimes.add(lifetime);
      const before = queue.tail;
      let release = () => {};
      queue.tail = new Promise((resolve) => (release = resolve));
      await before;
      return () => {
        queue.lifetimes.delete(lifetime);
        if (queue.lifetimes.size === 0) queues.delete(key);
        lifetime.dispose();
        release();
      };
    },
    giveUp(key) {
      for (const lifetime of queues.get(key)?.lifetimes ?? []) lifetime.supersede();
    },
    async clear(key) {
      const queue = queues.get(key);
      if (!queue) return;
      for (const lifetime of queue.lifetimes) lifetime.stop();
      await queue.tail;
    },
  };
}
