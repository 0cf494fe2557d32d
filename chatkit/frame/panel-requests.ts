import type { FromFrame, FromPanel } from './messages';

type Asked = Extract<FromFrame, { type: 'request' | 'pull' | 'cancel' }>;

export interface RequestParts {
  say: (message: FromPanel) => void;
  /** The connection's `api.fetch`: it alone knows address and token. */
  fetch: (body: string, init: { streaming: boolean; signal: AbortSignal }) => Promise<Response>;
  /** What the chat is told of a failure: a client error, and a sentence to draw. */
  describe: (error: unknown) => { status: number; message: string };
}

/** More than any chat has open; the frame runs a script that is not ours. */
const MAX_OPEN_REQUESTS = 32;

interface Open {
  abort: AbortController;
  reader?: ReadableStreamDefaultReader<Uint8Array>;
  pulls: number;
  reading: boolean;
}

/**
 * The panel's half of a request. OpenAI's script posts a message again, up to five times, when it gets no answer, a 5xx or
 * another content type before the stream (docs/chatkit.md, fact 3), which a server would take for new messages. So a
 * failure is always answered with a 4xx, which it does not repeat.
 */
export function createPanelRequests({ say, fetch, describe }: RequestParts) {
  const open = new Map<number, Open>();

  async function begin({ id, body, streaming }: Extract<Asked, { type: 'request' }>): Promise<void> {
    if (open.has(id)) return;
    const request: Open = { abort: new AbortController(), pulls: 0, reading: false };
    if (open.size >= MAX_OPEN_REQUESTS) return refuse(id, request, 429, '');
    open.set(id, request);
    try {
      const response = await fetch(body, { streaming, signal: request.abort.signal });
      if (open.get(id) !== request) return void response.body?.cancel();
      const contentType = response.headers.get('content-type') ?? '';
      if (streaming && response.ok && !/^text\/event-stream\b/i.test(contentType)) {
        await response.body?.cancel();
        throw new TypeError('A stream was asked for.');
      }
      request.reader = streamOf(response);
      say({ type: 'answer', id, status: response.status >= 500 ? 424 : response.status, contentType });
      // Pieces may have been asked for while the answer was on its way.
      await pump(id, request);
    } catch (error) {
      if (open.get(id) !== request) return;
      const { status, message } = describe(error);
      refuse(id, request, status, message);
    }
  }

  /**
   * A whole small answer: the chat draws `message` (docs/chatkit.md, fact 3). Its body is already there, so nothing is
   * pulled.
   */
  function refuse(id: number, request: Open, status: number, message: string): void {
    request.reader = streamOf(new Response(JSON.stringify({ message })));
    open.set(id, request);
    say({ type: 'answer', id, status, contentType: 'application/json' });
    void pump(id, request);
  }

  async function pump(id: number, request: Open): Promise<void> {
    if (request.reading || request.reader === undefined) return;
    request.reading = true;
    try {
      while (request.pulls > 0 && open.get(id) === request) {
        const { done, value } = await request.reader.read();
        if (open.get(id) !== request) return;
        if (done) {
          open.delete(id);
          return say({ type: 'end', id });
        }
        request.pulls -= 1;
        say({ type: 'chunk', id, bytes: value });
      }
    } catch {
      if (open.get(id) !== request) return;
      open.delete(id);
      say({ type: 'broken', id });
    } finally {
      request.reading = false;
    }
  }

  function give(id: number): void {
    const request = open.get(id);
    if (request === undefined) return;
    open.delete(id);
    request.abort.abort();
    void request.reader?.cancel().catch(() => undefined);
  }

  return {
    hear(message: Asked): void {
      if (message.type === 'request') return void begin(message);
      if (message.type === 'cancel') return give(message.id);
      const request = open.get(message.id);
      if (request === undefined) return;
      request.pulls = Math.min(request.pulls + 1, 2);
      void pump(message.id, request);
    },
    /** The page is gone: so are its requests. */
    close: () => [...open.keys()].forEach(give),
  };
}

/** An answer without a body has an empty one, so that its end is said like any other's. */
const streamOf = (response: Response) => (response.body ?? new Blob([]).stream()).getReader();
