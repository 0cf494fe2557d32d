import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApiFetch } from '../../../utils/backend/adapter';
import type { ApiFetchParts } from '../../../utils/backend/api-parts';
import { type ErrorCode } from '../../../utils/shared/errors';
import { aConnection } from '../panel/passages';

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}
type Answer = (request: Seen, response: ServerResponse) => void;

let server: Server;
let origin: string;
let seen: Seen[];
let answer: Answer;

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push({ method, url, headers, body });
      answer(seen.at(-1)!, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[],"has_more":false}');
};
const withStatus =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{}');

function api(over: Partial<ApiFetchParts> = {}) {
  const fetchApi = createApiFetch({
    connection: aConnection({ apiUrl: `${origin}/chatkit`, origins: [origin] }),
    fetch,
    getToken: () => Promise.resolve('token-1'),
    hasPermission: () => Promise.resolve(true),
    online: () => true,
    shape: (request) => request,
    ...over,
  });
  return (type = 'threads.list', init: RequestInit = {}, url = `${origin}/chatkit`) =>
    fetchApi(url, { method: 'POST', body: JSON.stringify({ type, params: {} }), ...init });
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error: Error & { code?: unknown }) => (typeof error.code === 'string' ? error.code : error.name),
  );

describe('a file', () => {
  const file = () => new File(['Hello'], 'notes.txt', { type: 'text/plain' });
  const put = (over: Partial<ApiFetchParts> = {}, init: RequestInit = {}, url = `${origin}/attachments?id=a`) =>
    api(over)('', { method: 'PUT', body: file(), headers: { 'x-upload': '1' }, ...init }, url);
  const stored: Answer = (_request, response) => void response.writeHead(200).end();

  test('goes as it is to where the back end asked for it, with the token, and nothing of a page', async () => {
    answer = stored;
    const shape = () => {
      throw new Error('A file is not shaped.');
    };
    expect((await put({ shape })).status).toBe(200);
    expect(seen[0]).toMatchObject({ method: 'PUT', url: '/attachments?id=a', body: 'Hello' });
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer token-1', 'x-upload': '1' });
    expect(seen[0]?.headers).not.toHaveProperty('cookie');
  });

  test('goes again with a new token after a 401, and once only', async () => {
    answer = (request, response) =>
      void response.writeHead(request.headers.authorization === 'Bearer token-2' ? 200 : 401).end();
    const getToken = (rejected?: string) => Promise.resolve(rejected ? 'token-2' : 'token-1');
    expect((await put({ getToken })).status).toBe(200);
    expect(seen.map(({ body }) => body)).toEqual(['Hello', 'Hello']);
    expect(await codeOf(put({ getToken: () => Promise.resolve('token-1') }))).toBe('SIGN_IN');
  });

  test('takes no token to another origin of the connection, and does not go anywhere else', async () => {
    answer = stored;
    const connection = aConnection({ apiUrl: 'https://api.example.com/chatkit', origins: [origin] });
    await put({ connection });
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
    expect(await codeOf(put({}, {}, 'https://elsewhere.example/put'))).toBe('BAD_ADDRESS');
    expect(await codeOf(put({ hasPermission: () => Promise.resolve(false) }))).toBe('NEEDS_PERMISSION');
    expect(seen).toHaveLength(1);
  });

  test.each<[number, ErrorCode]>([
    [413, 'TOO_LARGE'],
    [500, 'SERVER'],
    [302, 'MOVED'],
  ])('that is answered with %i is %s', async (status, code) => {
    answer = withStatus(status, { location: 'https://elsewhere.example/' });
    expect(await codeOf(put())).toBe(code);
    expect(seen).toHaveLength(1);
  });
});

describe('a request', () => {
  test('is shaped, carries the token and the language of the chat, and nothing else that page or chat may have added', async () => {
    answer = json;
    await api({ shape: (request) => ({ ...request, metadata: { docent: 1 } }) })('threads.list', {
      headers: { 'x-secret': 'no', 'accept-language': 'tlh' },
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/chatkit' });
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer token-1', accept: 'application/json' });
    expect(seen[0]?.headers['accept-language']).toBe('tlh');
    expect(seen[0]?.headers).not.toHaveProperty('x-secret');
    expect(seen[0]?.headers).not.toHaveProperty('cookie');
    expect(seen[0]?.headers).not.toHaveProperty('referer');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ type: 'threads.list', params: {}, metadata: { docent: 1 } });
  });

  test('has no Authorization where the connection needs no token', async () => {
    answer = json;
    await api({ getToken: () => Promise.resolve(null) })();
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
  });

  test('goes to the origins of its connection and nowhere else', async () => {
    answer = json;
    expect(await codeOf(api()('threads.list', {}, 'https://elsewhere.example/chatkit'))).toBe('BAD_ADDRESS');
    expect(await codeOf(api()('threads.list', {}, 'not an address'))).toBe('BAD_ADDRESS');
    expect(seen).toHaveLength(0);
  });

  test('is not made without the browser’s permission', async () => {
    answer = json;
    const asked: string[][] = [];
    const hasPermission = (patterns: string[]) => Promise.resolve(asked.push(patterns) === 0);
    expect(await codeOf(api({ hasPermission })())).toBe('NEEDS_PERMISSION');
    expect(asked).toEqual([['http://127.0.0.1/*']]);
    expect(seen).toHaveLength(0);
  });
});

