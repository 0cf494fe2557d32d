import { describe, expect, test } from 'vitest';
import { createProxy, EXTENSION, FIREFOX, KEY } from './harness';

const OTHER_EXTENSION = `chrome-extension://${'b'.repeat(32)}`;
const withKey = { authorization: `Bearer ${KEY}` };
const status = async (proxy: ReturnType<typeof createProxy>, origin: string | undefined, headers = {}) => {
  const response = await proxy.app.request('/token', {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json', ...(origin !== undefined && { origin }), ...headers },
  });
  return { code: response.status, allowed: response.headers.get('access-control-allow-origin') };
};

describe('on this machine without a key', () => {
  test.each([EXTENSION, OTHER_EXTENSION, FIREFOX])('the extension %s may ask for a token', async (origin) => {
    expect(await status(createProxy(), origin)).toEqual({ code: 200, allowed: origin });
  });
  test.each([
    ['a web page', 'https://evil.example'],
    ['a page on this machine', 'http://127.0.0.1:8787'],
    ['localhost', 'http://localhost:3000'],
    ['an opaque origin', 'null'],
    ['no origin', undefined],
    ['an empty origin', ''],
    ['an extension id with a suffix', `${EXTENSION}.evil.example`],
    ['an extension id in upper case', EXTENSION.toUpperCase()],
    ['an extension id with a slash', `${EXTENSION}/`],
    ['an extension id with a port', `${EXTENSION}:80`],
    ['a short extension id', 'chrome-extension://abc'],
    ['a Firefox id that is none', 'moz-extension://evil'],
    ['another scheme', `safari-web-extension://${'a'.repeat(32)}`],
  ])('%s is refused, without a word of what would be allowed', async (_, origin) => {
    expect(await status(createProxy(), origin)).toEqual({ code: 403, allowed: null });
  });
  test('a key does not make up for a missing origin, since none is asked for', async () => {
    expect((await status(createProxy(), undefined, withKey)).code).toBe(403);
  });
});

describe('with configured origins and a key', () => {
  const variables = { PROXY_KEY: KEY, ALLOWED_ORIGINS: `${EXTENSION},https://docs.example.com:8443` };
  test.each([EXTENSION, 'https://docs.example.com:8443'])('%s is allowed', async (origin) => {
    expect(await status(createProxy({ variables }), origin, withKey)).toEqual({ code: 200, allowed: origin });
  });
  test.each([
    OTHER_EXTENSION,
    FIREFOX,
    'https://docs.example.com',
    'https://docs.example.com:8443/',
    'http://docs.example.com:8443',
    'https://DOCS.example.com:8443',
    'https://docs.example.com:8443.evil.example',
    'https://evil-docs.example.com:8443',
    'null',
  ])('%s is refused', async (origin) => {
    expect(await status(createProxy({ variables }), origin, withKey)).toEqual({ code: 403, allowed: null });
  });
  test('a program without an origin needs the key', async () => {
    expect((await status(createProxy({ variables }), undefined)).code).toBe(403);
    expect((await status(createProxy({ variables }), undefined, withKey)).code).toBe(200);
  });
  test.each(['cross-site', 'same-site'])('a browser that says %s without an origin is not a program', async (site) => {
    expect((await status(createProxy({ variables }), undefined, { ...withKey, 'sec-fetch-site': site })).code).toBe(
      403,
    );
  });
  test('any Firefox extension is allowed where that was said', async () => {
    const proxy = createProxy({ variables: { ...variables, ALLOW_MOZ_EXTENSION: 'any' } });
    expect((await status(proxy, FIREFOX, withKey)).code).toBe(200);
    expect((await status(proxy, OTHER_EXTENSION, withKey)).code).toBe(403);
  });
});

