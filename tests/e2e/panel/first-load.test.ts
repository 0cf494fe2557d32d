import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchChromium, type Chromium } from '../../../scripts/lib/chromium';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { type Answers, readyChromium } from '../rig/ready';
import { gzipBytes } from '../rig/static-imports';
import { until } from '../../../scripts/lib/surface';

/** docs/design.md, Budgets: panel first-load JS, compressed. */
const MAX_BYTES = 150_000;
/** Nothing was fetched for this long: the panel waits for the reader. */
const IDLE_MS = 1_500;

const build = inject('builds').chrome;

/** Scripts of the build that a panel fetches by itself, from its opening until it waits for the reader. */
async function scriptsAtOpen(chromium: Chromium, waitsFor: string): Promise<string[]> {
  const origin = `chrome-extension://${chromium.extensionId}/`;
  const page = await chromium.browser.newPage();
  const scripts = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.url().startsWith(origin) && pathname.endsWith('.js')) scripts.add(pathname.slice(1));
  });
  await page.goto(`${origin}sidepanel.html`);
  await until(waitsFor, () => page.evaluate(`Boolean(${waitsFor})`) as Promise<boolean>);
  await page.waitForNetworkIdle({ idleTime: IDLE_MS });
  // What the page itself has counted: a request that DevTools did not show would be missing above.
  const timed = (await page.evaluate(
    `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))`,
  )) as string[];
  for (const name of timed) scripts.add(name.slice(origin.length));
  await page.close();
  return [...scripts];
}

const COMPOSER = `document.querySelector('openai-chatkit')?.shadowRoot?.querySelector('[data-composer]')`;

function expectWithinBudget(scripts: string[]): void {
  const sizes = scripts.map((file) => ({ file, bytes: gzipBytes(build, file) }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(total, sizes.map(({ file, bytes }) => `${file}: ${bytes}`).join('\n')).toBeLessThanOrEqual(MAX_BYTES);
}

describe('all script that an empty panel loads by itself is at most 150 kB compressed', () => {
  let proxy: RunningProxy;
  beforeAll(async () => {
    proxy = await startProxy();
  });
  afterAll(() => proxy?.close());

  test.each(['device', 'back end'] as const)('while the %s answers', async (who) => {
    const answers: Answers = who === 'device' ? 'device' : { address: proxy.address };
    const chromium = await readyChromium({ extension: build }, answers);
    try {
      const scripts = await scriptsAtOpen(chromium, COMPOSER);
      expect(scripts.some((file) => file.includes('register-'))).toBe(true);
      expectWithinBudget(scripts);
    } finally {
      await chromium.close();
    }
  });

  test('before the reader has agreed to anything', async () => {
    const chromium = await launchChromium({ extension: build });
    try {
      expectWithinBudget(await scriptsAtOpen(chromium, `document.querySelector('.consent-page button')`));
    } finally {
      await chromium.close();
    }
  });
});
