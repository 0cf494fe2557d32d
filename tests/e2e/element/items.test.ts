import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, inject, test } from 'vitest';
import { startHarness, texts, waitForElement, waitForText, type Harness } from './harness';
import { findInShadow } from '../rig/find-in-shadow';
import { answeredItem, everyItem, formWidget, plainWidget, questionsItem, widgetItem } from './item-fixtures';
import { assistantMessage, thread, userMessage } from './protocol-fixtures';
import { changesWhileTyping } from './typing';

let harness: Harness;
let page: Page;
beforeAll(async () => {
  harness = await startHarness(inject('elementPage'));
});
afterAll(() => harness?.close());
afterEach(() => page?.close());

/** Opens a thread that holds these items. */
async function openThread(data: readonly object[], options: object = {}) {
  page = await harness.open(options, { width: 400, height: 900 });
  await waitForElement(page, '[data-composer]');
  harness.server.script['threads.get_by_id'] = () => ({
    json: thread('thr_1', { items: { data, has_more: false } }),
  });
  await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
}

const inElement = (selector: string) => `openai-chatkit >>> ${selector}`;
const press = async (selector: string) => {
  await (await findInShadow(page, selector)).click();
};
const pressNamed = (name: string) => press(`::-p-aria([name="${name}"][role="button"])`);
const named = (type: string) => harness.server.requests.filter((request) => request.type === type);
const until = async (what: () => boolean | Promise<boolean>) => {
  const end = Date.now() + 8_000;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('It did not come to be.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const focused = () =>
  page.evaluate(() => {
    const active = window.harness.element?.shadowRoot?.activeElement;
    return active && `${active.localName} ${active.getAttribute('data-message') ?? active.textContent ?? ''}`.trim();
  });
const streamOf = (...events: object[]) => ({
  stream: (stream: { send(event: object): void; end(): void }) => {
    for (const event of events) stream.send(event);
    stream.end();
  },
});

test('a relative link leads from the page of the quote, and each link that could deceive says its host', async () => {
  const text = '[Next](../next), [docs.example.com](https://evil.example/), [plain](https://docs.example.com/a).';
  await openThread([userMessage('msg_1', 'Where?', { quoted_text: 'words' }), assistantMessage('msg_2', text)]);
  await waitForText(page, '.answer', 'plain');
  expect(await page.$(inElement('.answer a[href$="/next"]'))).toBeNull();
  await page.evaluate(() =>
    window.harness.element?.setLinkBase((quote) => (quote === 'words' ? 'https://docs.example.com/guide/a/' : null)),
  );
  await waitForElement(page, '.answer a[href="https://docs.example.com/guide/next"]');
  expect(await texts(page, '.answer a')).toEqual(['Next docs.example.com', 'docs.example.com evil.example', 'plain']);
});

test('a thread shows every kind of item, loaded as it is needed, and asks no host for it', async () => {
  page = await harness.open({}, { width: 400, height: 900 });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await waitForElement(page, '[data-composer]');
  harness.server.script['threads.get_by_id'] = () => ({
    json: thread('thr_1', { items: { data: everyItem, has_more: false } }),
  });
  expect(asked.filter((url) => /ItemView|ChartView|typeset|highlight/.test(url))).toEqual([]);
  await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
  await waitForText(page, '.steps-head', 'Thought for 1 minute and 5 seconds');
  await waitForElement(page, '.chart-bar');
  await waitForElement(page, 'math mfrac');
  await waitForElement(page, '.hljs-keyword');
  await waitForElement(page, '.answers');
  expect(await texts(page, '[data-item]')).toHaveLength(10);
  expect(await page.$eval(inElement('.code code'), (code) => code.textContent)).toContain(
    'return sum(values) / len(values)  # never empty',
  );
  expect(await page.$eval(inElement('.answer .markdown'), (answer) => answer.textContent)).toContain(
    'It costs $5 and not',
  );
  expect((await texts(page, '.sources')).join()).toMatch(/Python docs · \u2068(?:Oct 31|Nov 1), 2026\u2069/);
  expect(await page.$$eval(inElement('.citation'), (marks) => marks.map((mark) => mark.textContent))).toContain(
    'Decimal',
  );
  expect(asked.filter((url) => !url.startsWith(harness.server.url) && !url.startsWith('data:'))).toEqual([]);

  // Steps fold and unfold; a link keeps its text fragment.
  expect(await page.$eval(inElement('.step a'), (link) => link.getAttribute('href'))).toContain('#:~:text=default');
  await press('.steps-head');
  expect(await texts(page, '.steps > .steps-list[hidden]')).toHaveLength(1);

  // A chart by the keyboard, and as a table.
  await page.focus(inElement('.chart-plot'));
  await page.keyboard.press('ArrowRight');
  await waitForText(page, '.w-chart [role="status"]', 'Monday, Answered 20, Failed 5, Seconds 12');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await waitForText(page, '.w-chart [role="status"]', 'Seconds no value');
  await pressNamed('Show as table');
  await waitForText(page, '.chart-table', 'Failed');

  // More of a list: the focus is where the new rows begin.
  await pressNamed('Show 2 more');
  await waitForText(page, '.w-list', 'Encoder 5');
  expect(await focused()).toContain('Encoder 4');
});

describe('a widget', () => {
  const options = {};
  beforeEach(() => openThread([widgetItem('w_plain', plainWidget), widgetItem('w_form', formWidget)], options));

  test('sends its actions, shows that they run, and streams what comes of them', async () => {
    let finish: () => void = () => undefined;
    harness.server.script['threads.custom_action'] = () => ({
      stream: (stream) => {
        const update = (change: object) =>
          stream.send({ type: 'thread.item.updated', item_id: 'w_plain', update: change });
        update({ type: 'widget.streaming_text.value_delta', component_id: 'stream', delta: ' And then', done: false });
        update({
          type: 'widget.streaming_text.value_delta',
          component_id: 'stream',
          delta: ' <b>some</b>.',
          done: true,
        });
        finish = () => {
          update({
            type: 'widget.root.updated',
            widget: { ...plainWidget, collapsed: true, status: { text: 'Explained' } },
          });
          stream.end();
        };
      },
    });
    await pressNamed('Explain');
    await waitForText(page, '.w-text', 'serialisable. And then <b>some</b>.');
    expect(named('threads.custom_action').map(({ params }) => params)).toEqual([
      { thread_id: 'thr_1', item_id: 'w_plain', action: { type: 'explain', payload: { id: 7 } } },
    ]);
    await waitForElement(page, '.w-button[aria-disabled="true"] .w-spinner');
    // Another one meanwhile: said in the widget, sent never.
    await pressNamed('reload');
    await waitForText(page, '.widget-problem', 'Wait until the answer is finished');
    finish();
    await waitForText(page, '.w-status', 'Explained');
    await waitForText(page, '.w-more', 'Show details');
    expect(named('threads.custom_action')).toHaveLength(1);
    // The pressed button went away with its card's body: the widget has the focus.
    expect(await focused()).not.toBeNull();
    await pressNamed('Show details');
    await waitForText(page, '.w-card', 'Encoders');
  });

  test('checks its form, sends its values by name, and keeps what was written when it fails', async () => {
    const field = inElement('input[type="email"]');
    await pressNamed('Save');
    expect(await page.$eval(field, (input) => (input as HTMLInputElement).validity.valueMissing)).toBe(true);
    expect(named('threads.custom_action')).toEqual([]);
    await page.type(field, 'ann@example.com');
    harness.server.script['threads.sync_custom_action'] = () => ({
      json: {
        updated_item: widgetItem('w_plain', { type: 'Card', children: [{ type: 'Text', value: 'Severity noted' }] }),
      },
    });
    await page.select(inElement('select'), 'high');
    await waitForText(page, '.w-text', 'Severity noted');
    expect(named('threads.sync_custom_action').map(({ params }) => params)[0]).toMatchObject({
      item_id: 'w_form',
      action: { type: 'severity', payload: { id: 7, severity: 'high' } },
    });
    await press('input[value="phone"]');
    await pressNamed('Save');
    await waitForText(page, '.notice', 'had a problem');
    expect(await page.$eval(field, (input) => (input as HTMLInputElement).value)).toBe('ann@example.com');
    harness.server.script['threads.custom_action'] = () => streamOf({ type: 'thread.item.removed', item_id: 'w_form' });
    await pressNamed('Save');
    await until(async () => (await page.$(field)) === null);
    expect(named('threads.custom_action').at(-1)?.params).toEqual({
      thread_id: 'thr_1',
      item_id: 'w_form',
      action: {
        type: 'save',
        payload: {
          id: 7,
          contact: { email: 'ann@example.com' },
          story: 'It stopped.',
          severity: 'high',
          since: '2026-11-20',
          again: true,
          channel: 'phone',
          title: 'A title you can change',
        },
      },
    });
  });

  test('leaves an action for the client to the host, and says so where there is none', async () => {
    await pressNamed('Open');
    await waitForText(page, '.widget-problem', 'This button does something only in the site’s own chat.');
    await page.evaluate(() =>
      window.harness.render({
        widgets: {
          onAction: (action, item) => {
            window.harness.events.push({ name: 'action', detail: { action, id: item.id, type: item.widget.type } });
            return Promise.resolve();
          },
        },
      }),
    );
    await pressNamed('Open');
    await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'action'));
    expect(await page.evaluate(() => window.harness.events.find(({ name }) => name === 'action')?.detail)).toEqual({
      action: { type: 'open', payload: { id: 7 } },
      id: 'w_plain',
      type: 'Card',
    });
    expect(named('threads.custom_action')).toEqual([]);
  });
});

