import type { Page } from 'puppeteer-core';
import { waitForElement, waitForText, type Harness } from './harness';
import { thread } from './protocol-fixtures';

const list = () => ({
  json: {
    data: [
      thread('thr_1', { title: 'json encoders' }),
      thread('thr_2', { title: 'A very long title that does not fit into a narrow panel at all' }),
      thread('thr_3'),
    ],
    has_more: false,
  },
});

const showHistory = async ({ server }: Harness, page: Page) => {
  server.script = { 'threads.list': list };
  await page.evaluate(() => window.harness.element?.showHistory());
  await waitForText(page, '.entry', 'json');
};

const press = (page: Page, selector: string) =>
  page.evaluate((wanted) => window.harness.element?.shadowRoot?.querySelector<HTMLElement>(wanted)?.click(), selector);

/** What the list of past conversations can be in. */
export const historyStates: Record<string, (harness: Harness, page: Page) => Promise<void>> = {
  history: showHistory,
  async 'history, renaming'(harness, page) {
    await showHistory(harness, page);
    await press(page, '[aria-label="Rename “json encoders”"]');
    await waitForElement(page, 'form');
  },
  async 'history, deleting'(harness, page) {
    await showHistory(harness, page);
    await press(page, '[aria-label="Delete “json encoders”"]');
    await waitForElement(page, '.danger');
  },
  async 'history, nothing found'(harness, page) {
    await showHistory(harness, page);
    await page.keyboard.type('zzz');
    await waitForText(page, '.history-note', 'zzz');
  },
  async 'history, empty'({ server }, page) {
    server.script['threads.list'] = () => ({ json: { data: [], has_more: false } });
    await page.evaluate(() => window.harness.element?.showHistory());
    await waitForText(page, '.history-note', 'appear here');
  },
  async 'history, failed'({ server }, page) {
    server.script['threads.list'] = () => ({ json: {}, status: 503 });
    await page.evaluate(() => window.harness.element?.showHistory());
    await waitForElement(page, '.notice');
  },
};
