import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Connection } from '../../../../utils/connection/schema';
import { ProxyError, errorResponse } from '../../../../proxy/errors';
import { triesFor } from '../../../../utils/backend/status-errors';
import { noticeText } from '../../../../utils/shared/notices';
import { AppError } from '../../../../utils/shared/errors';
import { createVend } from '../../../../utils/background/token/vend';
import { type BackEnd, json, startBackEnd } from './back-end';
import { backEnd } from './connections';

const open: BackEnd[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(answer: Parameters<typeof startBackEnd>[0]): Promise<BackEnd> {
  const server = await startBackEnd(answer);
  open.push(server);
  return server;
}

function connectionTo(origin: string, change: Partial<Connection> = {}): Connection {
  return backEnd({ apiUrl: `${origin}/chatkit`, tokenUrl: `${origin}/token`, origins: [origin], ...change });
}

interface Options {
  secrets?: { key?: string; reader?: string };
  onLine?: boolean;
  mayReach?: boolean;
  timeoutMs?: number;
}
function vendWith({ secrets = {}, onLine = true, mayReach = true, timeoutMs = 5_000 }: Options = {}) {
  return createVend({
    fetch,
    now: () => Date.now(),
    onLine: () => onLine,
    mayReach: () => Promise.resolve(mayReach),
    secretsOf: () => Promise.resolve(secrets),
    loginOf: () => Promise.resolve(secrets.key === undefined ? null : { token: secrets.key, ttlMs: null }),
    timeoutMs,
  });
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error(`Expected an AppError, got ${String(error)}`);
  return error;
}

describe('a good answer', () => {
  test('gives the token, its length and the reader credential', async () => {
    const { origin } = await serve((response) =>
      json(response, { client_secret: 'abc', expires_in: 300, reader: 'signed.reader', request_id: 'r' }),
    );
    expect(await vendWith()(connectionTo(origin))).toEqual({ token: 'abc', ttlMs: 300_000, reader: 'signed.reader' });
  });

  test.each([
    ['under the name token', { token: 'abc', expires_in: 60 }],
    ['beside fields nobody knows', { client_secret: 'abc', expires_in: 60, session: { id: 1 } }],
    ['with an unusable reader credential', { client_secret: 'abc', expires_in: 60, reader: 7 }],
  ])('is accepted %s', async (_title, body) => {
    const { origin } = await serve((response) => json(response, body));
    expect(await vendWith()(connectionTo(origin))).toEqual({ token: 'abc', ttlMs: 60_000 });
  });

  test('is accepted with a byte order mark, and as application/problem+json or with a charset', async () => {
    for (const type of ['application/json; charset=utf-8', 'application/vnd.docent+json', 'Application/JSON']) {
      const { origin } = await serve((response) =>
        response.writeHead(200, { 'Content-Type': type }).end('\ufeff{"client_secret":"abc","expires_in":60}'),
      );
      expect(await vendWith()(connectionTo(origin))).toMatchObject({ token: 'abc' });
    }
  });
});

describe('the request', () => {
  const good = (response: ServerResponse) => json(response, { client_secret: 'abc' });

  test('is a POST of JSON without cookies, and carries the reader credential in the body', async () => {
    const server = await serve(good);
    await vendWith({ secrets: { reader: 'signed' } })(connectionTo(server.origin));
    const [request] = server.received;
    expect(request).toMatchObject({ method: 'POST', url: '/token', body: '{"reader":"signed"}' });
    expect(request?.headers['content-type']).toBe('application/json');
    expect(request?.headers).not.toHaveProperty('cookie');
    expect(request?.headers).not.toHaveProperty('authorization');
    expect(request?.headers).not.toHaveProperty('referer');
  });

  test('carries the shared key as a bearer, only where the back end wants one', async () => {
    const server = await serve(good);
    const vend = vendWith({ secrets: { key: 'shared-key' } });
    await vend(connectionTo(server.origin, { auth: 'key' }));
    await vend(connectionTo(server.origin, { auth: 'none' }));
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual(['Bearer shared-key', undefined]);
  });

  test('names the workflow to Orcheo and to nobody else', async () => {
    const server = await serve(good);
    await vendWith()(connectionTo(server.origin, { kind: 'orcheo', workflow: 'w-1' }));
    await vendWith()(connectionTo(server.origin, { workflow: 'w-1' }));
    expect(server.received.map(({ body }) => body)).toEqual(['{"workflow_id":"w-1"}', '{}']);
    // The token proxy of Orcheo's guide reads the query alone.
    expect(server.received.map(({ url }) => url)).toEqual(['/token?workflow_id=w-1', '/token']);
  });

  test('never goes to an origin the reader was not shown', async () => {
    const server = await serve(good);
    const error = await failureOf(vendWith()(connectionTo(server.origin, { origins: ['https://api.example'] })));
    expect([error.code, server.received.length]).toEqual(['BAD_ADDRESS', 0]);
  });

  test('is not made without the key the back end asks for', async () => {
    const server = await serve(good);
    const error = await failureOf(vendWith()(connectionTo(server.origin, { auth: 'key' })));
    expect([error.code, server.received.length]).toEqual(['SIGN_IN', 0]);
  });

  test('is not made where the key itself is the token', async () => {
    const server = await serve(good);
    const connection = connectionTo(server.origin, { auth: 'key', tokenUrl: undefined });
    expect(await vendWith({ secrets: { key: 'k' } })(connection)).toEqual({ token: 'k', ttlMs: null });
    expect(server.received).toHaveLength(0);
  });

  test('is not made while offline', async () => {
    const server = await serve(good);
    const error = await failureOf(vendWith({ onLine: false })(connectionTo(server.origin)));
    expect([error.code, server.received.length]).toEqual(['OFFLINE', 0]);
  });
});

describe('a refusal', () => {
  test.each([
    [400, 'BAD_REQUEST'],
    [401, 'SIGN_IN'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [405, 'NOT_FOUND'],
    [408, 'SERVER'],
    [409, 'SERVER'],
    [413, 'TOO_LARGE'],
    [415, 'BAD_REQUEST'],
    [422, 'BAD_REQUEST'],
    [425, 'SERVER'],
    [429, 'TOO_MANY'],
    [500, 'SERVER'],
    [502, 'SERVER'],
    [503, 'SERVER'],
    [504, 'SERVER'],
    [511, 'NOT_JSON'],
  ])('with %d is %s, and none of its text is passed on', async (status, code) => {
    const server = await serve((response) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end('{"error":{"message":"canary-text"}}'),
    );
    const error = await failureOf(vendWith()(connectionTo(server.origin)));
    expect([error.code, error.details.host, error.details.status]).toEqual([code, server.host, status]);
    expect(JSON.stringify([error.message, error.details, error.stack])).not.toContain('canary-text');
  });

  test('because its own service token is refused is its owner’s to mend, and a sign-in or a second try is not asked for', async () => {
    const problem = new ProxyError('upstream_auth');
    const refusal = errorResponse(problem, 'r');
    const body = await refusal.text();
    const server = await serve((response) =>
      response.writeHead(refusal.status, { 'Content-Type': 'application/json' }).end(body),
    );
    const error = await failureOf(vendWith()(connectionTo(server.origin)));
    expect([error.code, error.details]).toEqual([
      'FORBIDDEN',
      { host: server.host, status: 502, reason: 'serviceToken' },
    ]);
    expect(noticeText(error.code, error.details, '').sentence.id).toBe('noticeServiceToken');
    expect(triesFor(error)).toBe(1);
  });

  const inTwoMinutes = () => new Date(Date.now() + 120_000).toUTCString();
  test.each([
    ['3', 3, 3],
    ['0', 0, 0],
    [inTwoMinutes(), 115, 121],
    ['86400', 300, 300],
    ['soon', undefined, undefined],
    ['-5', undefined, undefined],
    ['1.5', undefined, undefined],
    [undefined, undefined, undefined],
  ])('with 429 and Retry-After %s asks for that pause, at most five minutes', async (header, least, most) => {
    const server = await serve((response) =>
      response.writeHead(429, header === undefined ? {} : { 'Retry-After': header }).end(),
    );
    const seconds = (await failureOf(vendWith()(connectionTo(server.origin)))).details.retryAfterSeconds;
    if (least === undefined) expect(seconds).toBeUndefined();
    else {
      expect(seconds).toBeGreaterThanOrEqual(least);
      expect(seconds).toBeLessThanOrEqual(most);
    }
  });
});

describe('something other than an answer', () => {
  const html = { 'Content-Type': 'text/html' };
  const cases: [string, (response: ServerResponse) => void, string][] = [
    ['a web page', (response) => response.writeHead(200, html).end('<h1>Sign in</h1>'), 'NOT_JSON'],
    ['JSON called text', (response) => response.writeHead(200, { 'Content-Type': 'text/plain' }).end('{}'), 'NOT_JSON'],
    ['JSON without a type', (response) => response.writeHead(200).end('{"client_secret":"a"}'), 'NOT_JSON'],
    ['an empty body', (response) => response.writeHead(200).end(), 'BAD_ANSWER'],
    ['204', (response) => response.writeHead(204).end(), 'BAD_ANSWER'],
    ['a cut body', (response) => json(response, '{"client_sec'.slice(1)), 'BAD_ANSWER'],
    [
      'truncated JSON',
      (response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"client_secret":"ab'),
      'BAD_ANSWER',
    ],
    ['a list', (response) => json(response, []), 'BAD_ANSWER'],
    ['10 MB', (response) => json(response, { client_secret: 'a', pad: 'x'.repeat(10_000_000) }), 'BAD_ANSWER'],
    [
      'nesting without end',
      (response) =>
        response
          .writeHead(200, { 'Content-Type': 'application/json' })
          .end(`{"client_secret":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
      'BAD_ANSWER',
    ],
    ['a token with a line break', (response) => json(response, { client_secret: 'a\nX-Evil: 1' }), 'BAD_ANSWER'],
  ];
  test.each(cases)('%s is named for what it is', async (_title, answer, code) => {
    const { origin } = await serve(answer);
    expect((await failureOf(vendWith()(connectionTo(origin)))).code).toBe(code);
  });

  test('a wrong client_secret of any kind is a bad answer, and its value is not passed on', async () => {
    let body: unknown;
    const { origin } = await serve((response) => json(response, body));
    const wrong = fc.oneof(fc.constant(undefined), fc.constant(''), fc.integer(), fc.constant({ secret: 'canary' }));
    await fc.assert(
      fc.asyncProperty(wrong, async (client_secret) => {
        body = { client_secret };
        const error = await failureOf(vendWith()(connectionTo(origin)));
        expect(error.code).toBe('BAD_ANSWER');
        expect(JSON.stringify(error.details)).not.toContain('canary');
      }),
      { numRuns: 15 },
    );
  });

  test.each([301, 302, 303, 307, 308])('a redirect (%d) is not followed, and says so', async (status) => {
    const target = await serve((response) => json(response, { client_secret: 'stolen' }));
    const server = await serve((response) => response.writeHead(status, { Location: `${target.origin}/token` }).end());
    const connection = connectionTo(server.origin, { auth: 'key' });
    const error = await failureOf(vendWith({ secrets: { key: 'k' } })(connection));
    expect([error.code, target.received.length]).toEqual(['MOVED', 0]);
    const probes = server.received.slice(1);
    expect(probes.every(({ headers, body }) => headers.authorization === undefined && body === '')).toBe(true);
  });
});

describe('no answer', () => {
  async function closedPort(): Promise<string> {
    const server = await startBackEnd(() => undefined);
    await server.close();
    return server.origin;
  }

  test('from a closed port is UNREACHABLE, and names the host', async () => {
    const origin = await closedPort();
    const error = await failureOf(vendWith()(connectionTo(origin)));
    expect([error.code, error.details.host]).toEqual(['UNREACHABLE', new URL(origin).host]);
  });

  test('for want of the browser’s permission says that', async () => {
    const connection = connectionTo(await closedPort());
    expect((await failureOf(vendWith({ mayReach: false })(connection))).code).toBe('NEEDS_PERMISSION');
  });

  test('from a server that accepts and stays silent ends at the time limit', async () => {
    const { origin } = await serve(() => undefined);
    expect((await failureOf(vendWith({ timeoutMs: 150 })(connectionTo(origin)))).code).toBe('UNREACHABLE');
  });

  test('from a body that stalls ends at the time limit', async () => {
    const { origin } = await serve((response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"client_');
    });
    expect((await failureOf(vendWith({ timeoutMs: 150 })(connectionTo(origin)))).code).toBe('UNREACHABLE');
  });

  test('because the connection breaks inside the body can be tried again', async () => {
    const { origin } = await serve((response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '500' });
      response.write('{"client_', () => response.destroy());
    });
    expect((await failureOf(vendWith()(connectionTo(origin)))).code).toBe('UNREACHABLE');
  });
});
