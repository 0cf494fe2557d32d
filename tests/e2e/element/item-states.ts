import type { Page } from 'puppeteer-core';
import { waitForElement, waitForText, type Harness } from './harness';
import {
  chartWidget,
  everyItem,
  formWidget,
  listWidget,
  questionsItem,
  runningImage,
  runningItems,
  widgetItem,
} from './item-fixtures';
import { thread } from './protocol-fixtures';

async function openThread({ server }: Harness, page: Page, data: readonly object[]): Promise<void> {
  server.script = { 'threads.get_by_id': () => ({ json: thread('thr_1', { items: { data, has_more: false } }) }) };
  await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
}

const press = (page: Page, selector: string) =>
  page.evaluate((wanted) => {
    const found = window.harness.element?.shadowRoot?.querySelectorAll<HTMLElement>(wanted) ?? [];
    for (const button of found) button.click();
  }, selector);

/** Threads with what is neither question nor answer. */
export const itemStates: Record<string, (harness: Harness, page: Page) => Promise<void>> = {
  async items(harness, page) {
    await openThread(harness, page, everyItem);
    await waitForElement(page, '.chart-bar');
    await waitForElement(page, 'math mfrac');
    await waitForElement(page, '.hljs-keyword');
    await waitForElement(page, '.questions');
  },
  async 'items at work'(harness, page) {
    harness.server.script = {
      'threads.get_by_id': () => ({ json: thread('thr_1') }),
      'threads.custom_action': () => ({
        stream: (stream) => {
          for (const item of runningItems) stream.send({ type: 'thread.item.added', item });
          stream.send({
            type: 'thread.item.updated',
            item_id: 'img_2',
            update: { type: 'generated_image.updated', image: runningImage, progress: 0.4 },
          });
        },
      }),
    };
    await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
    await page.evaluate(() => void window.harness.element?.sendCustomAction({ type: 'begin' }));
    await waitForText(page, '.steps-head', 'Checking the example');
    await waitForElement(page, '.made-image img');
  },
  async 'items, opened and in error'(harness, page) {
    await openThread(harness, page, [
      widgetItem('w_chart', chartWidget),
      widgetItem('w_list', listWidget),
      widgetItem('w_form', { ...formWidget, collapsed: true, theme: 'dark' }),
      questionsItem(),
    ]);
    await waitForElement(page, '.chart-bar');
    await waitForElement(page, '.questions');
    await press(page, '.w-more');
    await press(page, '.questions-foot .primary');
    await waitForText(page, '.questions-problem', 'Choose');
    await press(page, '.w-list .w-row-press');
    await waitForElement(page, '.chart-table td');
  },
};
