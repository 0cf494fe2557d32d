import { type Page } from 'puppeteer-core';
import { type Chromium } from '../../scripts/lib/chromium';
import { type DocsServer } from '../../scripts/lib/docs-server';
import { pageSurface, until } from '../../scripts/lib/surface';
import { selectWithMouse } from '../../scripts/lib/select-text';
import { type BenchRow, RUNS } from './report';

/** Text that no other run has, so that what is seen belongs to this press. */
const sentence = (run: number) => `Run ${run} keeps its keys in the order in which they were first added to it.`;

const docsPage = `<!doctype html><html lang="en"><title>Bench</title><body style="font:16px/2 system-ui">
<button id="open-control">Open the control</button>${Array.from({ length: RUNS * 2 }, (_, run) => `<p>${sentence(run)}</p>`).join('')}</body></html>`;

/** When the page last saw a press, ms since the epoch with fractions. */
const WATCH_PRESS = `addEventListener('pointerdown', (event) => {
  globalThis.pressedAt = performance.timeOrigin + event.timeStamp;
}, { capture: true });`;

const pressedAt = async (page: Page) => (await page.evaluate('globalThis.pressedAt')) as number;

/** When the panel painted this text as its largest so far, ms since the epoch; null while it has not. */
const paintedAt = (panel: Page, text: string) =>
  pageSurface(panel).run(
    (wanted) =>
      new Promise<number | null>((resolve) => {
        const seen = (root: ParentNode): boolean =>
          (root.textContent ?? '').includes(wanted) ||
          [...root.querySelectorAll('*')].some((element) => element.shadowRoot !== null && seen(element.shadowRoot));
        if (!seen(document.body)) return resolve(null);
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1);
          resolve(last ? performance.timeOrigin + last.startTime : null);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
        setTimeout(() => resolve(null), 500);
      }),
    text,
  );

/** When the panel shows this text, ms since the epoch: looked for frame by frame from before the press. */
const watchText = (panel: Page, text: string) =>
  pageSurface(panel).run((wanted) => {
    const holder = globalThis as unknown as { shownAt: number | null };
    holder.shownAt = null;
    const look = () => {
      if (document.body.innerText.includes(wanted)) holder.shownAt = performance.timeOrigin + performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, text);

/** Press in the page → passage readable in the real side panel; cold (panel closed) and warm (panel open). */
export async function benchHandOver(docent: Chromium, control: Chromium, docs: DocsServer): Promise<BenchRow[]> {
  docs.page('/made/bench.html', docsPage);
  const url = `${docs.origin}/made/bench.html`;
  const [{ page, surface }, bare] = [await docent.openTab(url), await control.openTab(url)];
  for (const tab of [page, bare.page]) await tab.evaluate(WATCH_PRESS);
  const cold: number[] = [];
  const warm: number[] = [];
  const empty: number[] = [];

  const press = async (run: number) => {
    await page.bringToFront();
    await selectWithMouse(surface, sentence(run));
    await docent.pressPopover(page);
  };

  for (let run = 0; run < RUNS; run += 1) {
    await press(run);
    const panel = (await docent.panel()).page;
    const shown = await until('the passage in the panel', () => paintedAt(panel, `Run ${run} keeps`));
    cold.push(shown - (await pressedAt(page)));

    await watchText(panel, `Run ${RUNS + run} keeps`);
    await press(RUNS + run);
    const again = await until('the next passage in the panel', () =>
      panel.evaluate('globalThis.shownAt').then((at) => at as number | null),
    );
    warm.push(again - (await pressedAt(page)));
    await panel.close();

    await bare.page.bringToFront();
    await bare.page.click('#open-control');
    const emptyPanel = (await control.ownPage('/panel.html')).page;
    const drawn = await until('the empty panel', () => paintedAt(emptyPanel, 'An empty panel page.'));
    empty.push(drawn - (await pressedAt(bare.page)));
    await emptyPanel.close();
  }
  const row = (what: string, goal: string, subject: number[]): BenchRow => ({
    what,
    goal,
    unit: 'ms',
    subject,
    control: empty,
    controlName: 'press → an empty panel page is painted (cold)',
  });
  return [
    row('Press → passage readable in the panel, cold', '≤ 300 ms', cold),
    row('Press → passage readable in the panel, warm', '≤ 100 ms', warm),
  ];
}
