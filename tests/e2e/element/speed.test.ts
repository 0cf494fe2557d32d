import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, startHarness, waitForElement, waitForText, type Harness } from './harness';
import { assistantMessage, textDelta, thread, userMessage } from './protocol-fixtures';
import type { EventStream } from './scripted-server';
import { richAnswer } from './states';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness?.close());

const pieces = richAnswer.match(/[\s\S]{1,5}/g) ?? [];
const piece = (index: number) => pieces[index % pieces.length] ?? '';
/** Tokens that one frame draws: three or four at 200 a second, more where a back end sends in bursts. */
const FRAME = 10;

/** A page with an answer that grows as the test says. */
async function streamingPage() {
  const page = await harness.open({ thread: { autoScroll: true } }, { width: 400, height: 700 });
  await waitForElement(page, '[data-composer]');
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  const painted = () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  let sent = 0;
  let stream!: EventStream;
  return {
    page,
    async ask() {
      const asked = new Promise<EventStream>((resolve) => {
        harness.server.script['threads.create'] = () => ({ stream: resolve });
      });
      await ask(page, 'Tell me everything');
      stream = await asked;
      stream.send({ type: 'thread.created', thread: thread() });
      stream.send({ type: 'thread.item.done', item: userMessage('msg_1', 'Tell me everything') });
      stream.send({ type: 'thread.item.added', item: { ...assistantMessage('msg_2', ''), content: [] } });
      await painted();
    },
    /** Each frame's tokens at once, and the next when they are painted. */
    async send(tokens: number, perFrame: number) {
      for (const end = sent + tokens; sent < end; await painted())
        for (let left = Math.min(perFrame, end - sent); left > 0; left -= 1, sent += 1)
          stream.send(textDelta('msg_2', piece(sent)));
    },
    async end() {
      stream.send(textDelta('msg_2', '\n\nThe very end.'));
      stream.end();
      await waitForText(page, '.answer', 'The very end.');
    },
    async metric(wanted: 'ThreadTime' | 'LayoutCount') {
      const { metrics } = await session.send('Performance.getMetrics');
      const found = metrics.find(({ name }) => name === wanted);
      if (!found) throw new Error(`This Chromium does not tell ${wanted}.`);
      return found.value;
    },
    painted,
  };
}

/** CPU that the next frame of an answer costs the main thread, in ms: what else the machine does is not in it. */
async function costOfFrame({ send, metric }: Awaited<ReturnType<typeof streamingPage>>): Promise<number> {
  const before = await metric('ThreadTime');
  await send(FRAME, FRAME);
  return ((await metric('ThreadTime')) - before) * 1_000;
}

test('while an answer is waited for, what moves is moved by the compositor: nothing is laid out', async () => {
  const { ask, send, painted, metric, page } = await streamingPage();
  await ask();
  await send(FRAME, FRAME);
  await waitForElement(page, '.wait-line');
  // What the first words set off has come to rest.
  for (let count = 0; count < 30; count += 1) await painted();
  const before = await metric('LayoutCount');
  for (let count = 0; count < 30; count += 1) await painted();
  expect(await metric('LayoutCount')).toBe(before);
  await page.close();
});

/**
 * Frame by frame by turns, so that whatever else slows the machine's cores slows both: CPU time is longer too where
 * another job shares the core's caches, and the same frames are drawn however fast the machine is.
 */
test('the last 1 000 of 20 000 streamed tokens cost at most 1.25 times the CPU of the first 1 000', async () => {
  const [long, short] = [await streamingPage(), await streamingPage()];
  await long.ask();
  await long.send(19_000, 250);
  await short.ask();
  const costs: [short: number, long: number][] = [];
  for (let index = 0; index < 1_000 / FRAME; index += 1)
    costs.push([await costOfFrame(short), await costOfFrame(long)]);
  await long.end();
  const [first, last] = costs.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  expect(last, `${first} ms, then ${last} ms`).toBeLessThanOrEqual(first * 1.25);
  await long.page.close();
  await short.page.close();
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
