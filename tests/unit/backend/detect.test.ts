import { expect, test } from 'vitest';
import { detect } from '../../../utils/backend/detect';
import { AppError } from '../../../utils/shared/errors';
import { context, descriptor, emptyThreads, html, json, redirect, startBackEnd } from './back-end';

const WELL_KNOWN = '/.well-known/docent.json';

async function errorOf(address: string, deps = context): Promise<Partial<AppError>> {
  const error: unknown = await detect(address, deps).then(
    (found) => found,
    (cause: unknown) => cause,
  );
  if (!(error instanceof AppError)) throw new Error(`no fault: ${JSON.stringify(error)}`);
  return { code: error.code, details: error.details };
}

test('a descriptor below the address is read, with its relative addresses', async () => {
  const backEnd = await startBackEnd({ [`GET /docs/ai${WELL_KNOWN}`]: json(descriptor) });
  const found = await detect(`${backEnd.url}/docs/ai/`, context);
  expect(found).toMatchObject({
    outcome: 'found',
    draft: {
      name: 'Python docs',
      apiUrl: `${backEnd.url}/chatkit`,
      tokenUrl: `${backEnd.url}/docs/ai/.well-known/token`,
      origins: [backEnd.url],
      sites: [{ match: 'docs.python.org' }, { match: '*.example.com' }],
      presentation: { greeting: 'Ask the Python docs', supportUrl: 'https://example.com/help', accent: '#3776ab' },
    },
  });
  expect(found.draft.presentation.privacyUrl).toBeUndefined();
  expect(backEnd.requests).toEqual([`GET /docs/ai${WELL_KNOWN}`]);
});

test('the address of a descriptor itself is as good as the address it describes', async () => {
  const backEnd = await startBackEnd({ [`GET /a${WELL_KNOWN}`]: json(descriptor) });
  expect(await detect(`${backEnd.url}/a${WELL_KNOWN}`, context)).toMatchObject({ outcome: 'found' });
});

test("without a descriptor below the address, the origin's counts", async () => {
  const backEnd = await startBackEnd({ [`GET ${WELL_KNOWN}`]: json(descriptor) });
  await detect(`${backEnd.url}/docs/ai`, context);
  expect(backEnd.requests).toEqual([`GET /docs/ai${WELL_KNOWN}`, `GET ${WELL_KNOWN}`]);
});

test.each(['', '/api/chat', '/api/v1/chat/'])('no address is asked for the same thing twice, at "%s"', async (path) => {
  const backEnd = await startBackEnd({ [`POST ${path === '' ? '/' : path}`]: json(emptyThreads) });
  await detect(backEnd.url + path, context);
  expect(backEnd.requests).toContain('GET /openapi.json');
  expect(backEnd.requests).toEqual([...new Set(backEnd.requests)]);
  const first = backEnd.requests.length;
  await detect(backEnd.url + path, context);
  // Another search begins anew: the server may have changed.
  expect(backEnd.requests.slice(first)).toEqual(backEnd.requests.slice(0, first));
});

test('a plain ChatKit server is recognised by its list of conversations, at the address as typed', async () => {
  const backEnd = await startBackEnd({ 'POST /api/chat?w=1': json(emptyThreads) });
  const found = await detect(`${backEnd.url}/api/chat?w=1`, context);
  expect(found).toMatchObject({ outcome: 'found', draft: { apiUrl: `${backEnd.url}/api/chat?w=1`, kind: 'chatkit' } });
  expect(backEnd.requests.at(-1)).toBe('POST /api/chat?w=1');
});

test('nothing that goes out carries a cookie, a referrer or a key, and no conversation is made', async () => {
  const bodies: string[] = [];
  const backEnd = await startBackEnd({
    'POST /': (request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
      request.on('end', () => json(emptyThreads)(request, response));
    },
  });
  await detect(backEnd.url, context);
  expect(bodies).toEqual([JSON.stringify({ type: 'threads.list', params: { limit: 1, order: 'desc' } })]);
  for (const headers of backEnd.headers) {
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
    expect(headers).not.toHaveProperty('authorization');
  }
});

