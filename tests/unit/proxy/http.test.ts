import { describe, expect, test } from 'vitest';
import { createProxy, EXTENSION, KEY } from './harness';

interface Problem {
  error: { code: string; message: string; retry_after?: number };
  request_id: string;
}
const problemOf = async (response: Response) => (await response.json()) as Problem;

describe('addresses and methods', () => {
  test.each([
    ['GET', '/token', 'POST, OPTIONS'],
    ['PUT', '/token', 'POST, OPTIONS'],
    ['GET', '/attachments', 'POST, PUT, OPTIONS'],
    ['GET', '/chatkit', 'POST, OPTIONS'],
    ['DELETE', '/forget', 'POST, OPTIONS'],
    ['POST', '/healthz', 'GET, HEAD, OPTIONS'],
    ['POST', '/.well-known/docent.json', 'GET, HEAD, OPTIONS'],
  ])('%s %s is answered with what it takes', async (method, path, allow) => {
    const response = await createProxy().app.request(path, { method, headers: { origin: EXTENSION } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect((await problemOf(response)).error.code).toBe('method_not_allowed');
  });

  test.each(['/', '/token/', '/api/chatkit', '/constructor', '/__proto__', '/.env', '/healthz/..%2f'])(
    '%s is not found, in JSON',
    async (path) => {
      const response = await createProxy().app.request(path);
      expect(response.status).toBe(404);
      expect((await problemOf(response)).error.code).toBe('not_found');
    },
  );

  test('HEAD answers as GET does, without a body', async () => {
    const response = await createProxy().app.request('/healthz', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('bodies', () => {
  const send = (path: string, body: string, headers: Record<string, string> = {}) =>
    createProxy().app.request(path, {
      method: 'POST',
      body,
      headers: { origin: EXTENSION, 'content-type': 'application/json', ...headers },
    });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    '',
  ])('the content type "%s" is refused: a form of a web page can send it', async (type) => {
    expect((await send('/token', '{}', { 'content-type': type })).status).toBe(415);
  });
  test('JSON with a charset is taken', async () => {
    expect((await send('/token', '{}', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
  });
  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['an unknown field', '{"user":"ann"}'],
    ['a workflow of the client’s choice', '{"workflow":{"id":"wf"}}'],
    ['an own __proto__', '{"__proto__":{"reader":"x"}}'],
    ['a reader that is no text', '{"reader":{}}'],
    ['deep nesting', '['.repeat(2_000)],
  ])('%s is refused', async (_, body) => {
    const response = await send('/token', body);
    expect([response.status, (await problemOf(response)).error.code]).toEqual([400, 'bad_request']);
  });
  test('brackets in a text are not nesting', async () => {
    expect((await send('/token', JSON.stringify({ reader: `"\\"${'['.repeat(200)}` }))).status).toBe(200);
  });
  test('8 kB is enough to ask for a token', async () => {
    expect((await send('/token', `{"reader":"${'a'.repeat(8_192)}"}`)).status).toBe(413);
  });
  test('a size that is declared too large is refused before anything is read', async () => {
    expect((await send('/token', '{}', { 'content-length': '9000' })).status).toBe(413);
  });
  test('bytes are counted even when Content-Length lies', async () => {
    const proxy = createProxy();
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(4_096).fill(32));
      },
    });
    const request = new Request('http://localhost/token', {
      method: 'POST',
      body,
      headers: { origin: EXTENSION, 'content-type': 'application/json', 'content-length': '2' },
      duplex: 'half',
    } as RequestInit);
    expect((await proxy.app.request(request)).status).toBe(413);
  });
  test('a question may bring 60 000 characters of its page, and no megabytes', async () => {
    const proxy = createProxy();
    const { client_secret } = await proxy.vend();
    const ask = (text: string) =>
      proxy.chatkit(
        client_secret,
        'threads.create',
        { input: { content: [{ type: 'input_text', text: 'Why?' }], attachments: [], inference_options: {} } },
        { docent: { version: 1, mode: 'page', passages: [], page: { text } } },
      );
    expect((await ask('\u4e2d'.repeat(60_000))).status).toBe(200);
    expect((await ask('a'.repeat(600_000))).status).toBe(413);
  });
});

test('every answer carries the headers of P14', async () => {
  const proxy = createProxy();
  const { client_secret } = await proxy.vend();
  const responses = [
    await proxy.app.request('/healthz'),
    await proxy.post('/token', {}),
    await proxy.post('/token', []),
    await proxy.chatkit(client_secret, 'threads.list', {}),
    await proxy.app.request('/nowhere'),
  ];
  for (const response of responses) {
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(response.headers.has('strict-transport-security')).toBe(false);
  }
  expect(responses[0]?.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(responses[3]?.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
});

test('a request is named by us, whatever its caller calls it', async () => {
  const { app } = createProxy();
  const response = await app.request('/healthz', { headers: { 'x-request-id': 'of-the-caller' } });
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('what may be framed, and what an address may do, no answer says but by its own policy', async () => {
  const { headers } = await createProxy().app.request('/healthz');
  expect([...headers.keys()].toSorted()).toEqual([
    'cache-control',
    'content-type',
    'cross-origin-resource-policy',
    'referrer-policy',
    'vary',
    'x-content-type-options',
    'x-request-id',
  ]);
});

test('https adds HSTS', async () => {
  const { app } = createProxy({ variables: { PUBLIC_URL: 'https://a.example', ALLOWED_ORIGINS: EXTENSION } });
  expect((await app.request('/healthz')).headers.get('strict-transport-security')).toBe('max-age=31536000');
});

test('a stream is an event stream that no server in between may hold back', async () => {
  const proxy = createProxy();
  const { client_secret } = await proxy.vend();
  const input = { content: [{ type: 'input_text', text: 'Why?' }], attachments: [], inference_options: {} };
  const response = await proxy.chatkit(client_secret, 'threads.create', { input });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  await response.body?.cancel();
});

describe('shares', () => {
  test('an address gets its tokens per minute, then whole seconds to wait, then more', async () => {
    const proxy = createProxy({ variables: { TOKENS_PER_MINUTE: '3' } });
    for (let count = 0; count < 3; count++) expect((await proxy.post('/token', {})).status).toBe(200);
    const refused = await proxy.post('/token', {});
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '20']);
    expect((await problemOf(refused)).error.retry_after).toBe(20);
    expect(refused.headers.get('access-control-allow-origin')).toBe(EXTENSION);
    proxy.clock.now += 20_000;
    expect((await proxy.post('/token', {})).status).toBe(200);
  });
  test('wrong keys count as well', async () => {
    const proxy = createProxy({ variables: { TOKENS_PER_MINUTE: '2', PROXY_KEY: KEY } });
    const guess = () => proxy.post('/token', {}, { authorization: 'Bearer guess' });
    expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 429]);
  });
  test('a claimed X-Forwarded-For is not believed', async () => {
    const proxy = createProxy({ variables: { TOKENS_PER_MINUTE: '1' } });
    expect((await proxy.post('/token', {}, { 'x-forwarded-for': '1.1.1.1' })).status).toBe(200);
    expect((await proxy.post('/token', {}, { 'x-forwarded-for': '2.2.2.2' })).status).toBe(429);
  });
  test('behind a trusted proxy every reader has a share', async () => {
    const proxy = createProxy({ variables: { TOKENS_PER_MINUTE: '1', TRUSTED_PROXIES: '10.0.0.1' } });
    const from = (forwarded: string) =>
      proxy.post('/token', {}, { 'x-test-peer': '10.0.0.1', 'x-forwarded-for': forwarded });
    expect((await from('198.51.100.1')).status).toBe(200);
    expect((await from('198.51.100.2')).status).toBe(200);
    expect((await from('9.9.9.9, 198.51.100.2')).status).toBe(429);
  });
  test('one reader on many addresses has one share of tokens and one of requests', async () => {
    const proxy = createProxy({ variables: { TOKENS_PER_MINUTE: '3', REQUESTS_PER_MINUTE: '2' } });
    const { reader, client_secret } = await proxy.vend();
    const vendFrom = (peer: string) => proxy.post('/token', { reader }, { 'x-test-peer': peer });
    expect((await vendFrom('198.51.100.1')).status).toBe(200);
    expect((await vendFrom('198.51.100.2')).status).toBe(200);
    expect((await vendFrom('198.51.100.3')).status).toBe(429);
    const list = async () => (await proxy.chatkit(client_secret, 'threads.list', {})).status;
    expect([await list(), await list(), await list()]).toEqual([200, 200, 429]);
  });
});

test('a reader has four answers at once; a fifth waits; one that was left makes room', async () => {
  const proxy = createProxy({
    answerer: {
      async *answer({ signal }) {
        yield { type: 'text', delta: 'Well' };
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    },
  });
  const { client_secret } = await proxy.vend();
  const input = { content: [{ type: 'input_text', text: 'Why?' }], attachments: [], inference_options: {} };
  const leaving = new AbortController();
  const ask = (signal?: AbortSignal) =>
    proxy.post(
      '/chatkit',
      { type: 'threads.create', params: { input } },
      { authorization: `Bearer ${client_secret}` },
      signal,
    );
  const open = await Promise.all([ask(), ask(leaving.signal), ask(), ask()]);
  const refused = await ask();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
  expect((await proxy.chatkit(client_secret, 'threads.list', {})).status).toBe(200);
  await open[0]?.body?.cancel();
  const next = await ask();
  expect(next.status).toBe(200);
  expect((await ask()).status).toBe(429);
  leaving.abort();
  const last = await ask();
  expect(last.status).toBe(200);
  for (const response of [...open.slice(2), next, last]) await response.body?.cancel();
});

test('while stopping the proxy is up but not ready', async () => {
  const { createApp } = await import('../../../proxy/app');
  const { createMemoryStore } = await import('../../../chatkit/server/memory-store');
  const { echo, environment, SIGNING_KEY } = await import('./harness');
  const app = createApp({
    store: createMemoryStore(),
    answerer: echo,
    env: environment(),
    sharedKeys: () => [],
    signingKey: SIGNING_KEY,
    log: () => undefined,
    isReady: () => false,
  });
  expect([(await app.request('/healthz')).status, (await app.request('/readyz')).status]).toEqual([200, 503]);
});
