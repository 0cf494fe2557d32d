/** What a test sets of the stand-in; as JSON in a storage, so that it outlives a page. */
export interface StandInState {
  availability: Availability;
  /** Spoken, as primary tags. */
  languages: string[];
  /** Tokens. */
  window: number;
  /** UTF-16 units that a token holds. */
  perToken: number;
  /** Share of the model that has come; a fetch waits until a test says more. */
  fetched: number;
  /** The fetch ends with this error. */
  fetchFails?: string;
  /** A policy of the browser's forbids the model. */
  forbidden?: boolean;
  /** Pieces of the next answers. */
  answer: string[];
  pauseMs: number;
  /** After so many pieces the answer waits for this to change. */
  holdAt?: number;
  /** After so many pieces the answer ends with this error. */
  breaks?: { at: number; name: string };
  /** Every session that lives is lost at its next use, as when the browser's process for it ends. */
  lost?: number;
  /** Older names. */
  older?: boolean;
}
export interface StandInCall {
  what: 'create' | 'prompt' | 'destroy' | 'overflow' | 'fetch';
  session?: number;
  /** Roles and words, as they were told. */
  told?: string[];
}

export const STATE = 'stand-in-language-model';
export const CALLS = 'stand-in-language-model-calls';

export const presetState: StandInState = {
  availability: 'available',
  languages: ['en', 'es', 'ja'],
  window: 4_000,
  perToken: 4,
  fetched: 0,
  answer: ['It ', 'closes ', 'the ', 'file ', 'by ', 'itself.'],
  pauseMs: 0,
};

/**
 * A `LanguageModel` that keeps the contract of the Prompt API where it hurts: a fetch wants a press, options are checked,
 * errors have their names, what does not fit is refused or pushes out the oldest, and nothing lives after `destroy`.
 * Stands for itself as source text: a page gets it before its own scripts run.
 */
