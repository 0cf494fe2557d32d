import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { ask, startHarness, texts, waitForElement, waitForText, type Harness } from './harness';
import { changesWhileTyping } from './typing';
import { answerEvents, assistantMessage, textDelta, thread, userMessage } from './protocol-fixtures';
import type { EventStream } from './scripted-server';

let harness: Harness;
let page: Page;
let asked: string[];
beforeAll(async () => {
  harness = await startHarness(inject('elementPage'));
});
afterAll(() => harness?.close());
afterEach(() => page?.close());

const open = async () => {
  page = await harness.open({}, { width: 400, height: 700 });
  await waitForElement(page, '[data-composer]');
  asked = [];
  page.on('request', (request) => asked.push(request.url()));
};
const answering = (rest: (stream: EventStream) => void) => ({
  'threads.create': () => ({
    stream: (stream: EventStream) => {
      stream.send({ type: 'thread.created', thread: thread() });
      stream.send({ type: 'thread.item.done', item: userMessage('msg_1', 'Try') });
      rest(stream);
    },
  }),
});
const elsewhere = () => asked.filter((url) => !url.startsWith(harness.server.url));

const HOST = 'https://evil.example';
/** Ways to make a browser fetch a picture, or run something, from text. */
const images = [
  `![a](${HOST}/1.png)`,
  `![a](${HOST}/2.png "title")`,
  `![a](<${HOST}/3.png>)`,
  `![a][ref]\n\n[ref]: ${HOST}/4.png`,
  `![a](//evil.example/5.png)`,
  `![a](http://evil.example/6.png)`,
  `![a](HTTPS://EVIL.EXAMPLE/7.png)`,
  `![a](https://user:pw@evil.example/8.png)`,
  `![a](&#104;ttps://evil.example/9.png)`,
  `[![a](${HOST}/10.png)](${HOST}/10)`,
  `<img src="${HOST}/11.png">`,
  `<picture><source srcset="${HOST}/12.png"><img></picture>`,
  `<svg><image href="${HOST}/13.png"/></svg>`,
  `<style>body{background:url(${HOST}/14.png)}</style>`,
  `<div style="background:url(${HOST}/15.png)">x</div>`,
  `<video poster="${HOST}/16.png"></video>`,
  `<input type="image" src="${HOST}/17.png">`,
  `<link rel="icon" href="${HOST}/18.png"><link rel="prefetch" href="${HOST}/18b">`,
  `<object data="${HOST}/19.png"></object><embed src="${HOST}/19b.png">`,
  `<iframe src="${HOST}/20"></iframe><meta http-equiv="refresh" content="0;url=${HOST}/20b">`,
  `![a](javascript:alert(1)) ![b](data:text/html,<script>alert(1)</script>) ![c](blob:${HOST}/21)`,
  `| ![a](${HOST}/22.png) |\n|---|\n| ![b](${HOST}/23.png) |`,
];
const scripts = [
  '<script>window.pwned = 1</script>',
  '<img src=x onerror="window.pwned=1">',
  '[a](javascript:window.pwned=1) [b](JaVaScRiPt:window.pwned=1) [c](java\tscript:window.pwned=1)',
  '[d](&#106;avascript:window.pwned=1) [e](data:text/html,<script>opener.pwned=1</script>) [f](vbscript:x)',
  '<a href="javascript:window.pwned=1">g</a> <javascript:window.pwned=1>',
];

test('twenty-two forms of image and five of script in an answer: nothing runs, no request leaves, no picture is made', async () => {
  await open();
  const whole = [...images, ...scripts].join('\n\n');
  harness.server.script = answering((stream) => {
    for (const event of answerEvents('msg_2', whole.match(/[\s\S]{1,40}/g) ?? [])) stream.send(event);
    stream.send({ type: 'notice', level: 'info', message: whole });
    stream.send({ type: 'progress_update', text: whole });
    stream.send({ type: 'thread.updated', thread: thread('thr_1', { title: whole.slice(0, 300) }) });
    stream.end();
  });
  await ask(page, 'Try');
  await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'response.end'));
  await waitForElement(page, '.notice');
  const made = await page.evaluate(() => {
    const root = window.harness.element?.shadowRoot;
    const links = [...(root?.querySelectorAll('a') ?? [])].map(({ protocol }) => protocol);
    return {
      risky: root?.querySelectorAll(
        'img, picture, video, script, style, link, iframe, object, embed, svg image, [style*=url]',
      ).length,
      protocols: [...new Set(links)].filter((protocol) => !['https:', 'http:', 'mailto:'].includes(protocol)),
      pwned: 'pwned' in window,
    };
  });
  expect(made).toEqual({ risky: 0, protocols: [], pwned: false });
  expect(elsewhere()).toEqual([]);
  expect((await texts(page, '.image-gate')).length).toBeGreaterThan(5);
});

