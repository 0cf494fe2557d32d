import type { Page } from 'puppeteer-core';
import { waitForElement, waitForText, type Harness } from './harness';
import { plainWidget, widgetItem } from './item-fixtures';
import { assistantMessage, thread, userMessage } from './protocol-fixtures';
import type { EventStream } from './scripted-server';

const question = userMessage('msg_1', 'How do I encode a Decimal?');
const answered = [question, assistantMessage('msg_2', 'Use `default`.')];

/** Opens a stored thread. */
async function open({ server }: Harness, page: Page, data: readonly object[], more: object = {}): Promise<void> {
  server.script['threads.get_by_id'] = () => ({
    json: thread('thr_1', { title: 'json encoders', items: { data, has_more: false }, ...more }),
  });
  await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
  await waitForElement(page, '.message');
}

/** Opens a thread in which a stream of events then runs. */
async function act(harness: Harness, page: Page, run: (stream: EventStream) => void): Promise<void> {
  await open(harness, page, answered);
  harness.server.script['threads.custom_action'] = () => ({ stream: run });
  await page.evaluate(() => void window.harness.element?.sendCustomAction({ type: 'go' }).catch(() => undefined));
}

const focus = (page: Page, selector: string) =>
  page.evaluate((wanted) => window.harness.element?.shadowRoot?.querySelector<HTMLElement>(wanted)?.focus(), selector);
const press = (page: Page, selector: string) =>
  page.evaluate((wanted) => window.harness.element?.shadowRoot?.querySelector<HTMLElement>(wanted)?.click(), selector);

/** What else a conversation can be in: closed, failing, waiting, opened by a press. */
export const threadStates: Record<string, (harness: Harness, page: Page) => Promise<void>> = {
  async 'locked while a draft stands'(harness, page) {
    await page.evaluate(() => window.harness.element?.setComposerValue({ text: 'A draft', reply: 'a quoted word' }));
    await open(harness, page, answered, { status: { type: 'locked' } });
    await waitForText(page, '.closed', 'locked');
  },
  async 'files, a long quote and a tag in a question'(harness, page) {
    await page.evaluate(() =>
      window.harness.element?.setQuoteActions(() => [{ label: 'Show in page', run: () => undefined }]),
    );
    const file = (id: string, more: object) => ({ id, name: `${id}.pdf`, mime_type: 'application/pdf', ...more });
    await open(harness, page, [
      userMessage('msg_1', '', {
        quoted_text: 'A sentence of the page. '.repeat(20),
        content: [
          { type: 'input_tag', id: 'ada', text: 'Ada Lovelace', data: {}, interactive: true },
          { type: 'input_text', text: ' wrote what?' },
        ],
        attachments: [
          file('plan', { type: 'file' }),
          file('photo', { type: 'image', preview_url: 'https://images.example/photo.png' }),
        ],
      }),
    ]);
    await waitForElement(page, '.image-gate');
  },
  async 'the preview of an entity'(harness, page) {
    await page.evaluate(() => {
      window.harness.with = ['entities'];
      window.harness.change({});
    });
    await open(harness, page, [
      userMessage('msg_1', '', {
        content: [{ type: 'input_tag', id: 'ada', text: 'Ada Lovelace', data: {}, interactive: true }],
      }),
    ]);
    await waitForElement(page, 'button.tag');
    await focus(page, 'button.tag');
    await waitForText(page, '.preview', 'About Ada');
  },
  async 'progress, and a way to the end'(harness, page) {
    await act(harness, page, (stream) => {
      stream.send({ type: 'stream_options', stream_options: { allow_cancel: false } });
      stream.send({ type: 'thread.item.added', item: assistantMessage('msg_3', 'A line.\n\n'.repeat(60)) });
      stream.send({ type: 'progress_update', text: 'Reading the page', icon: 'search' });
    });
    await waitForText(page, '.wait-text', 'Reading');
    await waitForElement(page, '.jump');
  },
  async stopped(harness, page) {
    await act(harness, page, (stream) => {
      stream.send({ type: 'thread.item.added', item: assistantMessage('msg_3', 'Half') });
      stream.send({ type: 'error', code: 'custom', message: 'This is **not** answered here.', allow_retry: false });
      stream.end();
    });
    await waitForElement(page, '.interrupted');
    await waitForElement(page, '.notice[data-level="danger"]');
  },
  async 'a question without an answer'(harness, page) {
    await open(harness, page, [userMessage('msg_1', 'Why?', { created_at: '2020-01-01T00:00:00Z' })]);
    await waitForElement(page, '.interrupted');
  },
  async 'a danger that the server tells of'(harness, page) {
    await act(harness, page, (stream) => {
      stream.send({ type: 'notice', level: 'danger', title: 'Quota', message: '[More](https://example.com)' });
      stream.end();
    });
    await waitForText(page, '.notice', 'Quota');
  },
  async 'a widget whose action runs'(harness, page) {
    await open(harness, page, [widgetItem('w_1', plainWidget)]);
    harness.server.script['threads.custom_action'] = () => ({ hang: true });
    await waitForElement(page, '.w-button');
    await press(page, '.w-button');
    await waitForElement(page, '.w-spinner');
    await press(page, '.w-button:not([aria-disabled])');
    await waitForElement(page, '.widget-problem');
  },
  async 'loading a thread'({ server }, page) {
    server.script['threads.get_by_id'] = () => ({ hang: true });
    await page.evaluate(() => void window.harness.element?.setThreadId('thr_1'));
    await waitForElement(page, '.wait-line');
  },
};
