import type { FromFrame, FromPanel } from './messages';

type Answer = Extract<FromPanel, { type: 'answer' | 'chunk' | 'end' | 'broken' }>;

interface Waiting {
  resolve: (response: Response) => void;
  reject: (error: unknown) => void;
  body?: ReadableStreamDefaultController<Uint8Array>;
  signal: AbortSignal | undefined;
}

/**
 * The `api.fetch` of the frame: every request goes back to the panel, which adds the passage and the token and alone
 * knows the address. Bodies stream piece by piece, each asked for, so that a slow reader holds a fast server back.
 */
export function createPageFetch(say: (message: FromFrame) => void) {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  const fetch: typeof globalThis.fetch = (_input, init) => {
    const { body, signal } = init ?? {};
    if (typeof body !== 'string') return Promise.reject(new TypeError('Only JSON requests cross to the panel.'));
    if (signal?.aborted) return Promise.reject(abortError(signal));
    const id = ++lastId;
    return new Promise<Response>((resolve, reject) => {
      waiting.set(id, { resolve, reject, signal: signal ?? undefined });
      signal?.addEventListener('abort', () => cancel(id, abortError(signal)), { once: true });
      const accept = new Headers(init?.headers).get('accept') ?? '';
      say({ type: 'request', id, body, streaming: accept.includes('text/event-stream') });
    });
  };

  function cancel(id: number, reason: unknown): void {
    const request = waiting.get(id);
    if (request === undefined) return;
    waiting.delete(id);
    say({ type: 'cancel', id });
    if (request.body === undefined) request.reject(reason);
    else request.body.error(reason);
  }

  function hear(message: Answer): void {
    const { id } = message;
    const request = waiting.get(id);
    if (request === undefined) return;
    if (message.type === 'answer') {
      if (request.body !== undefined) return;
      const body = new ReadableStream<Uint8Array>(
        {
          start(controller) {
            request.body = controller;
          },
          pull: () => say({ type: 'pull', id }),
          cancel: () => cancel(id, undefined),
        },
        { highWaterMark: 0 },
      );
      const headers = { 'content-type': message.contentType };
      // A status without a body may not carry one (https://fetch.spec.whatwg.org/#null-body-status).
      const empty = message.status === 204 || message.status === 205 || message.status === 304;
      request.resolve(new Response(empty ? null : body, { status: message.status, headers }));
      if (empty) cancel(id, undefined);
      return;
    }
    if (request.body === undefined) return;
    if (message.type === 'chunk') return request.body.enqueue(message.bytes);
    waiting.delete(id);
    if (message.type === 'end') request.body.close();
    else request.body.error(new TypeError('The answer was cut off.'));
  }

  return { fetch, hear };
}

const abortError = (signal: AbortSignal): unknown =>
  (signal.reason as unknown) ?? new DOMException('The request was given up.', 'AbortError');
