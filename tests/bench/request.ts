import { pressButton } from '../../scripts/lib/controls';
import { ask } from '../e2e/rig/ask';
import { startProxy } from '../../scripts/lib/proxy';
import { readyChromium } from '../e2e/rig/ready';
import { pageSurface } from '../../scripts/lib/surface';
import { type BenchRow, RUNS } from './report';

/** Marks when the token record has been read from `storage.session`, and when `fetch` is next called with a body. */
const WATCH = `(() => {
  globalThis.waits = [];
  let heldAt = null;
  for (const area of new Set([chrome.storage.session, globalThis.browser?.storage.session].filter(Boolean))) {
    const get = area.get.bind(area);
    area.get = (keys, ...rest) => {
      const read = get(keys, ...rest);
      if (JSON.stringify(keys ?? '').includes('token:')) read?.then?.(() => (heldAt = performance.now()));
      return read;
    };
  }
  const send = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    if (heldAt !== null && /threads\\.(create|add_user_message)/.test(String(init?.body))) {
      globalThis.waits.push(performance.now() - heldAt);
      heldAt = null;
    }
    return send(input, init);
  };
})();`;

/** What the extension does between holding the token and handing the request to the browser. */
export async function benchRequest(extension: string): Promise<BenchRow> {
  const proxy = await startProxy();
  const chromium = await readyChromium({ extension }, { address: proxy.address });
  try {
    const page = await chromium.browser.newPage();
    await page.evaluateOnNewDocument(WATCH);
    await page.goto(`chrome-extension://${chromium.extensionId}/sidepanel.html`);
    await page.bringToFront();
    const panel = pageSurface(page);
    const control: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      if (run > 0) await pressButton(panel, 'New conversation');
      await ask(panel, `Question ${run}`);
      control.push(
        (await page.evaluate(`(() => {
          const start = performance.now();
          fetch(${JSON.stringify(`${proxy.address}/healthz`)}).catch(() => undefined);
          return performance.now() - start;
        })()`)) as number,
      );
    }
    return {
      what: 'Token held → request leaves',
      goal: '≤ 5 ms',
      unit: 'ms',
      subject: (await page.evaluate('globalThis.waits')) as number[],
      control,
      controlName: 'the call of a bare fetch',
    };
  } finally {
    await chromium.close();
    await proxy.close();
  }
}
