import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type FrameView, fromFrameSchema, fromPanelSchema, type PanelCommand } from '../../../chatkit/frame/messages';
import { linkToPanel } from '../../../chatkit/frame/page';
import { linkToPage, type PanelParts } from '../../../chatkit/frame/panel';

const view: FrameView = {
  api: { mode: 'custom', url: 'https://api.example.com/chatkit', domainKey: 'domain_pk_localhost_dev' },
  theme: 'light',
  title: 'Docent',
  threadId: null,
  greeting: '',
  placeholder: 'Ask',
  starters: [],
  disclaimer: '',
};

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

/** Both halves on a real port. */
function joinHalves(
  parts: Partial<PanelParts> = {},
  follow: (command: PanelCommand) => Promise<void> = async () => {},
) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const onView = vi.fn<(view: FrameView) => void>();
  const panel = linkToPage(port1, NONCE, view, {
    fetch: () => Promise.reject(new Error('No request was expected.')),
    describe: () => ({ status: 424, message: 'It did not work.' }),
    getSecret: undefined,
    onReady: vi.fn(),
    onAlive: vi.fn(),
    onFailed: vi.fn(),
    onThread: vi.fn(),
    onResponse: vi.fn(),
    onLeft: vi.fn(),
    ...parts,
  });
  const page = linkToPanel(port2, NONCE, { onView, onCommand: follow });
  return { panel, page, onView, panelPort: port1, pagePort: port2 };
}
const NONCE = '0f0e0d0c-0b0a-4908-8706-050403020100';
const ask = (body = '{"type":"threads.list","params":{}}', init: RequestInit = {}) =>
  ['https://elsewhere.test/', { method: 'POST', body, ...init }] as const;
const streaming = { headers: { accept: 'text/event-stream' } };
const sse = (chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) =>
  new Response(Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array>, {
    headers: { 'content-type': 'text/event-stream' },
  });

describe('requests of the frame', () => {
  test('reach the panel without an address, and every byte of the answer comes back in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 64 }), { maxLength: 20 }), async (chunks) => {
        const bodies: string[] = [];
        const { page } = joinHalves({
          fetch(body) {
            bodies.push(body);
            return Promise.resolve(sse(chunks));
          },
        });
        const response = await page.fetch(...ask('{"type":"threads.create","params":{}}', streaming));
        expect(new Uint8Array(await response.arrayBuffer())).toEqual(
          new Uint8Array(chunks.flatMap((chunk) => [...chunk])),
        );
        expect(response.headers.get('content-type')).toBe('text/event-stream');
        expect(bodies).toEqual(['{"type":"threads.create","params":{}}']);
      }),
      { numRuns: 60 },
    );
  });

  test('hold a fast server back while nobody reads', async () => {
    let made = 0;
    const { page } = joinHalves({
      fetch: () =>
        Promise.resolve(
          new Response(
            new ReadableStream(
              {
                pull(controller) {
                  made += 1;
                  controller.enqueue(new Uint8Array(8));
                },
              },
              { highWaterMark: 0 },
            ),
            { headers: { 'content-type': 'text/event-stream' } },
          ),
        ),
    });
    const response = await page.fetch(...ask(undefined, streaming));
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.read();
    await new Promise((resolve) => setImmediate(resolve));
    expect(made).toBeLessThanOrEqual(3);
    await reader?.cancel();
  });

  test('given up in the frame are given up at the server, before and during the answer', async () => {
    for (const during of [false, true]) {
      const gone = vi.fn();
      const { page } = joinHalves({
        fetch: (_body, { signal }) => {
          signal.addEventListener('abort', gone);
          return during
            ? Promise.resolve(new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } }))
            : new Promise<Response>(() => undefined);
        },
      });
      const abort = new AbortController();
      const answer = page.fetch(...ask(undefined, { ...streaming, signal: abort.signal }));
      const read = during ? answer.then((response) => response.text()) : answer;
      if (during) await answer;
      abort.abort();
      await expect(read).rejects.toThrow();
      await vi.waitFor(() => expect(gone).toHaveBeenCalled());
    }
  });

  test.each([
    ['fails before it answers', () => Promise.reject(new Error('network'))],
    [
      'answers a stream with HTML',
      () => Promise.resolve(new Response('<p>', { headers: { 'content-type': 'text/html' } })),
    ],
    ['answers 503', () => Promise.resolve(new Response('{}', { status: 503 }))],
  ])('are answered with a client error when the server %s: the script repeats anything else', async (_how, fetch) => {
    const { page } = joinHalves({ fetch });
    const { status } = await page.fetch(...ask(undefined, streaming));
    expect(status).toBe(424);
  });

  test('an answer cut halfway is an error of its body, not an end', async () => {
    async function* cut() {
      yield new TextEncoder().encode('data: 1\n\n');
      await Promise.resolve();
      throw new Error('cut');
    }
    const { page } = joinHalves({ fetch: () => Promise.resolve(sse(cut())) });
    const response = await page.fetch(...ask(undefined, streaming));
    await expect(response.text()).rejects.toThrow('cut off');
  });

  test('a body that is no text, and one too many requests, never reach the server', async () => {
    const fetch = vi.fn(() => new Promise<Response>(() => undefined));
    const { page } = joinHalves({ fetch });
    await expect(page.fetch('https://elsewhere.test/', { body: new FormData(), method: 'POST' })).rejects.toThrow();
    const answers = Array.from({ length: 40 }, () => page.fetch(...ask()));
    expect((await Promise.race(answers)).status).toBe(429);
    expect(fetch).toHaveBeenCalledTimes(32);
  });
});

