/** Values pushed by one side and read by one reader, at its own pace, in order. Pushing never waits. */
export interface Channel<T> {
  push(value: T): void;
  /** No more values follow; what was pushed is still read. */
  end(): void;
  values: AsyncIterable<T>;
}

/**
 * @param onLeave called once when the reader stops reading before the end (`return()` of its iterator: a `break`, a
 *   cancelled response body). Values pushed later are dropped.
 */
export function createChannel<T>(onLeave: () => void): Channel<T> {
  const waiting: T[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  const notify = () => {
    wake?.();
    wake = undefined;
  };
  const iterator: AsyncIterator<T, undefined> = {
    async next() {
      while (waiting.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      const value = waiting.shift();
      return value === undefined ? { done: true, value: undefined } : { done: false, value };
    },
    return() {
      const early = !ended;
      ended = true;
      waiting.length = 0;
      notify();
      if (early) onLeave();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  return {
    push(value) {
      if (ended) return;
      waiting.push(value);
      notify();
    },
    end() {
      ended = true;
      notify();
    },
    values: { [Symbol.asyncIterator]: () => iterator },
  };
}