test('the server’s questions are answered by keyboard, once, and the focus stays in the thread', async () => {
  await openThread([questionsItem()]);
  await pressNamed('Answer');
  await waitForText(page, '.questions-problem', 'Choose or write an answer first');
  harness.server.script['threads.add_structured_input'] = () =>
    streamOf({ type: 'thread.item.replaced', item: { ...answeredItem, id: 'ask_1' } });
  await page.focus(inElement('.questions input[type="radio"]'));
  await page.keyboard.press('ArrowDown');
  await page.focus(inElement('.questions textarea'));
  await page.keyboard.type('Invoices');
  await pressNamed('Answer');
  await waitForText(page, '.answers', 'json');
  expect(named('threads.add_structured_input').map(({ params }) => params)).toEqual([
    {
      thread_id: 'thr_1',
      item_id: 'ask_1',
      input: {
        status: 'answered',
        answers: {
          version: { values: ['3.14'], skipped: false },
          types: { values: [], skipped: true },
          goal: { values: ['Invoices'], skipped: false },
        },
      },
    },
  ]);
  expect(await focused()).toContain('ask_1');
});

/** Forms in which an image, a link or a style could reach out or run. */
const EVIL = 'https://evil.example/x.png';
const hostileParts: object[] = [
  ...[
    EVIL,
    '//evil.example/x.png',
    'http://evil.example/x.png',
    'javascript:alert(1)',
    'data:image/svg+xml,<svg onload="fetch(\'https://evil.example\')">',
    'data:text/html,<script>fetch("https://evil.example")</script>',
    'blob:https://evil.example/1',
    'file:///etc/passwd',
    'https://user:password@evil.example/x.png',
    '\\\\evil.example\\x.png',
    'HTTPS://EVIL.EXAMPLE/x.png',
    ' https://evil.example/x.png',
  ].map((src) => ({ type: 'Image', src, alt: 'x' })),
  { type: 'Box', background: `url(${EVIL})`, children: [{ type: 'Text', value: 'a' }] },
  {
    type: 'Box',
    background: { light: `url(${EVIL})`, dark: `image-set("${EVIL}")` },
    border: { size: 1, color: `url(${EVIL})` },
  },
  { type: 'Box', padding: `1px;background:url(${EVIL})`, width: `calc(1px);background:url(${EVIL})` },
  { type: 'Icon', name: `url(${EVIL})`, color: `url(${EVIL})` },
  {
    type: 'Markdown',
    value: `![x](${EVIL}) <img src="${EVIL}"> [x](javascript:alert(1)) $\\includegraphics{${EVIL}}$`,
  },
  { type: 'Text', value: `<img src="${EVIL}" onerror="window.pwned = true"><script>window.pwned = true</script>` },
  { type: 'Text', value: 'x', color: `red;background:url(${EVIL})` },
  { type: 'Image', src: EVIL, alt: 'x', position: `url(${EVIL})`, radius: `url(${EVIL})` },
  {
    type: 'Chart',
    xAxis: 'x',
    data: [{ x: `<img src=${EVIL}>`, y: NaN }],
    series: [{ type: 'bar', dataKey: 'y', color: `url(${EVIL})` }],
  },
  { type: 'Input', name: '__proto__.polluted', defaultValue: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', pattern: '(a+)+' },
  { type: 'Button', label: 'x', onClickAction: 'javascript:alert(1)', iconStart: EVIL },
];

test('a hostile thread runs nothing, asks no host, and lets the reader write on', async () => {
  page = await harness.open({}, { width: 400, height: 900 });
  await waitForElement(page, '[data-composer]');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  let deep: object = { type: 'Text', value: 'The bottom' };
  for (let depth = 0; depth < 2_000; depth += 1) deep = { type: 'Box', padding: 9, children: [deep] };
  const many = (count: number) =>
    Array.from({ length: count }, (_value, index) => ({ type: 'Text', value: `Part ${index}` }));
  const rows = Array.from({ length: 20_000 }, (_value, index) => ({
    x: `row ${index}`,
    y: index % 7 === 0 ? 'NaN' : index,
  }));
  const data = [
    widgetItem('w_evil', { type: 'Card', status: { text: 'x', favicon: EVIL }, children: hostileParts }),
    widgetItem('w_deep', { type: 'Card', children: [deep] }),
    widgetItem('w_many', { type: 'Card', children: many(10_000) }),
    widgetItem('w_chart', {
      type: 'Card',
      children: [
        {
          type: 'Chart',
          data: rows,
          xAxis: 'x',
          series: [
            { type: 'area', dataKey: 'y' },
            { type: 'bar', dataKey: 'y' },
          ],
        },
      ],
    }),
  ];
  harness.server.script['threads.get_by_id'] = () => ({ json: thread('thr_1', { items: { data, has_more: false } }) });
  await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
  await waitForText(page, '.widget', 'Part of this is too large');
  await waitForText(page, '.widget', 'The first 500 of 20000 rows');

  // A key draws none of it again; how soon it is answered is measured by `npm run bench -- keys`.
  expect(await changesWhileTyping(page, 'stillhere')).toBe(0);

  expect(await page.evaluate(() => 'pwned' in window || 'polluted' in {})).toBe(false);
  expect(asked.filter((url) => !url.startsWith(harness.server.url) && !url.startsWith('data:image/png'))).toEqual([]);
  expect(await page.$$eval(inElement('script, iframe, object, embed, img'), (found) => found.length)).toBe(0);
  const styles = await page.$$eval(inElement('.widget *'), (all) =>
    all.map((node) => node.getAttribute('style') ?? '').join(),
  );
  expect(styles).not.toMatch(/url|evil|position/);
});
