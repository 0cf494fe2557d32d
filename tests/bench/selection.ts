import { type Page } from 'puppeteer-core';
import { type Chromium } from '../e2e/rig/chromium';
import { type DocsServer } from '../e2e/rig/docs-server';
import { pageSurface, until } from '../e2e/rig/surface';
import { selectWithMouse } from '../e2e/rig/select-text';
import { type BenchRow, RUNS } from './report';

const TEXT = 'keeps its keys in the order';
const html = `<!doctype html><html lang="en"><title>Bench</title><body style="font:16px/2 system-ui"><p>A dictionary ${TEXT} in which
they were first added. Setting a key again leaves its place unchanged.</p></body></html>`;

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

async function once(page: Page): Promise<number> {
  await page.evaluate(WATCH);
  await selectWithMouse(pageSurface(page), TEXT);
  return until('something at the selection', () =>
    page.evaluate('globalThis.shownAfter').then((value) => value as number | null),
  );
}

export async function benchSelection(docent: Chromium, control: Chromium, docs: DocsServer): Promise<BenchRow> {
  docs.page('/made/select.html', html);
  const url = `${docs.origin}/made/select.html`;
  const subject: number[] = [];
  const box: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { page } = await docent.openTab(url);
    subject.push(await once(page));
    await page.close();
    const bare = await control.openTab(url);
    await bare.page.evaluate(BOX);
    box.push(await once(bare.page));
    await bare.page.close();
  }
  return {
    what: 'Pointer released → popover drawn, first selection of a page (20 ms of it is the settle time)',
    goal: 'settle + 1 frame',
    unit: 'ms',
    subject,
    control: box,
    controlName: 'a bare listener that draws a box',
  };
}