test('a stream that is broken in every way still shows what in it is whole', async () => {
  await open();
  harness.server.script = answering((stream) => {
    stream.send({ type: 'thread.item.added', item: { ...assistantMessage('msg_2', ''), content: [] } });
    for (const data of [
      '',
      'null',
      '[]',
      '7',
      '"text"',
      '{',
      '{"type":null}',
      '{"type":"thread.item.done"}',
      '{"type":"thread.item.done","item":{"type":"hologram","id":"x"}}',
      '{"type":"thread.item.updated","item_id":"msg_2","update":{"type":"hologram"}}',
      '{"type":"thread.item.updated","item_id":"msg_2","update":{"type":"assistant_message.content_part.text_delta","content_index":-1,"delta":"x"}}',
      '{"type":"thread.item.updated","item_id":"msg_2","update":{"type":"assistant_message.content_part.text_delta","content_index":1e9,"delta":"x"}}',
      '{"type":"__proto__","constructor":{"prototype":{"polluted":1}}}',
      `${'['.repeat(100_000)}`,
      '{"type":"telemetry","to":"https://evil.example"}',
    ]) {
      stream.raw(`data: ${data}\n\n`);
    }
    stream.raw(
      ': a comment\nevent: nonsense\nid: 1\nretry: 1\ndata: {"type":"progress_update",\ndata: "text":"In two lines"}\n\n',
    );
    stream.raw('\u0000\uffff garbage without a colon\n\n');
    stream.send(textDelta('msg_2', 'Still '));
    stream.send(textDelta('msg_2', 'here.'));
    stream.send({ type: 'thread.item.done', item: assistantMessage('msg_2', 'Still here.') });
    stream.end();
  });
  await ask(page, 'Try');
  await waitForText(page, '.answer', 'Still here.');
  expect(await texts(page, '.notice')).toEqual([]);
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  expect(elsewhere()).toEqual([]);
});

test('one delta of more than two million characters, which a key does not draw again', async () => {
  await open();
  const paragraph = 'A sentence with `code` and **weight** and [a link](https://example.com). ';
  const giant = `${`${paragraph.repeat(20)}\n\n`.repeat(1_000)}${'x'.repeat(500_000)}${'*'.repeat(100_000)}${'['.repeat(50_000)}${'> '.repeat(20_000)}`;
  harness.server.script = answering((stream) => {
    stream.send({ type: 'thread.item.added', item: { ...assistantMessage('msg_2', ''), content: [] } });
    stream.send(textDelta('msg_2', giant));
    stream.send({ type: 'thread.item.done', item: assistantMessage('msg_2', giant) });
    stream.end();
  });
  await ask(page, 'Try');
  await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'response.end'), {
    timeout: 30_000,
  });
  await waitForText(page, '.answer', 'A sentence');
  expect(await changesWhileTyping(page, 'stillhere')).toBe(0);
});

test.each(['*a_', '_a__', '[a](b', '`a``', '> - a', '*a* ', '$a$ '])(
  'an answer of 60 kB of %j is drawn while it streams, and the reader writes on',
  async (unit) => {
    await open();
    const whole = unit.repeat(60_000 / unit.length);
    harness.server.script = answering((stream) => {
      for (const event of answerEvents('msg_2', whole.match(/[\s\S]{1,300}/g) ?? [])) stream.send(event);
      stream.end();
    });
    await ask(page, 'Try');
    await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'response.end'), {
      timeout: 10_000,
    });
    await waitForText(page, '.answer', 'a');
    expect(await changesWhileTyping(page, 'stillhere')).toBe(0);
  },
);

test.each([
  ['first', false],
  ['from a new conversation, after another one', true],
])(
  'a thread of 10 000 items, opened %s, opens at its end, is read back to its beginning, and is not drawn again by a key',
  async (_when, isSecond) => {
    await open();
    if (isSecond) {
      harness.server.script['threads.get_by_id'] = () => ({
        json: thread('thr_0', { items: { data: [userMessage('q', 'Another one')], has_more: false } }),
      });
      await page.evaluate(() => window.harness.element?.setThreadId('thr_0'));
      await waitForElement(page, '[data-message="q"]');
      await page.evaluate(() => window.harness.element?.setThreadId(null));
    }
    const data = Array.from({ length: 10_000 }, (_value, index) =>
      index % 2 === 0
        ? userMessage(`q${index}`, `Question ${index}`)
        : assistantMessage(`a${index}`, `Answer **${index}** with \`code\`.\n\n- one\n- two`),
    );
    harness.server.script['threads.get_by_id'] = () => ({
      json: thread('thr_1', { items: { data, has_more: false } }),
    });
    await page.evaluate(() => void window.harness.element?.setThreadId('thr_1'));
    await page.waitForFunction(
      () => window.harness.element?.shadowRoot?.querySelector('[data-message="a9999"]') != null,
      { timeout: 30_000 },
    );
    // The last part of it is drawn, most of that while the browser is idle.
    const drawn = () => page.$$eval('openai-chatkit >>> .message', (messages) => messages.length);
    await page.waitForFunction(
      () => (window.harness.element?.shadowRoot?.querySelectorAll('.message').length ?? 0) >= 500,
    );
    const atFirst = await drawn();
    expect(atFirst).toBeLessThanOrEqual(1_000);
    // How soon a key is answered is measured by `npm run bench -- keys`.
    expect(await changesWhileTyping(page, 'stillhere')).toBe(0);
    // More is drawn when the reader goes back, whose place stays.
    const first = await page.$eval('openai-chatkit >>> .message', (message) => {
      message.scrollIntoView();
      return message.getAttribute('data-message') ?? '';
    });
    await page.waitForFunction(
      (before) => (window.harness.element?.shadowRoot?.querySelectorAll('.message').length ?? 0) > before,
      {},
      atFirst,
    );
    const place = await page.evaluate((id) => {
      const root = window.harness.element?.shadowRoot;
      const top = root?.querySelector('.scroller')?.getBoundingClientRect().top ?? 0;
      return (root?.querySelector(`[data-message="${id}"]`)?.getBoundingClientRect().top ?? 0) - top;
    }, first);
    expect(Math.abs(place)).toBeLessThan(700);
  },
);
