import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EnvError } from '../../../proxy/env';
import { descriptorSchema } from '../../../utils/connection/schema';
import { readDescriptor } from '../../../utils/backend/descriptor';
import { type Orcheo, startOrcheo } from '../../contracts/orcheo';
import { sendJson } from '../../contracts/recorder';
import { createProxy, environment, KEY, type Vended } from './harness';

const ID = '123e4567-e89b-12d3-a456-426614174000';
const OTHER = '123e4567-e89b-12d3-a456-426614174001';
const SERVICE = 'service-canary-Zq8Lm2Rt6Vb0Xc4N';
const SIGNING = 'orcheo-signing-key-canary-0123456789';

let orcheo: Orcheo;
beforeEach(async () => {
  orcheo = await startOrcheo({
    workflows: [{ id: ID, handle: 'private-docs', name: 'Private docs', published: false }],
    serviceToken: SERVICE,
    signingKey: SIGNING,
  });
});
afterEach(() => orcheo.close());

const variables = () => ({ ORCHEO_URL: orcheo.url, ORCHEO_SERVICE_TOKEN: SERVICE, ORCHEO_WORKFLOW_ID: ID });
const key = { authorization: `Bearer ${KEY}` };
const vend = (proxy: ReturnType<typeof createProxy>, body: object = { workflow_id: ID }) =>
  proxy.post('/token', body, key);

describe('a token of a private workflow', () => {
  test('is bought with the service token, which only Orcheo sees, and names the workflow', async () => {
    const proxy = createProxy({ variables: variables() });
    const response = await vend(proxy);
    const text = await response.text();
    expect(text).not.toContain(SERVICE);
    const vended = JSON.parse(text) as Vended;
    expect(vended.expires_in).toBe(300);
    expect(vended.expires_at - vended.server_time).toBe(300);
    expect(decodeJwt<{ chatkit: object }>(vended.client_secret).chatkit).toMatchObject({ workflow_id: ID });
    expect(orcheo.requests).toHaveLength(1);
    expect(orcheo.requests[0]?.json).toEqual({ workflow_id: ID, user: { id: expect.any(String) as string } });
    expect(JSON.stringify(proxy.logs)).not.toContain(SERVICE);
  });

  test('does not grow over fifty renewals: the one before is never sent back', async () => {
    const proxy = createProxy({ variables: variables() });
    const sizes = new Set<number>();
    let reader: string | undefined;
    for (let index = 0; index < 50; index += 1) {
      const vended = (await (await vend(proxy, { workflow_id: ID, reader })).json()) as Vended;
      ({ reader } = vended);
      sizes.add(vended.client_secret.length);
    }
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(8);
    expect(JSON.stringify(orcheo.requests)).not.toMatch(/current_?client_?secret/i);
    expect(new Set(orcheo.requests.map(({ json }) => JSON.stringify(json?.user))).size).toBe(1);
  });

  test.each([
    ['another workflow', { workflow_id: OTHER }, 403],
    ['a user of the caller’s choice', { workflow_id: ID, user: { id: 'admin' } }, 400],
    ['the secret held before', { workflow_id: ID, currentClientSecret: 'x' }, 400],
  ])('asking for %s is refused before Orcheo hears of it', async (_name, body, status) => {
    expect((await vend(createProxy({ variables: variables() }), body)).status).toBe(status);
    expect(orcheo.requests).toEqual([]);
  });

  test.each(['', 'wrong'])('without the shared key (%j) nothing is vended', async (given) => {
    const proxy = createProxy({ variables: variables() });
    expect((await proxy.post('/token', {}, given ? { authorization: `Bearer ${given}` } : {})).status).toBe(401);
    expect(orcheo.requests).toEqual([]);
  });
});

