import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { descriptorSchema } from '../../../utils/connection/schema';
import { clientAddress } from '../../../proxy/client-address';
import { descriptor } from '../../../proxy/descriptor';
import { greeting, listeningAddress, pairingAddress, readerAddress } from '../../../proxy/greeting';
import { createRateLimit } from '../../../proxy/rate-limit';
import { createConcurrencyLimit } from '../../../proxy/concurrency';
import { createLog, describeError } from '../../../proxy/log';
import { environment, EXTENSION, KEY } from './harness';

describe('the descriptor is what the extension reads', () => {
  test.each([
    ['with nothing set', {}],
    [
      'with everything set',
      {
        SITE_NAME: 'Python docs',
        SITES: 'https://docs.python.org/*, https://peps.python.org/*',
        GREETING: 'Hello',
        PLACEHOLDER: 'Ask',
        STARTERS: 'Why, and how?|What next?',
        DISCLAIMER: 'May be wrong',
        ACCENT: '#0d7d62',
        SUPPORT_URL: 'https://a.example/help?x=1#y',
        PRIVACY_URL: 'https://a.example/privacy',
        RETENTION_DAYS: '30',
        MAX_PASSAGE: '5000',
        PROXY_KEY: KEY,
      },
    ],
  ])('%s', (_, variables: Record<string, string>) => {
    const told = JSON.parse(JSON.stringify(descriptor(environment(variables)))) as object;
    expect(descriptorSchema.parse(told)).toEqual(told);
  });
  test('its addresses hold behind a path of another server', () => {
    const { chatkit, token } = descriptor(environment());
    const at = (path: string, base: string) => new URL(path, `${base}/.well-known/docent.json`).href;
    expect(at(chatkit.url, 'https://a.example/docent')).toBe('https://a.example/docent/chatkit');
    expect(at(token.url, 'http://127.0.0.1:8787')).toBe('http://127.0.0.1:8787/token');
  });
  test('it says when no language model answers, and how long conversations are kept', () => {
    const { disclaimer, answers } = descriptor(environment());
    expect([disclaimer, answers]).toEqual(['Quotes from the page, not a language model.', 'quotes']);
    const model = descriptor(environment({ OPENAI_API_KEY: 'sk-live-3f9a' }));
    expect([model.disclaimer, model.answers]).toEqual([undefined, undefined]);
    expect(descriptor(environment({ RETENTION_DAYS: '1' })).retention).toBe(
      'Conversations are deleted 1 day after the last message.',
    );
  });
});

describe('whose share a request counts against', () => {
  test.each([
    ['203.0.113.7', undefined, [], '203.0.113.7'],
    ['::ffff:203.0.113.7', undefined, [], '203.0.113.7'],
    ['203.0.113.7', '1.1.1.1', [], '203.0.113.7'],
    ['10.0.0.1', '1.1.1.1, 198.51.100.9', ['10.0.0.1'], '198.51.100.9'],
    ['::ffff:10.0.0.1', '198.51.100.9', ['10.0.0.1'], '198.51.100.9'],
    ['10.0.0.1', '1.1.1.1, 198.51.100.9, 10.0.0.2', ['10.0.0.1', '10.0.0.2'], '198.51.100.9'],
    ['10.0.0.1', undefined, ['10.0.0.1'], '10.0.0.1'],
    ['10.0.0.1', '10.0.0.1', ['10.0.0.1'], '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', undefined, [], '2001:db8:1:2'],
    ['2001:db8::6', undefined, [], '2001:db8:0:0'],
    ['::1', undefined, [], '0:0:0:0'],
    ['fe80::1:2:3', undefined, [], 'fe80:0:0:0'],
  ])('%s, forwarded for %s, trusting %s: %s', (peer, forwarded, trusted, expected) => {
    expect(clientAddress(peer, forwarded, trusted)).toBe(expected);
  });
});

