import { createMemoryStore } from '../../../chatkit/server/memory-store';
import type { Answerer, Store } from '../../../chatkit/server/types';
import { createApp } from '../../../proxy/app';
import { readEnv } from '../../../proxy/env';
import type { LogEntry } from '../../../proxy/log';

export const EXTENSION = `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`;
export const FIREFOX = 'moz-extension://0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0';
export const KEY = 'k9Q2-shared-canary-vV7x_LmN4pR6sT8uW0yZ';
export const SIGNING_KEY = 'sign-canary-3fA9dK2mQ7xZ5cB8nL1vR4tY6';

export const environment = (variables: Record<string, string> = {}) =>
  readEnv(variables, () => {
    throw new Error('no file');
  });

/** Answers with the question and the passage it was asked about. */
export const echo: Answerer = {
  async *answer({ question, message }) {
    yield { type: 'text', delta: `You asked: ${question}` };
    if (message.quoted_text) yield { type: 'text', delta: ` about: ${message.quoted_text}` };
  },
};

interface Options {
  variables?: Record<string, string>;
  store?: Store;
  answerer?: Answerer;
  keys?: readonly string[];
  fetch?: typeof globalThis.fetch;
}

/** The proxy as a value, with a clock to turn and the log to read. */
export function createProxy({
  variables = {},
  store = createMemoryStore(),
  answerer = echo,
  keys = [KEY],
  fetch,
}: Options = {}) {
  const clock = { now: Date.parse('2026-11-21T00:00:00Z') };
  const logs: LogEntry[] = [];
  const app = createApp({
    store,
    answerer,
    env: environment(variables),
    sharedKeys: () => keys,
    signingKey: SIGNING_KEY,
    log: (entry) => logs.push(entry),
    now: () => clock.now,
    frameBundle: () => Promise.resolve({ code: '// frame', version: 'v1' }),
    ...(fetch && { fetch }),
    peerAddress: (c) => c.req.header('x-test-peer') ?? '203.0.113.7',
  });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    app.request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: EXTENSION, ...headers },
      signal: signal ?? null,
    });
  const vend = async (body: object = {}, headers: Record<string, string> = {}): Promise<Vended> => {
    const response = await post('/token', body, headers);
    if (response.status !== 200) throw new Error(`vending answered ${response.status}`);
    return (await response.json()) as Vended;
  };
  const chatkit = (token: string, type: string, params: object, metadata: object = {}) =>
    post('/chatkit', { type, params, metadata }, { authorization: `Bearer ${token}` });
  const ask = async (token: string, text: string, quoted_text?: string, threadId?: string) => {
    const input = { content: [{ type: 'input_text', text }], attachments: [], quoted_text, inference_options: {} };
    const response = threadId
      ? await chatkit(token, 'threads.add_user_message', { thread_id: threadId, input })
      : await chatkit(token, 'threads.create', { input });
    return readEvents(response);
  };
  return { app, clock, logs, post, vend, chatkit, ask };
}

export interface Vended {
  client_secret: string;
  expires_at: number;
  expires_in: number;
  server_time: number;
  request_id: string;
  reader: string;
}

export interface WireEvent {
  type: string;
  thread?: { id: string };
  item?: { id: string; type: string; content: { text: string }[] };
  message?: string;
  code?: string;
  allow_retry?: boolean;
  reason?: string;
  text?: string;
}

export const parseEvents = (text: string): WireEvent[] =>
  text
    .split('\n\n')
    .filter((part) => part.startsWith('data: '))
    .map((part) => JSON.parse(part.slice('data: '.length)) as WireEvent);

export async function readEvents(response: Response): Promise<WireEvent[]> {
  if (response.status !== 200) throw new Error(`chatkit answered ${response.status}`);
  return parseEvents(await response.text());
}

export const threadIdOf = (events: WireEvent[]): string =>
  events.find(({ type }) => type === 'thread.created')?.thread?.id ?? '';
export const itemIdOf = (events: WireEvent[], type: string): string =>
  events.find((event) => event.type === 'thread.item.done' && event.item?.type === type)?.item?.id ?? '';
export const answerOf = (events: WireEvent[]): string =>
  events
    .find(({ type, item }) => type === 'thread.item.done' && item?.type === 'assistant_message')
    ?.item?.content.map(({ text }) => text)
    .join('') ?? '';
