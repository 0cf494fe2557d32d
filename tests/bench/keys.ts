import type { Page } from 'puppeteer-core';
import { buildPage } from '../e2e/element/build-page';
import { startHarness, waitForElement, type Harness } from '../e2e/element/harness';
import { assistantMessage, thread, userMessage } from '../e2e/element/protocol-fixtures';
import { type BenchRow, RUNS } from './report';

const SIZE = { width: 400, height: 700 };
const PARAGRAPH = 'A sentence with `code` and **weight** and [a link](https://example.com). ';
const GIANT = `${`${PARAGRAPH.repeat(20)}\n\n`.repeat(1_000)}${'x'.repeat(500_000)}${'['.repeat(50_000)}${'> '.repeat(20_000)}`;

/** Conversations a hostile or a tireless back end can make. */
const CONVERSATIONS = {
  'a thread of 10 000 items': Array.from({ length: 10_000 }, (_value, index) =>
    index % 2 === 0
      ? userMessage(`q${index}`, `Question ${index}`)
      : assistantMessage(`a${index}`, `Answer **${index}** with \`code\`.\n\n- one\n- two`),
  ),
  'an answer of two million characters': [userMessage('q', 'Try'), assistantMessage('a9999', GIANT)],
};

/** Time from a key in the composer to the frame that shows it; the control is the same key beside one short answer. */
export async function benchKeys(): Promise<BenchRow[]> {
  const harness = await startHarness(await buildPage());
  try {
    const control = await opened(harness, [userMessage('q', 'Try'), assistantMessage('a9999', 'One answer.')]);
    const rows: BenchRow[] = [];
    for (const [what, items] of Object.entries(CONVERSATIONS)) {
      const page = await opened(harness, items);
      const row: BenchRow = {
        what: `Key → its letter painted, beside ${what}`,
        goal: '≤ 100 ms',
        unit: 'ms',
        subject: [],
        control: [],
        controlName: 'the same beside one short answer',
      };
      for (let run = 0; run < RUNS; run += 1) {
        row.subject.push(await keyTime(page));
        row.control.push(await keyTime(control));
      }
      rows.push(row);
      await page.close();
    }
    return rows;
  } finally {
    await harness.close();
  }
}

async function opened(harness: Harness, data: readonly object[]): Promise<Page> {
  const page = await harness.open({}, SIZE, [], 'window');
  await waitForElement(page, '[data-composer]');
  harness.server.script['threads.get_by_id'] = () => ({ json: thread('thr_1', { items: { data, has_more: false } }) });
  await page.evaluate(() => void window.harness.element?.setThreadId('thr_1'));
  await page.waitForFunction(
    () => [...(window.harness.element?.shadowRoot?.querySelectorAll('[data-message^="a"]') ?? [])].at(-1) !== undefined,
    { timeout: 60_000 },
  );
  return page;
}

async function keyTime(page: Page): Promise<number> {
  await page.bringToFront();
  await (await page.$('openai-chatkit >>> [data-composer]'))?.focus();
  await page.evaluate(() => {
    Object.assign(window, { keyTime: undefined });
    window.addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() =>
          setTimeout(() => Object.assign(window, { keyTime: performance.now() - timeStamp })),
        ),
      { once: true },
    );
  });
  await page.keyboard.press('a');
  await page.waitForFunction(() => 'keyTime' in window && window.keyTime !== undefined);
  return page.evaluate(() => (window as unknown as { keyTime: number }).keyTime);
}
