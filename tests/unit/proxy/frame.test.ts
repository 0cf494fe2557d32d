import { describe, expect, test } from 'vitest';
import { descriptor } from '../../../proxy/descriptor';
import { frameDocument, framePolicy, OPENAI_SCRIPT } from '../../../proxy/frame/document';
import { createProxy, environment, EXTENSION, FIREFOX, KEY } from './harness';

const page = (variables: Record<string, string> = {}) => createProxy({ variables }).app.request('/frame/');
const exposed = { PUBLIC_URL: 'https://docent.example.com', PROXY_KEY: KEY };

function directive(response: Response, name: string): string | undefined {
  const policy = response.headers.get('content-security-policy') ?? '';
  return policy
    .split('; ')
    .find((part) => part.startsWith(`${name} `))
    ?.slice(name.length + 1);
}

describe('the frame page', () => {
  test('has exactly this policy, and no X-Frame-Options, which knows no extensions', async () => {
    const response = await page();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self' https://cdn.platform.openai.com; frame-src https://cdn.platform.openai.com; " +
        "connect-src 'self' https://api.openai.com; style-src 'self' 'unsafe-inline'; " +
        "img-src 'self' data: https://cdn.platform.openai.com; font-src 'self' https://cdn.platform.openai.com; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors chrome-extension: moz-extension:",
    );
    expect(response.headers.has('x-frame-options')).toBe(false);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test.each<[string, Record<string, string>, string]>([
    ['the listed extension', { ALLOWED_ORIGINS: EXTENSION }, EXTENSION],
    ['no web origin, listed or not', { ALLOWED_ORIGINS: 'https://docs.example.com' }, "'none'"],
    ['several', { ALLOWED_ORIGINS: `${EXTENSION},${FIREFOX},https://docs.example.com` }, `${EXTENSION} ${FIREFOX}`],
    [
      'any Firefox extension where that was asked for',
      { ...exposed, CHATKIT_DOMAIN_KEY: 'domain_pk_1a', ALLOWED_ORIGINS: EXTENSION, ALLOW_MOZ_EXTENSION: 'any' },
      `${EXTENSION} moz-extension:`,
    ],
    [
      'any extension where that was asked for',
      { ...exposed, CHATKIT_DOMAIN_KEY: 'domain_pk_1a', ALLOWED_ORIGINS: 'chrome-extension:,moz-extension:' },
      'chrome-extension: moz-extension:',
    ],
  ])('may be framed by %s', async (_whom, variables, ancestors) => {
    const response = await createProxy({ variables }).app.request('/frame/', {
      headers: { host: variables.PUBLIC_URL ? 'docent.example.com' : 'localhost' },
    });
    expect(directive(response, 'frame-ancestors')).toBe(ancestors);
    const told = /name="docent-frame" content="([^"]*)"/.exec(await response.text())?.[1]?.replaceAll('&quot;', '"');
    expect(JSON.parse(told ?? '')).toEqual({
      script: OPENAI_SCRIPT,
      allow: ancestors === "'none'" ? [] : ancestors.split(' '),
    });
  });

  test('takes script and frame of a copy from there and from nowhere else', async () => {
    const response = await page({ CHATKIT_SCRIPT_URL: 'https://assets.example.com/ck/chatkit.js' });
    expect(directive(response, 'script-src')).toBe("'self' https://assets.example.com");
    expect(directive(response, 'frame-src')).toBe('https://assets.example.com');
    expect(await response.text()).not.toContain('cdn.platform.openai.com');
  });

  test('holds no inline script, and names its own by what is in it', async () => {
    const { app } = createProxy();
    const html = await (await app.request('/frame/')).text();
    const sources = [...html.matchAll(/<script([^>]*)>([^<]*)</g)].map(([, attributes, code]) => [attributes, code]);
    expect(sources).toEqual([[' type="module" src="frame.js?v=v1"', '']]);
    const kept = await app.request('/frame/frame.js?v=v1');
    expect(kept.headers.get('cache-control')).toContain('immutable');
    expect(kept.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect((await app.request('/frame/frame.js?v=v0')).headers.get('cache-control')).toBe('no-cache');
  });

  test('gets its script, for which Chromium names the page’s own origin; another page’s origin stays refused', async () => {
    const { app } = createProxy();
    const from = (site: string, method = 'GET', path = '/frame/frame.js') =>
      app.request(path, { method, headers: { origin: 'http://127.0.0.1:8787', 'sec-fetch-site': site } });
    expect((await from('same-origin')).status).toBe(200);
    expect((await from('cross-site')).status).toBe(403);
    expect((await from('same-origin', 'POST', '/token')).status).toBe(403);
  });

  test('is not there where it is switched off, or where OpenAI would turn its domain away', async () => {
    expect((await page({ OPENAI_VIEW: 'off' })).status).toBe(404);
    const variables = { ...exposed, ALLOWED_ORIGINS: EXTENSION };
    const response = await createProxy({ variables }).app.request('/frame/', {
      headers: { host: 'docent.example.com' },
    });
    expect(response.status).toBe(404);
    expect(descriptor(environment(variables)).frame).toBeUndefined();
    expect(descriptor(environment({ OPENAI_VIEW: 'off' })).frame).toBeUndefined();
  });

  test('on this machine is offered with the documented local key', () => {
    expect(descriptor(environment())).toMatchObject({
      frame: '../frame/',
      chatkit: { domainKey: 'domain_pk_localhost_dev' },
    });
  });
});

test('as a static file it carries its policy itself, without who may frame it: a meta element cannot say that', () => {
  const config = { script: OPENAI_SCRIPT, allow: ['moz-extension:'] };
  const html = frameDocument({ ...config, bundle: 'frame.js', metaPolicy: true });
  expect(html).toContain(`content="${framePolicy(config, false)}"`);
  expect(html).not.toContain('frame-ancestors');
});

test('what an operator configures cannot leave its attribute', () => {
  const html = frameDocument({
    script: 'https://a.example/"><script>alert(1)</script>',
    allow: [],
    bundle: 'frame.js',
  });
  expect(html.match(/<script/g)).toHaveLength(1);
});
