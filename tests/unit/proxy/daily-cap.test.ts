import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDailyCap } from '../../../proxy/daily-cap';
import { createProxy, EXTENSION } from './harness';

const DAY_MS = 86_400_000;

describe('what a day may cost', () => {
  test('a reader who has used up the day is told to come back at midnight, and others go on', async () => {
    const { vend, ask, chatkit, clock } = createProxy({ variables: { ANSWERS_PER_READER: '2' } });
    const first = (await vend()).client_secret;
    await ask(first, 'one');
    await ask(first, 'two');
    const input = {
      content: [{ type: 'input_text', text: 'three' }],
      attachments: [],
      quoted_text: null,
      inference_options: {},
    };
    const refused = await chatkit(first, 'threads.create', { input });
    expect(refused.status).toBe(429);
    expect(((await refused.json()) as { error: { code: string } }).error.code).toBe('daily_cap');
    expect(Number(refused.headers.get('retry-after'))).toBe(86_400);
    expect((await chatkit(first, 'threads.list', {})).status).toBe(200);

    clock.now += DAY_MS;
    const again = (await vend()).client_secret;
    await ask(again, 'one of the next day');
  });

  test('a new reader from the same address has no new share: making readers costs nothing', async () => {
    const { vend, ask, chatkit } = createProxy({ variables: { ANSWERS_PER_READER: '1' } });
    await ask((await vend()).client_secret, 'one');
    const input = {
      content: [{ type: 'input_text', text: 'two' }],
      attachments: [],
      quoted_text: null,
      inference_options: {},
    };
    const other = (await vend()).client_secret;
    expect((await chatkit(other, 'threads.create', { input })).status).toBe(429);
  });

  test('whatever is asked, a day never gives more than its caps', () => {
    const questions = fc.array(fc.record({ caller: fc.constantFrom('ann', 'ben', 'cem'), later: fc.nat(DAY_MS / 2) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(questions, fc.nat(6), fc.nat(4), (asked, total, each) => {
        let now = 0;
        const take = createDailyCap({ total, each }, () => now);
        const given = new Map<string, number>();
        for (const { caller, later } of asked) {
          now += later;
          const day = Math.floor(now / DAY_MS);
          try {
            take([caller]);
          } catch {
            continue;
          }
          for (const key of [`${day}`, `${day} ${caller}`]) given.set(key, (given.get(key) ?? 0) + 1);
        }
        for (const [key, count] of given) {
          const cap = key.includes(' ') ? each : total;
          if (cap > 0) expect(count).toBeLessThanOrEqual(cap);
        }
      }),
    );
  });
});

describe('the page for readers', () => {
  test('shows the address and the steps, runs nothing and shows no key', async () => {
    const { app } = createProxy({
      variables: { PROXY_KEY: 'k9Q2-shared-canary-vV7x_LmN4pR6sT8uW0yZ', AUTH: 'key', SITE_NAME: '<Docs> & "co"' },
    });
    const response = await app.request('http://127.0.0.1:8787/connect');
    const html = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('<code>http://127.0.0.1:8787</code>');
    expect(html).toContain('&lt;Docs&gt; &amp; &quot;co&quot;');
    expect(html).toContain('Enter the key');
    expect(html).not.toContain('canary');
    expect(html).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+';/,
    );
  });

  test('names the public address where there is one, and how long conversations are kept', async () => {
    const { app } = createProxy({
      variables: {
        PUBLIC_URL: 'https://docs.example.com/chat',
        ALLOWED_ORIGINS: EXTENSION,
        AUTH: 'key',
        RETENTION_DAYS: '30',
      },
    });
    const html = await (await app.request('http://127.0.0.1:8787/connect')).text();
    expect(html).toContain('<code>https://docs.example.com/chat</code>');
    expect(html).toContain('deleted 30 days after the last message');
  });
});
