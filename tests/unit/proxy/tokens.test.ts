import { decodeJwt, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createProxy, KEY, SIGNING_KEY, type Vended } from './harness';

const list = (proxy: ReturnType<typeof createProxy>, authorization: string) =>
  proxy.post('/chatkit', { type: 'threads.list', params: {} }, authorization ? { authorization } : {});

describe('POST /token', () => {
  test('answers what the extension reads', async () => {
    const proxy = createProxy();
    const vended = await proxy.vend();
    const now = proxy.clock.now / 1_000;
    expect(vended).toEqual({
      client_secret: expect.any(String) as string,
      expires_at: now + 300,
      expires_in: 300,
      server_time: now,
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      reader: expect.any(String) as string,
    });
    expect(decodeJwt(vended.client_secret)).toMatchObject({ aud: 'docent-chatkit', exp: now + 300 });
    expect(decodeJwt(vended.reader)).toMatchObject({ aud: 'docent-reader', exp: now + 400 * 86_400 });
    expect(decodeJwt(vended.client_secret).sub).toBe(decodeJwt(vended.reader).sub);
  });

  test('a token does not grow over fifty refreshes', async () => {
    const proxy = createProxy();
    const first = await proxy.vend();
    let last: Vended = first;
    for (let count = 0; count < 50; count++) last = await proxy.vend({ reader: last.reader });
    expect(last.client_secret.length).toBe(first.client_secret.length);
    expect(last.reader.length).toBe(first.reader.length);
  });
});

