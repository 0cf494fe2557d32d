/**
 * The values of a source until the signal aborts. Does not wait for a source that ignores the signal: it is told to
 * return and left behind.
 */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    while (!signal.aborted) {
      const next = await nextOrAborted(iterator, signal);
      if (next === undefined || next.done) return;
      yield next.value;
    }
  } finally {
    // A generator that hangs in an await never answers return(): nobody waits for it, and its late failure is its own.
    Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

function nextOrAborted<T>(iterator: AsyncIterator<T>, signal: AbortSignal): Promise<IteratorResult<T> | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(undefined);
    signal.addEventListener('abort', onAbort, { once: true });
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