test('without the permission of the browser nothing is sent', async () => {
  const backEnd = await startBackEnd({});
  const fault = await errorOf(backEnd.url, { ...context, allowed: () => Promise.resolve(false) });
  expect(fault.code).toBe('NEEDS_PERMISSION');
  expect(backEnd.requests).toEqual([]);
});

test.each([
  ['HTML for everything', { '*': html() }, 'NOT_JSON'],
  ['JSON under another content type', { '*': json(emptyThreads, 200, { 'content-type': 'text/plain' }) }, 'NOT_JSON'],
  ['a captive portal (511)', { '*': html(511) }, 'NOT_JSON'],
  ['a server error', { '*': json({}, 503) }, 'SERVER'],
  ['too many requests', { '*': json({}, 429, { 'retry-after': '20' }) }, 'TOO_MANY'],
  ['a redirect to another place', { '*': redirect('/elsewhere') }, 'MOVED'],
  ['a descriptor that is none', { [`GET ${WELL_KNOWN}`]: json({ hello: 1 }) }, 'BAD_ANSWER'],
  [
    'a kind this version cannot speak',
    { [`GET ${WELL_KNOWN}`]: json({ ...descriptor, kind: 'carrier-pigeon' }) },
    'BAD_ANSWER',
  ],
  ['cut JSON', { '*': json('{"name": "Pyth') }, 'form:BAD_ANSWER'],
  ['an empty answer', { '*': json('') }, 'form:BAD_ANSWER'],
  ['10 MB of JSON', { '*': json(`"${'x'.repeat(10_000_000)}"`) }, 'form:BAD_ANSWER'],
  ['JSON 60 000 levels deep', { '*': json('['.repeat(30_000) + ']'.repeat(30_000)) }, 'BAD_ANSWER'],
  ['nothing there', {}, 'form:NOT_FOUND'],
  ['a chat that wants a key', { 'POST /': json({}, 401) }, 'form:SIGN_IN'],
  ['a chat that refuses', { 'POST /': json({}, 403) }, 'form:FORBIDDEN'],
  ['a chat that wants another request', { 'POST /': json({}, 422) }, 'form:BAD_REQUEST'],
])('%s', async (_name, routes, expected) => {
  const backEnd = await startBackEnd(routes);
  const outcome = await detect(backEnd.url, context).then(
    (found) => (found.outcome === 'form' ? `form:${found.reason}` : found.outcome),
    (error: AppError) => error.code,
  );
  expect(outcome).toBe(expected);
});

test('a server that wants a pause is not asked again, and its pause is told', async () => {
  const backEnd = await startBackEnd({ '*': json({}, 429, { 'retry-after': '20' }) });
  expect((await errorOf(backEnd.url)).details).toEqual({
    host: new URL(backEnd.url).host,
    status: 429,
    retryAfterSeconds: 20,
  });
  expect(backEnd.requests).toHaveLength(1);
});

test.each([302, 303, 307, 308])('a redirect (%i) is never followed, neither with GET nor with POST', async (status) => {
  const elsewhere = await startBackEnd({ '*': json(descriptor) });
  const backEnd = await startBackEnd({ '*': redirect(elsewhere.url, status) });
  expect((await errorOf(backEnd.url)).code).toBe('MOVED');
  expect(elsewhere.requests).toEqual([]);
});

test('an address where nobody listens, or one that never answers, is unreachable', async () => {
  expect((await errorOf('http://127.0.0.1:9')).code).toBe('UNREACHABLE');
  const silent = await startBackEnd({ '*': () => undefined });
  expect((await errorOf(silent.url)).code).toBe('UNREACHABLE');
});

test('a body that stalls is given up', async () => {
  const stalling = await startBackEnd({
    '*': (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"name":');
    },
  });
  expect((await errorOf(stalling.url)).code).toBe('UNREACHABLE');
});

test('offline is told apart from unreachable', async () => {
  expect((await errorOf('http://127.0.0.1:9', { ...context, online: () => false })).code).toBe('OFFLINE');
});

test('a descriptor with a byte order mark is read', async () => {
  const backEnd = await startBackEnd({ [`GET ${WELL_KNOWN}`]: json(`\ufeff${JSON.stringify(descriptor)}`) });
  expect((await detect(backEnd.url, context)).outcome).toBe('found');
});

const WORKFLOW = '123e4567-e89b-12d3-a456-426614174000';

