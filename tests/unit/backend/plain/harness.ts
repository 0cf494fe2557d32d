import { createMemoryStore } from '../../../../chatkit/server/memory-store';
import { readEvents } from '../../../../chatkit/client/sse';
import type { StreamEvent } from '../../../../chatkit/protocol/events';
import type { Store } from '../../../../chatkit/server/types';
import { createPlainFetch } from '../../../../utils/backend/plain/fetch';
import type { Dialect } from '../../../../utils/connection/plain-settings';
import type { Connection } from '../../../../utils/connection/schema';

export const API = 'https://chat.example.com/api/chat';

export function connectionOf(dialect: Dialect, more: Partial<Connection> = {}): Connection {
  return {
    id: 'one',
    name: 'Example',
    kind: dialect === 'json' ? 'chat-json' : 'chat-sse',
    apiUrl: API,
    origins: ['https://chat.example.com'],
    auth: 'none',
    view: 'packaged',
    sites: [],
    presentation: {},
    chat: { dialect },
    ...more,
  };
}

/** A request as the back end got it. */
export interface Sent {
  url: string;
  method: string;
  authorization: string | null;
  body: Record<string, unknown>;
  signal: AbortSignal;
}

export type Answer = (sent: Sent) => Response | Promise<Response>;

interface Options {
  connection: Connection;
  answer: Answer;
  store?: Store;
  tokens?: string[];
  permitted?: boolean;
  online?: boolean;
}

/** The plain adapter over a back end that is a function, with the card's part of a request written by the test. */
export function createRig({
  connection,
  answer,
  store = createMemoryStore(),
  tokens,
  permitted = true,
  online = true,
}: Options) {
  const sent: Sent[] = [];
  const phases: string[] = [];
  let deleted: unknown[] = [];
  let vended = 0;
  const apiFetch = createPlainFetch({
    connection,
    store,
    deleted: { read: () => Promise.resolve(deleted), write: (ids) => Promise.resolve(void (deleted = ids)) },
    async fetch(input, init) {
      const headers = new Headers(init?.headers);
      const one: Sent = {
        url: String(input),
        method: init?.method ?? 'GET',
        authorization: headers.get('authorization'),
        body: typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {},
        signal: init?.signal ?? new AbortController().signal,
      };
      sent.push(one);
      return answer(one);
    },
    getToken: (rejected) => {
      if (!tokens) return Promise.resolve(null);
      if (rejected !== undefined) vended += 1;
      return Promise.resolve(tokens[vended] ?? null);
    },
    hasPermission: () => Promise.resolve(permitted),
    online: () => online,
    shape: (request) => request,
    onActivity: (phase) => void phases.push(phase),
    now: () => Date.parse('2026-11-25T12:00:00Z'),
  });
  const call = (type: string, params: object, metadata: object = {}, signal?: AbortSignal) =>
    apiFetch(connection.apiUrl, {
      method: 'POST',
      body: JSON.stringify({ type, params, metadata }),
      signal: signal ?? null,
    });
  const input = (text: string, quoted_text?: string) => ({
    content: [{ type: 'input_text', text }],
    attachments: [],
    quoted_text,
    inference_options: {},
  });
  return {
    sent,
    phases,
    store,
    call,
    json: async (type: string, params: object) => (await (await call(type, params)).json()) as Record<string, unknown>,
    /** Asks, and reads the stream to its end; `broken` when it breaks off. */
    async ask(text: string, { threadId, passage, mode = 'passage', signal }: AskOptions = {}) {
      const docent = passage && { docent: { version: 1, mode, passages: [passage] } };
      const params = { ...(threadId && { thread_id: threadId }), input: input(text, passage?.text) };
      const type = threadId ? 'threads.add_user_message' : 'threads.create';
      return readAll(await call(type, params, docent || {}, signal));
    },
  };
}

interface AskOptions {
  threadId?: string;
  passage?: { text: string; title?: string; headings?: string[]; url?: string };
  mode?: string;
  signal?: AbortSignal;
}

export async function readAll(response: Response): Promise<{
  events: StreamEvent[];
  text: string;
  threadId: string;
  broken: boolean;
}> {
  const events: StreamEvent[] = [];
  let broken = false;
  try {
    if (response.body) for await (const event of readEvents(response.body)) events.push(event);
  } catch {
    broken = true;
  }
  const text = events
    .flatMap((event) =>
      event.type === 'thread.item.updated' && event.update.type === 'assistant_message.content_part.text_delta'
        ? [event.update.delta]
        : [],
    )
    .join('');
  const created = events.find((event) => event.type === 'thread.created');
  return { events, text, threadId: created?.type === 'thread.created' ? created.thread.id : '', broken };
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** A stream of the given pieces; `hang` leaves it open, `broken` breaks it. */
export function stream(pieces: string[], how: 'closed' | 'hang' | 'broken' = 'closed', signal?: AbortSignal): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      if (how === 'closed') controller.close();
      if (how === 'broken') setTimeout(() => controller.error(new TypeError('network')));
      signal?.addEventListener('abort', () => controller.error(new DOMException('', 'AbortError')));
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

export const named = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
export const said = (content: string) => `data: ${JSON.stringify({ type: 'text', content })}\n\n`;
export const DONE = 'data: [DONE]\n\n';
