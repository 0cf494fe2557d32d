import { type Page } from 'puppeteer-core';
import { type BenchRow, RUNS } from './report';

/** Script time of one load, as the renderer counts it, in ms. */
async function scriptTime(page: Page, url: string): Promise<number> {
  await page.goto('about:blank');
  const session = await page.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
  };
  await page.goto(url, { waitUntil: 'load' });
  await new Promise((resolve) => setTimeout(resolve, 150));
  const seconds = await read();
  await session.detach();
  return seconds * 1000;
}

/** Interleaves the runs so that a slow moment of the machine hits all three alike. */
export async function benchPageLoad(pages: { bare: Page; control: Page; docent: Page }, url: string, where: string) {
  const times: Record<keyof typeof pages, number[]> = { bare: [], control: [], docent: [] };
  for (let run = 0; run < RUNS; run += 1) {
    for (const name of ['bare', 'control', 'docent'] as const) times[name].push(await scriptTime(pages[name], url));
  }
  const over = (name: 'control' | 'docent') => times[name].map((value, run) => value - (times.bare[run] ?? 0));
  return {
    what: `Script time of a page load, over the bare page: ${where}`,
    goal: '≤ 5 × the control',
    unit: 'ms',
    subject: over('docent'),
    control: over('control'),
    controlName: 'an empty content script',
  } satisfies BenchRow;
}
