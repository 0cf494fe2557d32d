import type { StreamEvent } from '../chatkit/protocol/events';

/** Counts what runs at once per caller. `enter` returns the function that leaves, or undefined at the limit. */
export function createConcurrencyLimit(most: number) {
  const running = new Map<string, number>();
  return {
    enter(caller: string): (() => void) | undefined {
      const count = running.get(caller) ?? 0;
      if (count >= most) return undefined;
      running.set(caller, count + 1);
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        const left = (running.get(caller) ?? 1) - 1;
        if (left > 0) running.set(caller, left);
        else running.delete(caller);
      };
    },
    /** Number of callers with something running; tests check that it returns to zero. */
    size: () => running.size,
  };
}

/** The same events; `whenOver` is called when they end, fail or are no longer wanted, even if nobody ever asked for one. */
export function withEnd(events: AsyncIterable<StreamEvent>, whenOver: () => void): AsyncIterable<StreamEvent> {
  const iterator = events[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        try {
          const result = await iterator.next();
          if (result.done) whenOver();
          return result;
        } catch (error) {
          whenOver();
          throw error;
        }
      },
      async return() {
        whenOver();
        await iterator.return?.();
        return { done: true, value: undefined };
      },
    }),
  };
}
