import { type Page } from 'puppeteer-core';
import { type Chromium } from '../../scripts/lib/chromium';
import { lineOf } from '../../scripts/lib/select-text';
import { pageSurface, until } from '../../scripts/lib/surface';
import { type BenchRow, RUNS } from './report';

/**
 * From the release of the button to the frame in which something new hangs at the root element. The page cannot look into
 * the closed shadow root, but it sees the host arrive, and the popover is opaque from its first frame.
 */
const WATCH = `addEventListener('pointerup', (event) => {
  globalThis.shownAfter = null;
  const start = event.timeStamp;
  const look = () => {
    if (document.documentElement.children.length > 2) globalThis.shownAfter = performance.now() - start;
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}, { capture: true });`;

/** The control: a bare listener that draws a box at once. */
const BOX = `addEventListener('pointerup', () => {
  const box = document.createElement('div');
  box.style.cssText = 'position:fixed;top:90px;left:90px;width:180px;height:32px;background:#fff;border:1px solid';
  document.documentElement.append(box);
});`;

async function once(page: Page, selector: string): Promise<number> {
  const surface = pageSurface(page);
  const { x, y } = await lineOf(surface, selector);
  await page.evaluate(WATCH);
  await surface.drag({ x: x + 2, y }, { x: x + 150, y });
  return until('something at the selection', () =>
    page.evaluate('globalThis.shownAfter').then((value) => value as number | null),
  );
}

/** @param page its name and address, and what in it is selected */
export async function benchSelection(
  docent: Chromium,
  control: Chromium,
  { url, name, selector }: { url: string; name: string; selector: string },
): Promise<BenchRow> {
  const subject: number[] = [];
  const box: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { page } = await docent.openTab(url);
    subject.push(await once(page, selector));
    await page.close();
    const bare = await control.openTab(url);
    await bare.page.evaluate(BOX);
    box.push(await once(bare.page, selector));
    await bare.page.close();
  }
  return {
    what: `Pointer released → popover drawn, first selection of a page (20 ms of it is the settle time): ${name}`,
    goal: 'settle + 1 frame',
    unit: 'ms',
    subject,
    control: box,
    controlName: 'a bare listener that draws a box',
  };
}