describe('what Orcheo answers is told apart, and its words stay behind', () => {
  const canary = { detail: { message: 'canary-upstream-text', code: 'x' } };
  test.each([
    ['a service token it does not know', 401, {}, 502, 'upstream_auth'],
    ['a service token without the scope', 403, {}, 502, 'upstream_auth'],
    ['no workflow of that id', 404, {}, 502, 'upstream_failed'],
    ['a request it does not take', 422, {}, 502, 'upstream_failed'],
    ['too many requests', 429, { 'retry-after': '7' }, 429, 'too_many'],
    ['a failure', 500, {}, 502, 'upstream_failed'],
    ['no signing key', 503, {}, 503, 'upstream_busy'],
    ['a redirect', 302, { location: 'http://127.0.0.1:9/' }, 502, 'upstream_failed'],
  ])('%s (%i)', async (_name, status, headers, expected, code) => {
    orcheo.instead = (_request, response) => {
      sendJson(response, status, canary, headers);
      return true;
    };
    const response = await vend(createProxy({ variables: variables() }));
    expect(response.status).toBe(expected);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ error: { code } });
    expect(text).not.toContain('canary');
    if (status === 429) expect(response.headers.get('retry-after')).toBe('7');
    expect(orcheo.requests).toHaveLength(1);
  });

  test.each([
    ['no secret', {}],
    ['a secret that breaks the header', { client_secret: 'a\nb' }],
    ['70 kB', { client_secret: 'a', more: 'x'.repeat(70_000) }],
  ])('an answer with %s is no token', async (_name, body) => {
    orcheo.instead = (_request, response) => {
      sendJson(response, 200, body);
      return true;
    };
    expect((await vend(createProxy({ variables: variables() }))).status).toBe(502);
  });

  test('a connection that breaks is tried once more, and then is a failure', async () => {
    orcheo.instead = (_request, response) => {
      response.destroy();
      return true;
    };
    expect((await vend(createProxy({ variables: variables() }))).status).toBe(502);
    expect(orcheo.requests).toHaveLength(2);
  });
});

test('the descriptor sends the reader to Orcheo for the chat and here for tokens, and names the workflow', async () => {
  const proxy = createProxy({ variables: variables() });
  const body: unknown = await (await proxy.app.request('/.well-known/docent.json')).json();
  expect(descriptorSchema.safeParse(body).success).toBe(true);
  expect(readDescriptor(body, 'http://127.0.0.1:8787/.well-known/docent.json')).toMatchObject({
    kind: 'orcheo',
    apiUrl: `${orcheo.url}/api/chatkit`,
    tokenUrl: 'http://127.0.0.1:8787/token',
    workflow: ID,
    auth: 'key',
    origins: [orcheo.url, 'http://127.0.0.1:8787'],
  });
});

test('the proxy has no chat of its own beside Orcheo’s', async () => {
  const proxy = createProxy({ variables: variables() });
  expect((await proxy.chatkit('x', 'threads.list', {})).status).toBe(404);
});

test.each([
  ['without the service token', { ORCHEO_URL: 'http://127.0.0.1:1', ORCHEO_WORKFLOW_ID: ID }, 'ORCHEO_SERVICE_TOKEN'],
  ['without the workflow', { ORCHEO_URL: 'http://127.0.0.1:1', ORCHEO_SERVICE_TOKEN: SERVICE }, 'ORCHEO_WORKFLOW_ID'],
  [
    'with a handle for the workflow',
    { ORCHEO_URL: 'http://127.0.0.1:1', ORCHEO_SERVICE_TOKEN: SERVICE, ORCHEO_WORKFLOW_ID: 'my-docs' },
    'ORCHEO_WORKFLOW_ID',
  ],
  [
    'over plain http to another machine',
    { ORCHEO_URL: 'http://orcheo.example', ORCHEO_SERVICE_TOKEN: SERVICE, ORCHEO_WORKFLOW_ID: ID },
    'ORCHEO_URL',
  ],
  [
    'open to everybody',
    { ORCHEO_URL: 'http://127.0.0.1:1', ORCHEO_SERVICE_TOKEN: SERVICE, ORCHEO_WORKFLOW_ID: ID, AUTH: 'none' },
    'AUTH',
  ],
])('%s the proxy does not start, and says why without a value', (_name, given, named) => {
  try {
    environment(given);
    expect.unreachable('it started');
  } catch (error) {
    expect(error).toBeInstanceOf(EnvError);
    expect((error as EnvError).message).toContain(named);
    expect((error as EnvError).message).not.toContain(SERVICE);
  }
});
