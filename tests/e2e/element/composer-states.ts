import type { Page } from 'puppeteer-core';
import { waitForElement, waitForText, type Harness } from './harness';

const press = (page: Page, selector: string) =>
  page.evaluate((wanted) => window.harness.element?.shadowRoot?.querySelector<HTMLElement>(wanted)?.click(), selector);

const takesFiles = (page: Page) =>
  page.evaluate(() =>
    window.harness.change({
      api: { url: '/chatkit', domainKey: 'local', uploadStrategy: { type: 'direct', uploadUrl: '/upload' } },
      composer: {
        attachments: { enabled: true },
        tools: [
          { id: 'web', label: 'Search the web', icon: 'globe' },
          { id: 'pin', label: 'Deep research', icon: 'lab', pinned: true },
        ],
      },
    }),
  );

/** What else the composer can be in. */
export const composerStates: Record<string, (harness: Harness, page: Page) => Promise<void>> = {
  async 'a quote, held back by the host'(_harness, page) {
    await page.evaluate(async () => {
      await window.harness.element?.setComposerValue({ text: 'Why?', reply: 'a quoted word' });
      window.harness.element?.holdSending('Choose a workflow first.');
    });
    await waitForElement(page, '.send[aria-description]');
  },
  async 'a file on its way and one that did not get through'({ server }, page) {
    await takesFiles(page);
    server.script.upload = ({ body }) =>
      String(body).includes('slow.png') ? { hang: true } : { json: {}, status: 500 };
    await waitForElement(page, '.bar > *');
    await page.evaluate(() => {
      const file = (name: string, type: string) => new File(['x'], name, { type });
      return void window.harness.element?.setComposerValue({
        text: 'Read these',
        files: [file('slow.png', 'image/png'), file('lost.txt', 'text/plain')],
        selectedToolId: 'pin',
      });
    });
    await waitForElement(page, '.files .error');
    await waitForElement(page, '.files progress');
  },
  async 'a menu of tools'(_harness, page) {
    await takesFiles(page);
    await waitForElement(page, '[aria-label="Tools"]');
    await press(page, '[aria-label="Tools"]');
    await waitForElement(page, '[role="menu"]');
  },
  async 'a menu of commands'(_harness, page) {
    await page.evaluate(() => {
      window.harness.with = ['commands'];
      window.harness.change({});
    });
    await (await page.$('openai-chatkit >>> [data-composer]'))?.focus();
    await page.keyboard.type('/');
    await waitForText(page, '[role="option"]', 'Summarise');
  },
  async 'files held over it'(_harness, page) {
    await takesFiles(page);
    await waitForElement(page, '.bar > *');
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'a.txt', { type: 'text/plain' }));
      window.harness.element?.shadowRoot
        ?.querySelector('.log')
        ?.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await waitForElement(page, '.drop-zone');
  },
};