describe('a rate limit', () => {
  test('never grants more than its share in any minute, and says truly when to come back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 }),
        (perMinute, gaps) => {
          let now = 0;
          const limit = createRateLimit(perMinute, () => now);
          const granted: number[] = [];
          for (const gap of gaps) {
            now += gap;
            const wait = limit('ann');
            if (wait === 0) granted.push(now);
            else {
              now += wait * 1_000;
              expect(limit('ann')).toBe(0);
              granted.push(now);
            }
          }
          for (const start of granted) {
            const inMinute = granted.filter((at) => at >= start && at < start + 60_000).length;
            expect(inMinute).toBeLessThanOrEqual(2 * perMinute);
          }
        },
      ),
    );
  });
  test('remembers a bounded number of callers, the newest', () => {
    const limit = createRateLimit(1, () => 0, 3);
    for (const caller of ['a', 'b', 'c', 'd']) limit(caller);
    expect([limit('b'), limit('d')]).toEqual([60, 60]);
    expect(limit('a')).toBe(0);
  });
});

test('leaving twice makes room once, and an empty room is forgotten', () => {
  const limit = createConcurrencyLimit(2);
  const leave = limit.enter('ann');
  limit.enter('ann');
  expect(limit.enter('ann')).toBeUndefined();
  leave?.();
  leave?.();
  const again = limit.enter('ann');
  expect(again).toBeDefined();
  expect(limit.enter('ann')).toBeUndefined();
  expect(limit.enter('bob')).toBeDefined();
});

describe('the start message', () => {
  const at = (variables: Record<string, string>, madeKey?: string) =>
    greeting({
      env: environment(variables),
      address: readerAddress(environment(variables), 8787),
      listening: listeningAddress(environment(variables), 8787),
      madeKey,
      database: 'data/docent.db',
    });
  test('names one address to paste', () => {
    expect(at({})).toContain("Paste this address in Docent's options: http://127.0.0.1:8787\n");
  });
  test('carries a made key in the fragment, where no server and no log sees it', () => {
    const text = at({ OPENAI_API_KEY: 'sk-live-3f9a' }, KEY);
    expect(text).toContain(`http://127.0.0.1:8787/#key=${KEY}\n`);
    expect(new URL(pairingAddress('http://a/b', 'a+b=&c')).hash).toBe('#key=a%2Bb%3D%26c');
  });
  test('names where it listens beside the address of the server in front, for its owner’s first try', () => {
    const text = at({ PUBLIC_URL: 'https://a.example/docent', ALLOWED_ORIGINS: EXTENSION, PROXY_KEY: KEY });
    expect(text).toContain("Paste this address in Docent's options: https://a.example/docent\n");
    expect(text).toContain('To try it here first: http://127.0.0.1:8787\n');
    expect(at({})).not.toContain('first:');
  });
  test('never prints a configured key', () => {
    expect(at({ PROXY_KEY: KEY })).not.toContain(KEY);
  });
  test.each([
    [{ HOST: '0.0.0.0', ALLOWED_ORIGINS: EXTENSION }, 'http://127.0.0.1:8787'],
    [{ HOST: '::1' }, 'http://[::1]:8787'],
    [{ HOST: 'localhost' }, 'http://localhost:8787'],
    [{ PUBLIC_URL: 'https://a.example/docent/', ALLOWED_ORIGINS: EXTENSION }, 'https://a.example/docent'],
  ])('%o is reached at %s', (variables: Record<string, string>, address) => {
    expect(readerAddress(environment(variables), 8787)).toBe(address);
  });
});

describe('the log', () => {
  test('is one line per entry, whatever an entry holds', () => {
    const lines: string[] = [];
    createLog(
      (line) => lines.push(line),
      () => 0,
      'requests',
    )({ event: 'failure', code: 'a\r\n{"event":"forged"}' });
    expect(lines).toEqual([
      '{"time":"1970-01-01T00:00:00.000Z","event":"failure","code":"a\\r\\n{\\"event\\":\\"forged\\"}"}',
    ]);
  });
  test('names a failure and its cause without their words', () => {
    const cause = Object.assign(new RangeError('secret passage'), { status: 429, code: 'insufficient_quota' });
    const { code, at } = describeError(new TypeError('secret key', { cause }));
    expect(code).toBe('TypeError < RangeError insufficient_quota 429');
    expect(at).toMatch(/^rules\.test\.ts:\d+$/);
  });
  test('can leave ordinary requests out', () => {
    const lines: string[] = [];
    const log = createLog(
      (line) => lines.push(line),
      () => 0,
      'errors',
    );
    const request = {
      event: 'request',
      request_id: 'r',
      method: 'GET',
      path: '/healthz',
      ms: 1,
      origin: 'missing',
    } as const;
    log({ ...request, status: 200 });
    log({ ...request, status: 500 });
    expect(lines).toHaveLength(1);
  });
});