export function makeLanguageModel(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  activation: { isActive: boolean },
  stateKey: string,
  callsKey: string,
): typeof LanguageModel {
  const read = () => JSON.parse(storage.getItem(stateKey) ?? 'null') as StandInState;
  const write = (change: Partial<StandInState>) => storage.setItem(stateKey, JSON.stringify({ ...read(), ...change }));
  const note = (call: StandInCall) =>
    storage.setItem(callsKey, JSON.stringify([...(JSON.parse(storage.getItem(callsKey) ?? '[]') as unknown[]), call]));
  const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const fail = (name: string, more: object = {}) => Object.assign(new DOMException(name, name), more);
  const tooMuch = (requested: number) =>
    fail('QuotaExceededError', { requested, quota: read().window, contextWindow: read().window });
  const tokens = (words: string) => Math.ceil(words.length / read().perToken);
  let sessions = 0;

  const speaks = (expected: unknown): boolean => {
    if (expected === undefined) return true;
    if (!Array.isArray(expected)) throw new TypeError('Expected languages are a sequence.');
    return (expected as LanguageModelExpected[]).every(({ type, languages = [] }) => {
      if (!['text', 'image', 'audio'].includes(type)) throw new TypeError('No such type of input.');
      const known = languages.map((tag) => Intl.getCanonicalLocales(tag)[0]?.split('-')[0] ?? '');
      return type === 'text' && known.every((tag) => read().languages.includes(tag));
    });
  };
  const find = (options: LanguageModelCreateCoreOptions = {}): Availability => {
    const understood = [speaks(options.expectedInputs), speaks(options.expectedOutputs)];
    return understood.includes(false) || options.tools ? 'unavailable' : read().availability;
  };
  const check = (input: LanguageModelPrompt, first: boolean): { role: string; words: string }[] => {
    const messages = typeof input === 'string' ? [{ role: 'user' as const, content: input }] : input;
    if (!Array.isArray(messages)) throw new TypeError('A prompt is a text or messages.');
    return messages.map(({ role, content }: { role: string; content: unknown }, index) => {
      if (!['system', 'user', 'assistant'].includes(role)) throw new TypeError('No such role.');
      if (role === 'system' && !(first && index === 0)) throw new TypeError('The system speaks first, and once.');
      if (typeof content !== 'string') throw fail('NotSupportedError');
      return { role, words: content };
    });
  };

  async function fetchModel(options: LanguageModelCreateOptions): Promise<void> {
    const monitor = new EventTarget() as CreateMonitor;
    options.monitor?.(monitor);
    let told = -1;
    const tell = (loaded: number) => {
      if (loaded <= told) return;
      told = loaded;
      monitor.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded, total: 1, lengthComputable: true }));
    };
    if (read().availability !== 'available') {
      note({ what: 'fetch' });
      write({ availability: 'downloading' });
    }
    tell(0);
    while (read().availability === 'downloading') {
      options.signal?.throwIfAborted();
      const { fetched, fetchFails } = read();
      tell(fetched);
      if (fetchFails !== undefined) {
        write({ availability: 'downloadable', fetched: 0 });
        throw fail(fetchFails);
      }
      if (fetched >= 1) write({ availability: 'available' });
      await later(20);
    }
    if (read().availability !== 'available') throw fail('NotSupportedError');
    tell(1);
  }

  class StandIn extends EventTarget {
    static async availability(options?: LanguageModelCreateCoreOptions): Promise<Availability> {
      await later(0);
      return find(options);
    }

    static async create(options: LanguageModelCreateOptions = {}): Promise<StandIn> {
      const isPressed = activation.isActive;
      options.signal?.throwIfAborted();
      const initial = check((options.initialPrompts ?? []) as LanguageModelMessage[], true);
      const found = find(options);
      if (read().forbidden) throw fail('NotAllowedError');
      if (found === 'unavailable') throw fail('NotSupportedError');
      if (found !== 'available' && !isPressed) throw fail('NotAllowedError');
      await fetchModel(options);
      const session = new StandIn(initial);
      if (session.#used > read().window) throw tooMuch(session.#used);
      note({ what: 'create', session: session.#id, told: initial.map(({ role, words }) => `${role}: ${words}`) });
      // As in Chromium: a signal that made a session ends it, too.
      options.signal?.addEventListener('abort', () => session.destroy());
      return session;
    }

    readonly #id = (sessions += 1);
    readonly #generation = read().lost ?? 0;
    readonly #messages: { role: string; words: string }[];
    readonly #living = new AbortController();

    constructor(initial: { role: string; words: string }[]) {
      super();
      this.#messages = [...initial];
      const names = read().older
        ? { inputQuota: () => read().window, inputUsage: () => this.#used }
        : { contextWindow: () => read().window, contextUsage: () => this.#used };
      for (const [name, get] of Object.entries(names)) Object.defineProperty(this, name, { get });
      const measured = read().older ? 'measureInputUsage' : 'measureContextUsage';
      Object.defineProperty(this, measured, { value: (input: LanguageModelPrompt) => this.#measure(input) });
    }

    get #used() {
      return this.#messages.reduce((sum, { words }) => sum + tokens(words), 0);
    }

    #mustLive() {
      if (this.#living.signal.aborted || this.#generation !== (read().lost ?? 0)) throw fail('InvalidStateError');
    }

    async #measure(input: LanguageModelPrompt): Promise<number> {
      await later(0);
      this.#mustLive();
      return check(input, false).reduce((sum, { words }) => sum + tokens(words), 0);
    }

    promptStreaming(input: LanguageModelPrompt, { signal }: LanguageModelPromptOptions = {}): ReadableStream<string> {
      this.#mustLive();
      const asked = check(input, false);
      note({ what: 'prompt', session: this.#id, told: asked.map(({ role, words }) => `${role}: ${words}`) });
      const ends = AbortSignal.any([this.#living.signal, ...(signal ? [signal] : [])]);
      const pieces = this.#answer(asked, ends);
      return new ReadableStream<string>({
        async pull(controller) {
          try {
            const { done, value } = await pieces.next();
            if (done) controller.close();
            else controller.enqueue(value);
          } catch (error) {
            controller.error(signal?.aborted ? signal.reason : error);
          }
        },
      });
    }

    async *#answer(asked: { role: string; words: string }[], ends: AbortSignal): AsyncGenerator<string> {
      const needed = asked.reduce((sum, { words }) => sum + tokens(words), 0);
      const { window, answer, breaks, holdAt } = read();
      if (needed > window) throw tooMuch(needed);
      this.#messages.push(...asked);
      let said = '';
      this.#makeRoom();
      for (const [index, piece] of answer.entries()) {
        await later(read().pauseMs);
        while (index === holdAt && read().holdAt === holdAt) {
          ends.throwIfAborted();
          await later(20);
        }
        ends.throwIfAborted();
        if (breaks?.at === index) throw fail(breaks.name);
        if (this.#generation !== (read().lost ?? 0)) throw fail('InvalidStateError');
        said += piece;
        yield piece;
      }
      this.#messages.push({ role: 'assistant', words: said });
      this.#makeRoom();
    }

    #makeRoom() {
      while (this.#used > read().window && this.#messages.length > 2) {
        this.#messages.splice(this.#messages[0]?.role === 'system' ? 1 : 0, 2);
        note({ what: 'overflow', session: this.#id });
        this.dispatchEvent(new Event(read().older ? 'quotaoverflow' : 'contextoverflow'));
      }
    }

    destroy() {
      if (this.#living.signal.aborted) return;
      note({ what: 'destroy', session: this.#id });
      this.#living.abort(fail('AbortError'));
    }
  }
  return StandIn as unknown as typeof LanguageModel;
}