describe('what the reader is told', () => {
  test.each<[string, () => Answer, ErrorCode]>([
    ['400', () => withStatus(400), 'BAD_REQUEST'],
    ['403', () => withStatus(403), 'FORBIDDEN'],
    ['404', () => withStatus(404), 'NOT_FOUND'],
    ['405', () => withStatus(405), 'NOT_FOUND'],
    ['413', () => withStatus(413), 'TOO_LARGE'],
    ['429', () => withStatus(429), 'TOO_MANY'],
    ['500', () => withStatus(500), 'SERVER'],
    ['503', () => withStatus(503), 'SERVER'],
    ['511, a captive portal', () => withStatus(511), 'NOT_JSON'],
    ['a web page', () => withStatus(200, { 'content-type': 'text/html' }), 'NOT_JSON'],
    ['plain text', () => withStatus(200, { 'content-type': 'text/plain' }), 'NOT_JSON'],
    ['nothing', () => (_request, response) => void response.writeHead(204).end(), 'BAD_ANSWER'],
    ['a broken connection', () => (_request, response) => void response.destroy(), 'UNREACHABLE'],
  ])('%s', async (_name, make, code) => {
    answer = make();
    expect(await codeOf(api()())).toBe(code);
    expect(await codeOf(api()('threads.create'))).toBe(code);
    expect(seen).toHaveLength(2);
  });

  test.each([301, 302, 303, 307, 308])('a redirect (%s) is reported and not followed', async (status) => {
    answer = withStatus(status, { location: `${origin}/elsewhere` });
    expect(await codeOf(api()())).toBe('MOVED');
    expect(seen.map(({ url }) => url)).toEqual(['/chatkit']);
  });

  test('how long to wait', async () => {
    answer = withStatus(429, { 'retry-after': '20' });
    await expect(api()()).rejects.toMatchObject({ details: { retryAfterSeconds: 20 } });
  });

  test('that they are offline, when the browser is sure', async () => {
    answer = (_request, response) => void response.destroy();
    expect(await codeOf(api({ online: () => false })())).toBe('OFFLINE');
  });

  test('that nothing answers within the time a JSON request has', async () => {
    answer = () => undefined;
    expect(await codeOf(api({ timeoutMs: 50 })())).toBe('UNREACHABLE');
  });

  test('the same when the body never ends', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{');
    expect(await codeOf(api({ timeoutMs: 50 })())).toBe('UNREACHABLE');
  });

  test('nothing when they stopped it themselves', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    const failing = codeOf(api()('threads.create', { signal: stop.signal }));
    stop.abort();
    expect(await failing).toBe('AbortError');
  });
});

describe('a refused token', () => {
  const refuseOnce: Answer = (request, response) =>
    request.headers.authorization === 'Bearer token-1' ? withStatus(401)(request, response) : json(request, response);

  test('is replaced once and the request is made again', async () => {
    answer = refuseOnce;
    const rejected: (string | undefined)[] = [];
    const getToken = (old?: string) => {
      rejected.push(old);
      return Promise.resolve(old === undefined ? 'token-1' : 'token-2');
    };
    expect((await api({ getToken })()).ok).toBe(true);
    expect(rejected).toEqual([undefined, 'token-1']);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('twice asks the reader to sign in, without a third request', async () => {
    answer = withStatus(401);
    expect(await codeOf(api()())).toBe('SIGN_IN');
    expect(seen).toHaveLength(2);
  });

  test('is not replaced where there was none', async () => {
    answer = withStatus(401);
    expect(await codeOf(api({ getToken: () => Promise.resolve(null) })())).toBe('SIGN_IN');
    expect(seen).toHaveLength(1);
  });
});

describe('a stream', () => {
  const stream: Answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"type":"one"}\n\n');
  };

  test('is handed on as it comes, and says when it is over', async () => {
    let end: () => void = () => undefined;
    answer = (request, response) => {
      stream(request, response);
      end = () => void response.end('data: {"type":"two"}\n\n');
    };
    const phases: string[] = [];
    const response = await api({ onActivity: (phase) => phases.push(phase), timeoutMs: 1 })('threads.create');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain('one');
    expect(phases).toEqual(['sent', 'answering']);
    end();
    expect((await reader.read()).value).toContain('two');
    expect((await reader.read()).done).toBe(true);
    expect(phases).toEqual(['sent', 'answering', 'over']);
    expect(seen[0]?.headers.accept).toBe('text/event-stream');
  });

  test('that breaks in the middle fails where it is read, and is never asked for again', async () => {
    answer = (request, response) => {
      stream(request, response);
      setImmediate(() => response.destroy());
    };
    const phases: string[] = [];
    const response = await api({ onActivity: (phase) => phases.push(phase) })('threads.create');
    await expect(response.text()).rejects.toThrow();
    expect(phases.at(-1)).toBe('over');
    expect(seen).toHaveLength(1);
  });

  test('that is given up ends at the server', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    answer = (request, response) => {
      closed = new Promise((resolve) => response.on('close', resolve));
      stream(request, response);
    };
    const response = await api()('threads.create');
    await response.body?.cancel();
    await closed;
  });
});

test.each([
  ['no JSON', 'x'],
  ['no type', '{"params":{}}'],
  ['a list', '[]'],
])('a body that is %s never leaves', async (_name, body) => {
  answer = json;
  await expect(api()('threads.list', { body })).rejects.toThrow();
  expect(seen).toHaveLength(0);
});
