import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, startHarness, waitForElement, waitForText, type Harness } from './harness';
import { assistantMessage, textDelta, thread, userMessage } from './protocol-fixtures';
import { richAnswer } from './states';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness?.close());

const TOKENS = 20_000;
/** Five times the rate of the promise, so that the gate takes 20 s. */
const TOKENS_PER_SECOND = 1_000;

test('the last 1 000 of 20 000 streamed tokens cost at most 1.25 times the CPU of the first 1 000', async () => {
  const page = await harness.open({ thread: { autoScroll: true } }, { width: 400, height: 700 });
  await waitForElement(page, '[data-composer]');
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  const cpuMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    // CPU of the main thread alone: what else the machine does is not in it.
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? NaN) * 1_000;
  };
  const pieces = richAnswer.match(/[\s\S]{1,5}/g) ?? [];
  const costs: number[] = [];
  harness.server.script['threads.create'] = () => ({
    async stream(stream) {
      stream.send({ type: 'thread.created', thread: thread() });
      stream.send({ type: 'thread.item.done', item: userMessage('msg_1', 'Tell me everything') });
      stream.send({ type: 'thread.item.added', item: { ...assistantMessage('msg_2', ''), content: [] } });
      const start = Date.now();
      let before = await cpuMs();
      for (let index = 0; index < TOKENS; index += 1) {
        stream.send(textDelta('msg_2', pieces[index % pieces.length] ?? ''));
        const wait = start + (index * 1_000) / TOKENS_PER_SECOND - Date.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        if (index % 1_000 === 999) {
          const now = await cpuMs();
          costs.push(now - before);
          before = now;
        }
      }
      stream.send(textDelta('msg_2', '\n\nThe very end.'));
      stream.end();
    },
  });
  await ask(page, 'Tell me everything');
  await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'response.end'), {
    timeout: 80_000,
  });
  await waitForText(page, '.answer', 'The very end.');
  expect(costs).toHaveLength(TOKENS / 1_000);
  expect(costs.at(-1) ?? Infinity, costs.map(Math.round).join(' ')).toBeLessThanOrEqual((costs[0] ?? 0) * 1.25);
  await page.close();
});

test('a conversation of 500 items opens at its end', async () => {
  const page = await harness.open({}, { width: 400, height: 700 });
  await waitForElement(page, '[data-composer]');
  const data = Array.from({ length: 500 }, (_value, index) =>
    index % 2 === 0
      ? userMessage(`q${index}`, `Question ${index}`)
      : assistantMessage(`a${index}`, index === 499 ? 'The last answer.' : richAnswer),
  );
  harness.server.script['threads.get_by_id'] = () => ({ json: thread('thr_1', { items: { data, has_more: false } }) });
  await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
  await page.waitForFunction(() => {
    const root = window.harness.element?.shadowRoot;
    const last = root?.querySelector('[data-message="a499"]')?.getBoundingClientRect();
    const view = root?.querySelector('.scroller')?.getBoundingClientRect();
    return last && view && last.bottom <= view.bottom + 1 && last.top >= view.top;
  });
  // The end first; the rest while the browser is idle, and the end stays in view.
  await page.waitForFunction(() => window.harness.element?.shadowRoot?.querySelectorAll('.message').length === 500);
  await page.waitForFunction(() => {
    const last = window.harness.element?.shadowRoot?.querySelector('[data-message="a499"]')?.getBoundingClientRect();
    const view = window.harness.element?.shadowRoot?.querySelector('.scroller')?.getBoundingClientRect();
    return last && view && last.bottom <= view.bottom + 1 && last.top >= view.top;
  });
  await page.close();
});
