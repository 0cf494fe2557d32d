import { ask, waitForElement, waitForText, type Harness } from './harness';
import { assistantMessage, textDelta, thread, userMessage } from './protocol-fixtures';
import type { EventStream } from './scripted-server';
import { richAnswer } from './states';

const pieces = richAnswer.match(/[\s\S]{1,5}/g) ?? [];
const piece = (index: number) => pieces[index % pieces.length] ?? '';

/** Tokens that one frame draws: three or four at 200 a second, more where a back end sends in bursts. */
export const FRAME = 10;

export type GrowingAnswer = Awaited<ReturnType<typeof openGrowingAnswer>>;

/** A page with an answer that grows as the caller says; Chromium only. */
export async function openGrowingAnswer(harness: Harness) {
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
    session,
    painted,
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
    /** `ThreadTime` in s. */
    async metric(wanted: 'ThreadTime' | 'LayoutCount') {
      const { metrics } = await session.send('Performance.getMetrics');
      const found = metrics.find(({ name }) => name === wanted);
      if (!found) throw new Error(`This Chromium does not tell ${wanted}.`);
      return found.value;
    },
  };
}
