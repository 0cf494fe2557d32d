import { type Page } from 'puppeteer-core';
import { assistantMessage, textDelta, thread, userMessage } from '../e2e/element/protocol-fixtures';
import { FRAME, openGrowingAnswer, type GrowingAnswer } from '../e2e/element/growing-answer';
import { buildPage } from '../e2e/element/build-page';
import { ask, startHarness, waitForElement, type Harness } from '../e2e/element/harness';
import { richAnswer } from '../e2e/element/states';
import { type BenchRow, RUNS } from './report';

const TOKENS = 20_000;
const TOKENS_PER_SECOND = 200;
const SIZE = { width: 400, height: 700 };

/** Frames of each whole second while something runs. */
const COUNT_FRAMES = `(() => {
  globalThis.framesPerSecond = [];
  let frames = 0;
  let second = performance.now() + 1000;
  const count = (now) => {
    frames += 1;
    if (now >= second) { globalThis.framesPerSecond.push(frames); frames = 0; second += 1000; }
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
})();`;

const pieces = richAnswer.match(/[\s\S]{1,5}/g) ?? [];
const paced = async (say: (piece: string) => void | Promise<void>) => {
  const start = Date.now();
  for (let index = 0; index < TOKENS; index += 1) {
    await say(pieces[index % pieces.length] ?? '');
    const wait = start + (index * 1_000) / TOKENS_PER_SECOND - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }
};
const frames = (page: Page) => page.evaluate('globalThis.framesPerSecond') as Promise<number[]>;

/** 20 000 tokens at 200 a second, and a conversation of 500 items; the control appends plain text. */
export async function benchStreaming(): Promise<BenchRow[]> {
  const harness = await startHarness(await buildPage());
  try {
    const subject = await streamed(harness);
    const plain = await harness.browser.newPage();
    await plain.setViewport(SIZE);
    await plain.setContent('<pre style="white-space:pre-wrap"></pre>');
    await plain.evaluate(COUNT_FRAMES);
    await paced((piece) => plain.evaluate((text) => document.querySelector('pre')?.append(text), piece));
    const control = await frames(plain);
    return [
      {
        what: `${TOKENS} tokens at ${TOKENS_PER_SECOND}/s: frames per second, second by second`,
        goal: '≥ 55 fps',
        unit: 'fps',
        subject,
        control,
        controlName: 'the same text appended to a <pre>',
      },
      await lastTokens(harness),
      await opened(harness),
    ];
  } finally {
    await harness.close();
  }
}

async function streamed(harness: Harness): Promise<number[]> {
  const page = await harness.open({ thread: { autoScroll: true } }, SIZE);
  await waitForElement(page, '[data-composer]');
  harness.server.script['threads.create'] = () => ({
    async stream(stream) {
      stream.send({ type: 'thread.created', thread: thread() });
      stream.send({ type: 'thread.item.done', item: userMessage('msg_1', 'Tell me everything') });
      stream.send({ type: 'thread.item.added', item: { ...assistantMessage('msg_2', ''), content: [] } });
      await paced((piece) => stream.send(textDelta('msg_2', piece)));
      stream.end();
    },
  });
  await page.evaluate(COUNT_FRAMES);
  await ask(page, 'Tell me everything');
  await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'response.end'), {
    timeout: 0,
  });
  const counted = await frames(page);
  await page.close();
  return counted;
}

/**
 * The main thread's CPU for a frame of ten tokens at the end of a long answer, beside a frame of an answer just begun: by
 * turns, so that what else the machine does falls on both.
 */
async function lastTokens(harness: Harness): Promise<BenchRow> {
  const [long, short] = [await openGrowingAnswer(harness), await openGrowingAnswer(harness)];
  await long.ask();
  await long.send(19_000, 250);
  await short.ask();
  const [subject, control]: [number[], number[]] = [[], []];
  for (let index = 0; index < 1_000 / FRAME; index += 1) {
    control.push(await costOfFrame(short));
    subject.push(await costOfFrame(long));
  }
  await long.page.close();
  await short.page.close();
  return {
    what: 'CPU of a frame of ten tokens, the last 1 000 of 20 000',
    goal: '≤ 1.25 × the control',
    unit: 'ms',
    subject,
    control,
    controlName: 'the first 1 000',
  };
}
async function costOfFrame({ send, metric }: GrowingAnswer): Promise<number> {
  const before = await metric('ThreadTime');
  await send(FRAME, FRAME);
  return ((await metric('ThreadTime')) - before) * 1_000;
}

async function opened(harness: Harness): Promise<BenchRow> {
  const data = Array.from({ length: 500 }, (_value, index) =>
    index % 2 === 0 ? userMessage(`q${index}`, `Question ${index}`) : assistantMessage(`a${index}`, richAnswer),
  );
  const subject: number[] = [];
  const control: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await harness.open({}, SIZE);
    await waitForElement(page, '[data-composer]');
    harness.server.script['threads.get_by_id'] = () => ({
      json: thread('thr_1', { items: { data, has_more: false } }),
    });
    const open = (await page.evaluate(`(async () => {
      const start = performance.now();
      await window.harness.element.setThreadId('thr_1');
      const root = window.harness.element.shadowRoot;
      for (;;) {
        await new Promise(requestAnimationFrame);
        const last = root.querySelector('[data-message="a499"]')?.getBoundingClientRect();
        if (last && last.top < innerHeight) return performance.now() - start;
      }
    })()`)) as number;
    subject.push(open);
    const text = JSON.stringify(data);
    control.push(
      (await page.evaluate(`(async () => {
        const start = performance.now();
        const pre = document.createElement('pre');
        pre.textContent = ${JSON.stringify(text)};
        document.body.append(pre);
        await new Promise(requestAnimationFrame);
        pre.getBoundingClientRect();
        return performance.now() - start;
      })()`)) as number,
    );
    await page.close();
  }
  return {
    what: 'A conversation of 500 items opens at its end',
    goal: '≤ 300 ms',
    unit: 'ms',
    subject,
    control,
    controlName: 'the same data as plain text',
  };
}