describe('with a shared key', () => {
  const variables = { PROXY_KEY: KEY };
  const vend = (authorization: string | undefined, keys?: readonly string[]) =>
    createProxy({ variables, ...(keys && { keys }) }).post('/token', {}, authorization ? { authorization } : {});

  test.each([`Bearer ${KEY}`, `bearer ${KEY}`, `Bearer  ${KEY} `])('"%s" is taken', async (authorization) => {
    expect((await vend(authorization)).status).toBe(200);
  });
  test.each([
    undefined,
    'Bearer',
    'Bearer wrong',
    KEY,
    `Basic ${KEY}`,
    `Bearer ${KEY}x`,
    `Bearer ${KEY.slice(1)}`,
    `Bearer ${KEY} x`,
  ])('"%s" is answered like any other wrong one', async (authorization) => {
    const response = await vend(authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    const text = (await response.text()).replace(/[0-9a-f-]{36}/, '<id>');
    expect(text).toBe(
      '{"error":{"code":"unauthorized","message":"A valid key or token is needed."},"request_id":"<id>"}',
    );
  });
  test('two keys are valid while readers change over; a removed one is not', async () => {
    const old = 'old-canary-key-9dK2mQ7xZ5cB8nL1vR4tY6';
    expect((await vend(`Bearer ${old}`, [KEY, old])).status).toBe(200);
    expect((await vend(`Bearer ${KEY}`, [KEY, old])).status).toBe(200);
    expect((await vend(`Bearer ${old}`, [KEY])).status).toBe(401);
  });
  test('a key may hold every character that is fit for a header', async () => {
    const key = `!"#$%&'()*,:;<=>?@[]^\`{|}${KEY}`;
    expect((await vend(`Bearer ${key}`, [key])).status).toBe(200);
  });
  test('no key at all lets nobody in', async () => {
    expect((await vend(`Bearer ${KEY}`, [])).status).toBe(401);
  });
});

describe('POST /chatkit refuses', () => {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const key = new TextEncoder().encode(SIGNING_KEY);
  const claims = (now: number) => ({
    iss: 'docent-proxy',
    aud: 'docent-chatkit',
    sub: 'ann',
    iat: now,
    exp: now + 300,
  });
  const sign = (payload: object, secret = key, alg = 'HS256') =>
    new SignJWT({ ...payload }).setProtectedHeader({ alg }).sign(secret);
  type Forge = (now: number, vended: Vended) => string | Promise<string>;

  test.each<[string, Forge]>([
    ['nothing', () => ''],
    ['another scheme', (_, { client_secret }) => `Basic ${client_secret}`],
    ['a header of two tokens', (_, { client_secret }) => `Bearer ${client_secret} ${client_secret}`],
    ['a character that no token holds', (_, { client_secret }) => `Bearer ${client_secret}!`],
    ['alg none', (now) => `Bearer ${encode({ alg: 'none' })}.${encode(claims(now))}.`],
    [
      'alg none with a signature',
      (now, { client_secret }) =>
        `Bearer ${encode({ alg: 'none' })}.${encode(claims(now))}.${client_secret.split('.')[2]}`,
    ],
    ['another key', async (now) => `Bearer ${await sign(claims(now), new TextEncoder().encode('x'.repeat(40)))}`],
    ['another algorithm with our key', async (now) => `Bearer ${await sign(claims(now), key, 'HS512')}`],
    ['another issuer', async (now) => `Bearer ${await sign({ ...claims(now), iss: 'orcheo.chatkit' })}`],
    ['another audience', async (now) => `Bearer ${await sign({ ...claims(now), aud: 'chatkit' })}`],
    ['no expiry', async (now) => `Bearer ${await sign({ ...claims(now), exp: undefined })}`],
    ['no subject', async (now) => `Bearer ${await sign({ ...claims(now), sub: undefined })}`],
    ['an expired one', async (now) => `Bearer ${await sign({ ...claims(now), exp: now })}`],
    ['one from the future', async (now) => `Bearer ${await sign({ ...claims(now), nbf: now + 60 })}`],
    ['a reader credential', (_, { reader }) => `Bearer ${reader}`],
    ['the shared key', () => `Bearer ${KEY}`],
    [
      'a changed subject',
      (_, { client_secret }) => {
        const [header, payload = '', signature] = client_secret.split('.');
        const changed = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), sub: 'bob' };
        return `Bearer ${header}.${encode(changed)}.${signature}`;
      },
    ],
  ])('%s', async (_, forge) => {
    const proxy = createProxy({ variables: { PROXY_KEY: KEY } });
    const vended = await proxy.vend({}, { authorization: `Bearer ${KEY}` });
    const response = await list(proxy, await forge(proxy.clock.now / 1_000, vended));
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  test('a token after its life, and takes it until then', async () => {
    const proxy = createProxy({ variables: { TOKEN_TTL_SECONDS: '20' } });
    const { client_secret } = await proxy.vend();
    proxy.clock.now += 19_000;
    expect((await list(proxy, `Bearer ${client_secret}`)).status).toBe(200);
    proxy.clock.now += 1_000;
    expect((await list(proxy, `Bearer ${client_secret}`)).status).toBe(401);
  });
});

describe('the reader credential', () => {
  const subjectOf = ({ client_secret }: Vended) => decodeJwt(client_secret).sub;

  test.each<[string, (vended: Vended) => string]>([
    ['nonsense', () => 'nonsense'],
    ['an empty one', () => ''],
    ['a token', ({ client_secret }) => client_secret],
    ['one with a broken signature', ({ reader }) => `${reader.slice(0, -4)}AAAA`],
  ])('%s begins a new history instead of locking the reader out', async (_, forge) => {
    const proxy = createProxy();
    const first = await proxy.vend();
    expect(subjectOf(await proxy.vend({ reader: forge(first) }))).not.toBe(subjectOf(first));
  });

  test('is renewed at every vend and ends after its days', async () => {
    const proxy = createProxy({ variables: { READER_TTL_DAYS: '2' } });
    const first = await proxy.vend();
    proxy.clock.now += 86_400_000;
    const second = await proxy.vend({ reader: first.reader });
    proxy.clock.now += 86_400_000;
    expect(subjectOf(await proxy.vend({ reader: second.reader }))).toBe(subjectOf(first));
    expect(subjectOf(await proxy.vend({ reader: first.reader }))).not.toBe(subjectOf(first));
  });
});