describe('client secrets', () => {
  test('are given only when asked for, and a renewal names the one given last', async () => {
    const asked: (string | undefined)[] = [];
    const { page } = joinHalves({
      getSecret(refused) {
        asked.push(refused);
        return Promise.resolve(`ek_${asked.length}`);
      },
    });
    await expect(page.getClientSecret(null)).resolves.toBe('ek_1');
    await expect(page.getClientSecret('ek_1')).resolves.toBe('ek_2');
    expect(asked).toEqual([undefined, 'ek_1']);
  });

  test('in custom mode there is none to be had', async () => {
    const { page } = joinHalves();
    await expect(page.getClientSecret(null)).rejects.toThrow();
  });
});

describe('what the panel tells the chat', () => {
  test('the first options come after the page has shown that it holds the port; equal ones are not repeated', async () => {
    const { panel, onView } = joinHalves();
    panel.show({ ...view, theme: 'dark' });
    await vi.waitFor(() => expect(onView).toHaveBeenCalledTimes(1));
    expect(onView.mock.calls[0]?.[0].theme).toBe('dark');
    panel.show({ ...view, theme: 'dark' });
    panel.show(view);
    await vi.waitFor(() => expect(onView).toHaveBeenCalledTimes(2));
  });

  test('a command settles as the chat did, and rejects when the page is gone', async () => {
    const { panel, onView } = joinHalves({}, (command) =>
      command.type === 'send' ? Promise.reject(new Error('busy')) : Promise.resolve(),
    );
    await vi.waitFor(() => expect(onView).toHaveBeenCalled());
    await expect(panel.command({ type: 'history' })).resolves.toBeUndefined();
    await expect(panel.command({ type: 'send', text: 'Why?', reply: null })).rejects.toThrow();
    const waiting = panel.command({ type: 'focus' });
    panel.close();
    await expect(waiting).rejects.toThrow();
  });
});

test('nothing is heard of a page that has not shown the right number', async () => {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const onReady = vi.fn();
  const heard = vi.fn();
  linkToPage(port1, NONCE, view, {
    fetch: heard,
    describe: () => ({ status: 424, message: '' }),
    getSecret: heard,
    onReady,
    onAlive: heard,
    onFailed: heard,
    onThread: heard,
    onResponse: heard,
    onLeft: heard,
  });
  const answered = vi.fn();
  port2.onmessage = answered;
  port2.postMessage({ type: 'ready' });
  port2.postMessage({ type: 'secret', id: 1, renew: false });
  port2.postMessage({ type: 'joined', panelNonce: '00000000-0000-4000-8000-000000000000' });
  port2.postMessage({ type: 'ready' });
  expect(onReady).not.toHaveBeenCalled();
  port2.postMessage({ type: 'joined', panelNonce: NONCE });
  await vi.waitFor(() => expect(answered).toHaveBeenCalled());
  expect(onReady).not.toHaveBeenCalled();
  expect(heard).not.toHaveBeenCalled();
});

describe('what is not of the protocol', () => {
  test('is parsed away by both halves, whatever its shape', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const strange = { type: 'request', id: 1, body: '', streaming: false, url: value };
        return !fromFrameSchema.safeParse(strange).success && !fromPanelSchema.safeParse(value).success;
      }),
    );
  });

  test.each([
    [
      'a request that names an address',
      { type: 'request', id: 1, body: '{}', streaming: true, url: 'https://evil.test' },
    ],
    ['a negative number', { type: 'pull', id: -1 }],
    ['an unknown message', { type: 'token' }],
    ['a secret of the frame', { type: 'secret', id: 1, renew: false, secret: 'x' }],
  ])('the panel takes no %s', (_what, message) => {
    expect(fromFrameSchema.safeParse(message).success).toBe(false);
  });
});