test.each(['', '/', '/chatkit-token', `/chatkit-token?workflow_id=${WORKFLOW}`])(
  'the token proxy of Orcheo’s guide on FastAPI is recognised at “%s”, and no token is bought',
  async (pasted) => {
    const parameters = [{ name: 'workflow_id', in: 'query', required: true, schema: { type: 'string' } }];
    const backEnd = await startBackEnd({
      'GET /openapi.json': json({ openapi: '3.1.0', paths: { '/chatkit-token': { post: { parameters } } } }),
    });
    expect(await detect(backEnd.url + pasted, context)).toMatchObject({
      outcome: 'form',
      reason: 'NO_WORKFLOW',
      draft: {
        kind: 'orcheo',
        tokenUrl: `${backEnd.url}/chatkit-token`,
        ...(pasted.includes('?') && { workflow: WORKFLOW }),
      },
    });
    expect(backEnd.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  },
);

test.each(['', `?workflow_id=${WORKFLOW}`])(
  'on Express the token proxy is told by its address alone, /chatkit-token%s',
  async (query) => {
    const backEnd = await startBackEnd({});
    const found = await detect(`${backEnd.url}/chatkit-token${query}`, context);
    expect(found).toMatchObject({ outcome: 'form', draft: { kind: 'orcheo' } });
    expect(found.draft.tokenUrl).toBe(`${backEnd.url}/chatkit-token`);
    expect(backEnd.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  },
);

test.each(['/chatkit', '/api/chatkit'])(
  'a ChatKit server that describes itself nowhere (Express) is found at %s from its base address',
  async (path) => {
    const backEnd = await startBackEnd({ [`POST ${path}`]: json(emptyThreads) });
    const found = await detect(backEnd.url, context);
    expect(found).toMatchObject({ outcome: 'found', draft: { kind: 'chatkit', apiUrl: backEnd.url + path } });
  },
);

test('one that wants to know who asks gives the form, with the address that it was found at', async () => {
  const backEnd = await startBackEnd({ 'POST /chatkit': json({}, 401) });
  const draft = { apiUrl: `${backEnd.url}/chatkit`, auth: 'key' };
  expect(await detect(backEnd.url, context)).toMatchObject({ outcome: 'form', reason: 'SIGN_IN', draft });
});

test('below another address than the base nothing is tried', async () => {
  const backEnd = await startBackEnd({ 'POST /chatkit': json(emptyThreads) });
  expect(await detect(`${backEnd.url}/docs`, context)).toMatchObject({ outcome: 'form', reason: 'NOT_FOUND' });
  expect(backEnd.requests.filter((request) => request.startsWith('POST'))).toEqual(['POST /docs']);
});

test('an address that differs by its last slash is found by asking there, not by following', async () => {
  const backEnd = await startBackEnd({
    'POST /chat': redirect('/chat/', 307),
    'POST /chat/': json(emptyThreads),
  });
  expect(await detect(`${backEnd.url}/chat`, context)).toMatchObject({ draft: { apiUrl: `${backEnd.url}/chat/` } });
});

test('an address with a place for the reader’s id is a plain chat’s, and is asked nothing', async () => {
  const backEnd = await startBackEnd({});
  const draft = { kind: 'chat-sse', chat: { dialect: 'text' }, apiUrl: `${backEnd.url}/api/%7Buser_id%7D/chat` };
  expect(await detect(`${backEnd.url}/api/%7Buser_id%7D/chat`, context)).toMatchObject({ outcome: 'form', draft });
  expect(backEnd.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
});

test('a chat that takes its token in the address is refused, and nothing else is tried', async () => {
  const schema = { properties: { message: {}, selected_text: {}, mode: { enum: ['selection_only'] } } };
  const post = {
    requestBody: { content: { 'application/json': { schema } } },
    parameters: [{ name: 'token', in: 'query', required: true }],
  };
  const backEnd = await startBackEnd({
    'GET /openapi.json': json({ openapi: '3.1.0', paths: { '/chat': { post } } }),
  });
  const fault = await errorOf(backEnd.url);
  expect([fault.code, fault.details?.reason]).toEqual(['BAD_ADDRESS', 'tokenInAddress']);
  expect(backEnd.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
});
