/** How long a model may take, in milliseconds. */
export interface Patience {
  /** From the question to the first token: loading the model, reading the prompt. */
  firstTokenMs: number;
  /** Without a sign of life, once it has begun. */
  silenceMs: number;
}

/** Aborts a request whose server takes too long. */
export interface Watch {
  signal: AbortSignal;
  /** Which limit was passed; undefined while none was. */
  readonly passed: 'firstToken' | 'silence' | undefined;
  /** The server said something. */
  alive(): void;
  /** The first token has come: from now on only silence counts. */
  begun(): void;
  stop(): void;
}

/** Reading a long prompt is not silence: until the first token its own limit holds, whatever arrives meanwhile. */
export function createWatch({ firstTokenMs, silenceMs }: Patience): Watch {
  const controller = new AbortController();
  let passed: Watch['passed'];
  let timer: ReturnType<typeof setTimeout>;
  let isBegun = false;
  const wait = (ms: number, limit: NonNullable<Watch['passed']>) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      passed = limit;
      controller.abort();
    }, ms);
  };
  wait(firstTokenMs, 'firstToken');
  return {
    signal: controller.signal,
    get passed() {
      return passed;
    },
    alive() {
      if (isBegun && passed === undefined) wait(silenceMs, 'silence');
    },
    begun() {
      isBegun = true;
      this.alive();
    },
    stop: () => clearTimeout(timer),
  };
}

/** What a source says, and how often it was asked in vain. */
export type Beat<T> = { type: 'value'; value: T } | { type: 'quiet'; ms: number };

/** The values of a source, and a beat after each `everyMs` without one. */
export async function* withBeats<T>(source: AsyncIterable<T>, everyMs: number): AsyncGenerator<Beat<T>> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = iterator.next();
      // Awaited below, perhaps after a beat.
      next.catch(() => undefined);
      for (let ms = everyMs; ; ms += everyMs) {
        const came = await within(next, everyMs);
        if (came) {
          if (came.done) return;
          yield { type: 'value', value: came.value };
          break;
        }
        yield { type: 'quiet', ms };
      }
    }
  } finally {
    // A source that hangs never answers: nobody waits for it.
    Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
