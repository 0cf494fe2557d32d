import { type ElementHandle, type Page } from 'puppeteer-core';
import { until } from '../../../scripts/lib/surface';

/**
 * Waits for an element in an open shadow root. Puppeteer's own wait for what need not be visible looks again when the
 * document changes, and changes within a shadow root are none.
 */
export const findInShadow = (page: Page, selector: string, withinMs?: number): Promise<ElementHandle<HTMLElement>> =>
  until(selector, async () => (await page.$(`>>> ${selector}`)) as ElementHandle<HTMLElement> | null, withinMs);
