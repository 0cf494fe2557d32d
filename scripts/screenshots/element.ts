import type { Page } from 'puppeteer-core';
import { buildPage } from '../../tests/e2e/element/build-page';
import { startHarness } from '../../tests/e2e/element/harness';
import { openState, states } from '../../tests/e2e/element/states';
import { SCHEMES, shot } from './setting';
import { fileName, writeSheet, type Shot } from './sheet';

/** States of the packaged element that hold what a thread can show; the others stand on the panel's sheets. */
const SHOWN = Object.keys(states).filter((state) => state.startsWith('items'));
const WIDTHS = [280, 400, 768];
const TALLEST = 3_600;

/** Every kind of item, light above dark, narrow to wide, and mirrored: whole threads, as tall as they are. */
export async function shootElement(): Promise<void> {
  const harness = await startHarness(await buildPage());
  try {
    for (const state of SHOWN) {
      const rows: Shot[][] = [];
      for (const scheme of SCHEMES) {
        const row: Shot[] = [];
        for (const [width, locale] of [...WIDTHS.map((size) => [size, 'en'] as const), [400, 'he'] as const]) {
          const page = await openState(harness, state, scheme, { width, height: 900 }, { locale });
          // Twice: what comes into view takes its real height only then.
          for (let count = 0; count < 2; count += 1) {
            const needed = await neededHeight(page);
            await page.setViewport({ width, height: Math.min(TALLEST, Math.max(300, needed)) });
          }
          row.push(await shot(page, locale === 'en' ? `${width} px` : `${width} px, mirrored`));
          await page.close();
        }
        rows.push(row);
      }
      await writeSheet(harness.browser, `element-${fileName(state)}`, rows);
    }
  } finally {
    await harness.close();
  }
}

/** Of the window, so that the whole thread is in view, px. */
const neededHeight = (page: Page) =>
  page.evaluate(async () => {
    for (let count = 0; count < 2; count += 1) await new Promise(requestAnimationFrame);
    const root = window.harness.element?.shadowRoot;
    const log = root?.querySelector('.log')?.getBoundingClientRect().height ?? 0;
    const scroller = root?.querySelector('.scroller')?.getBoundingClientRect().height ?? 0;
    return Math.ceil(log - scroller + document.documentElement.clientHeight);
  });
