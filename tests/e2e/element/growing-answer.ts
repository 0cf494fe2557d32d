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
  /** Resolves to how often the conversation has changed, once that is more than `than`. */
  const changes = (than = -1) =>
    page.evaluate(async (before) => {
      const counted = window as unknown as { changes?: number };
      const log = window.harness.element?.shadowRoot?.querySelector('.log');
      if (counted.changes === undefined && log) {
        counted.changes = 0;
        new MutationObserver(() => (counted.changes = (counted.changes ?? 0) + 1)).observe(log, {
          subtree: true,
          childList: true,
          characterData: true,
        });
      }
      while ((counted.changes ?? 0) <= before) await new Promise(requestAnimationFrame);
      return counted.changes ?? 0;
    }, than);
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
    /** Each frame's tokens in one piece, and the next when they are painted: as many steps however busy the machine is. */
    async send(tokens: number, perFrame: number) {
      for (const end = sent + tokens; sent < end;) {
        const events: unknown[] = [];
        for (let left = Math.min(perFrame, end - sent); left > 0; left -= 1, sent += 1)
          events.push(textDelta('msg_2', piece(sent)));
        const before = await changes();
        stream.raw(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));
        await changes(before);
        await painted();
      }
    },
    /** How far the end is below what is in view, in px. */
    belowView: () =>
      page.$eval('openai-chatkit >>> .scroller', ({ scrollHeight, scrollTop, clientHeight }) =>
        Math.round(scrollHeight - scrollTop - clientHeight),
      ),
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