describe('any extension of a browser, named by its scheme', () => {
  const exposed = { PUBLIC_URL: 'https://docent.example.com' };
  const both = { ...exposed, ALLOWED_ORIGINS: 'chrome-extension:,moz-extension:' };
  test.each([EXTENSION, OTHER_EXTENSION, FIREFOX])('%s is allowed, and needs the key', async (origin) => {
    const proxy = createProxy({ variables: both });
    expect(await status(proxy, origin, withKey)).toEqual({ code: 200, allowed: origin });
    expect((await status(proxy, origin)).code).toBe(401);
  });
  test.each([
    'https://docent.example.com',
    'null',
    'chrome-extension:',
    'chrome-extension://',
    'moz-extension://evil',
    `${EXTENSION}.evil.example`,
    `safari-web-extension://${'a'.repeat(32)}`,
  ])('%s is refused', async (origin) => {
    expect(await status(createProxy({ variables: both }), origin, withKey)).toEqual({ code: 403, allowed: null });
  });
  test('the other browser’s are not meant by it', async () => {
    const proxy = createProxy({ variables: { ...exposed, ALLOWED_ORIGINS: `${EXTENSION},moz-extension:` } });
    expect((await status(proxy, EXTENSION, withKey)).code).toBe(200);
    expect((await status(proxy, FIREFOX, withKey)).code).toBe(200);
    expect((await status(proxy, OTHER_EXTENSION, withKey)).code).toBe(403);
  });
});

test('an exposed proxy takes no extension that is not listed', async () => {
  const proxy = createProxy({ variables: { PUBLIC_URL: 'https://docent.example.com', ALLOWED_ORIGINS: EXTENSION } });
  expect((await status(proxy, OTHER_EXTENSION, withKey)).code).toBe(403);
});

describe('a preflight', () => {
  const preflight = (path: string, origin: string) =>
    createProxy().app.request(path, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
  test('tells an allowed origin what it may send, for ten minutes', async () => {
    const response = await preflight('/chatkit', EXTENSION);
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': EXTENSION,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': expect.stringContaining('authorization') as string,
      'access-control-max-age': '600',
      'access-control-expose-headers': 'Retry-After, X-Request-Id, Date',
      vary: 'Origin',
    });
    expect(response.headers.has('access-control-allow-credentials')).toBe(false);
  });
  test('tells another origin nothing', async () => {
    const response = await preflight('/chatkit', 'https://evil.example');
    expect(response.status).toBe(403);
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(response.headers.get('vary')).toBe('Origin');
  });
});

describe('public addresses', () => {
  const get = (path: string, headers: Record<string, string>) => createProxy().app.request(path, { headers });
  test.each(['/.well-known/docent.json', '/healthz', '/readyz'])(
    '%s answers a program without an origin',
    async (path) => {
      expect((await get(path, {})).status).toBe(200);
    },
  );
  test('a web page cannot tell by an image or a script that the proxy is here', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await get('/.well-known/docent.json', headers)).status).toBe(403);
  });
  test('a web page may not read them', async () => {
    const response = await get('/.well-known/docent.json', { origin: 'https://evil.example' });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });
});

describe('the host', () => {
  const host = async (value: string, variables = {}) =>
    (await createProxy({ variables }).app.request('/healthz', { headers: { host: value } })).status;
  test.each(['localhost:8787', '127.0.0.1:1', '[::1]:8787', 'LOCALHOST'])('%s is ours', async (value) => {
    expect(await host(value)).toBe(200);
  });
  test.each(['attacker.test', 'attacker.test:8787', 'localhost.attacker.test', '127.0.0.1.nip.io', '169.254.169.254'])(
    '%s is not, wherever its name leads',
    async (value) => {
      expect(await host(value)).toBe(421);
    },
  );
  test('configured hosts are ours too', async () => {
    const variables = {
      PUBLIC_URL: 'https://a.example/docent',
      ALLOWED_HOSTS: 'B.example',
      ALLOWED_ORIGINS: EXTENSION,
    };
    expect([
      await host('a.example', variables),
      await host('b.example:443', variables),
      await host('c.example', variables),
    ]).toEqual([200, 200, 421]);
  });
});
