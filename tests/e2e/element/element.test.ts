import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import { ask, eventNames, startHarness, texts, waitForElement, waitForText, type Harness } from './harness';
import { answerEvents, assistantMessage, textDelta, thread, userMessage } from './protocol-fixtures';
import type { EventStream } from './scripted-server';
import { pressComposing } from './typing';

let harness: Harness;
let page: Page;
beforeAll(async () => {
  harness = await startHarness(inject('elementPage'));
});
afterAll(() => harness?.close());
afterEach(() => page?.close());

const open = async (options: object = {}) => {
  page = await harness.open(options);
  await waitForElement(page, '[data-composer]');
  return page;
};

/** Takes the question and answers it with what the test sends. */
const answering = (rest: (stream: EventStream) => void | Promise<void>) => ({
  'threads.create': (params: Record<string, unknown>) => ({
    stream: (stream: EventStream) => {
      const { content } = params.input as { content: { text: string }[] };
      stream.send({ type: 'thread.created', thread: thread('thr_1') });
      stream.send({ type: 'thread.item.done', item: userMessage('msg_1', content[0]?.text ?? '') });
      return rest(stream);
    },
  }),
});

const wholeAnswer = (text: string, annotations: object[] = []) =>
  answering((stream) => {
    for (const event of answerEvents('msg_2', text.match(/[\s\S]{1,6}/g) ?? [], annotations)) stream.send(event);
    stream.end();
  });

const composerText = () => page.evaluate(() => window.harness.element?.getComposerValue().text);
const typesSent = () => harness.server.requests.map(({ type }) => type);

describe('through the real chatkit-react', () => {
  test('every one of the thirteen handlers hears its event', async () => {
    await open({
      initialThread: 'thr_0',
      composer: { tools: [{ id: 'search', label: 'Search', icon: 'search' }] },
    });
    harness.server.script = {
      ...answering((stream) => {
        stream.send({ type: 'client_effect', name: 'highlight', data: { line: 3 } });
        for (const event of answerEvents('msg_2', ['[Open it](chatkit-link://ticket?id=7)'])) stream.send(event);
        stream.send({ type: 'error', code: 'stream.error', allow_retry: true });
        stream.end();
      }),
    };
    // The initial thread is not there.
    await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'thread.load.end'));
    await page.evaluate(async () => {
      const { element } = window.harness;
      await element?.setThreadId(null);
      await element?.setComposerValue({ text: 'Why?', selectedToolId: 'search' });
      await element?.showHistory();
      await element?.hideHistory();
      await element?.focusComposer();
    });
    await page.keyboard.press('Enter');
    await waitForText(page, '.link', 'Open it');
    await (await page.$('openai-chatkit >>> .link'))?.click();
    await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'deeplink'));
    const names = new Set(await eventNames(page));
    expect([...names].filter((name) => name !== 'entity').toSorted()).toEqual(
      [
        'ready',
        'error',
        'effect',
        'deeplink',
        'response.start',
        'response.end',
        'history.open',
        'history.close',
        'thread.change',
        'thread.load.start',
        'thread.load.end',
        'tool.change',
        'log',
      ].toSorted(),
    );
    const details = await page.evaluate(() => window.harness.events);
    // Each at its moment; logs stand between all of them.
    expect(details.filter(({ name }) => name !== 'log').map(({ name }) => name)).toEqual([
      'ready',
      'thread.load.start',
      'error',
      'thread.load.end',
      'tool.change',
      'history.open',
      'history.close',
      'tool.change',
      'response.start',
      'thread.change',
      'effect',
      'response.end',
      'error',
      'deeplink',
    ]);
    for (const name of ['thread.load.start', 'thread.load.end']) {
      expect(details).toContainEqual({ name, detail: { threadId: 'thr_0' } });
    }
    expect(details).toContainEqual({ name: 'tool.change', detail: { toolId: null } });
    const log = details.find(({ name }) => name === 'log')?.detail;
    expect(log).toEqual({ name: expect.any(String) });
    expect(details).toContainEqual({ name: 'effect', detail: { name: 'highlight', data: { line: 3 } } });
    expect(details).toContainEqual({ name: 'deeplink', detail: { name: 'ticket', data: { id: '7' } } });
    expect(details).toContainEqual({ name: 'tool.change', detail: { toolId: 'search' } });
    expect(details).toContainEqual({ name: 'thread.change', detail: { threadId: 'thr_1' } });
  });

  test.each([
    ['an unknown key', { colour: 'red' }],
    ['both ways to authenticate', { api: { url: '/chatkit', domainKey: 'k', getClientSecret: 'x' } }],
    ['a wrong type', { composer: { placeholder: 7 } }],
    ['a wrong theme', { theme: 'blue' }],
  ])('%s keeps the last good options and everything on the screen', async (_name, bad) => {
    await open({ composer: { placeholder: 'Good placeholder' } });
    await page.type('openai-chatkit >>> [data-composer]', 'A draft');
    await page.evaluate((options) => window.harness.render(options as object), bad);
    await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'error'));
    expect(await composerText()).toBe('A draft');
    const placeholder = await page.$eval('openai-chatkit >>> [data-composer]', (field) =>
      field.getAttribute('placeholder'),
    );
    expect(placeholder).toBe('Good placeholder');
    expect(await page.$eval('#card-slot', (slot) => slot.assignedSlot !== null)).toBe(true);
  });

  test('bad options from the start report an error and say in the element what is wrong; good ones then work', async () => {
    page = await harness.open({ theme: 'blue' });
    await waitForText(page, '[role="alert"]', 'This chat is not set up correctly.');
    expect((await texts(page, '[role="alert"]'))[0]).toContain('Invalid option at theme');
    expect(await eventNames(page)).toContain('error');
    await page.evaluate(() => window.harness.render({}));
    await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'ready'));
    expect(await texts(page, '[role="alert"]')).toEqual([]);
  });
});

test('without React, twice on a page: each element has its own conversation', async () => {
  await open();
  harness.server.script = wholeAnswer('Here.');
  await page.evaluate(async () => {
    const element = document.createElement('openai-chatkit') as NonNullable<typeof window.harness.element>;
    element.id = 'plain';
    document.body.append(element);
    element.setOptions({ api: { url: '/chatkit', domainKey: 'local' } });
    await element.sendUserMessage({ text: 'Without a framework' });
  });
  await page.waitForFunction(() =>
    document.querySelector('#plain')?.shadowRoot?.querySelector('.answer')?.textContent?.includes('Here.'),
  );
  expect(await texts(page, '.message')).toEqual([]);
});

test('an item whose drawing fails says so in its place; the others, and the composer, stay', async () => {
  await open();
  await page.evaluate(() => {
    // A browser in which something is broken that one item needs.
    Object.assign(Intl, {
      ListFormat: class {
        format() {
          throw new Error('broken');
        }
      },
    });
  });
  const answered = {
    id: 'ask_1',
    type: 'structured_input',
    thread_id: 'thr_1',
    created_at: '2026-11-21T09:00:00',
    status: 'answered',
    inputs: [{ type: 'freeform', id: 'q', question: 'Which?', answer: { values: ['This'] } }],
  };
  const data = [userMessage('msg_1', 'Why?'), answered, assistantMessage('msg_2', 'Because.')];
  harness.server.script = {
    'threads.get_by_id': () => ({ json: thread('thr_1', { items: { data, has_more: false } }) }),
  };
  await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
  await waitForText(page, '.interrupted', 'This part cannot be shown.');
  expect(await texts(page, '.answer .markdown')).toEqual(['Because.']);
  await page.type('openai-chatkit >>> [data-composer]', 'On');
  expect(await composerText()).toBe('On');
  expect((await eventNames(page)).filter((name) => name === 'error')).toEqual(['error']);
});

describe('an answer', () => {
  test('is painted while it arrives', async () => {
    await open();
    let stream: EventStream | undefined;
    harness.server.script = answering((opened) => {
      stream = opened;
      opened.send({ type: 'thread.item.added', item: { ...assistantMessage('msg_2', ''), content: [] } });
    });
    await ask(page, 'Why?');
    for (const piece of ['One ', 'two ', 'three ', 'four ', 'five']) {
      await page.waitForFunction(() => window.harness.own.some(({ name }) => name.endsWith('accepted')));
      stream?.send(textDelta('msg_2', piece));
      await waitForText(page, '.answer', piece.trim());
    }
    expect((await texts(page, '.answer .markdown'))[0]).toBe('One two three four five');
    stream?.end();
  });

  test('never runs a script and asks no other host', async () => {
    await open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).host));
    const violations: string[] = [];
    page.on('console', (message) => violations.push(message.text()));
    harness.server.script = wholeAnswer(
      [
        '<script>window.pwned = 1</script>',
        '<img src=x onerror="window.pwned=1">',
        '<svg onload="window.pwned=1"><iframe srcdoc="<script>parent.pwned=1</script>">',
        '[click](javascript:window.pwned=1)',
        '![pixel](https://evil.example/pixel.png?secret)',
        '<a href="javascript:window.pwned=1">x</a>',
      ].join('\n\n'),
    );
    await ask(page, 'Try');
    await waitForText(page, '.answer', 'pixel');
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(await page.$('openai-chatkit >>> .answer img')).toBeNull();
    expect(await page.$('openai-chatkit >>> .answer a')).toBeNull();
    expect(new Set(asked)).toEqual(new Set([new URL(harness.server.url).host]));
    expect(violations).toEqual([]);
  });

  test('shows an image after a press', async () => {
    await open();
    harness.server.script = wholeAnswer('![A plan](https://images.example/plan.png)');
    await ask(page, 'Show');
    await waitForText(page, '.image-gate', 'images.example');
    await (await page.$('openai-chatkit >>> .image-gate'))?.click();
    await waitForElement(page, '.answer img[referrerpolicy="no-referrer"]');
  });

  test('that breaks off is kept and asked for again by the id of the question', async () => {
    await open();
    harness.server.script = {
      ...answering((stream) => {
        stream.send({ type: 'thread.item.added', item: { ...assistantMessage('msg_2', ''), content: [] } });
        stream.send(textDelta('msg_2', 'Half an answer'));
        setTimeout(() => stream.cut(), 100);
      }),
      'threads.retry_after_item': () => ({
        stream: (stream) => {
          for (const event of answerEvents('msg_3', ['A whole answer'])) stream.send(event);
          stream.end();
        },
      }),
    };
    await ask(page, 'Why?');
    await waitForText(page, '.interrupted', 'The answer stopped halfway. What arrived is kept.');
    expect(await texts(page, '.answer .markdown')).toEqual(['Half an answer']);
    await (await page.$('openai-chatkit >>> .interrupted button'))?.click();
    await waitForText(page, '.answer', 'A whole answer');
    expect(typesSent()).toEqual(['threads.create', 'threads.retry_after_item']);
    expect(harness.server.requests[1]?.params).toEqual({ thread_id: 'thr_1', item_id: 'msg_1' });
    expect(await texts(page, '.answer .markdown')).toEqual(['A whole answer']);
    expect(await page.evaluate(() => window.harness.element?.shadowRoot?.activeElement?.localName)).toBe('textarea');
  });

  test('is stopped by Escape, and the server sees the connection close', async () => {
    await open();
    let closed: Promise<void> | undefined;
    harness.server.script = answering((stream) => {
      closed = stream.closed;
      stream.send({ type: 'thread.item.added', item: { ...assistantMessage('msg_2', ''), content: [] } });
      stream.send(textDelta('msg_2', 'A very long'));
    });
    await ask(page, 'Why?');
    await waitForText(page, '.answer', 'A very long');
    await page.keyboard.press('Escape');
    await closed;
    await waitForText(page, '.interrupted', 'Stopped.');
    expect(await texts(page, '.notice')).toEqual([]);
  });

  test('is stopped by the host, and what came is kept', async () => {
    await open();
    let closed: Promise<void> | undefined;
    harness.server.script = answering((stream) => {
      closed = stream.closed;
      stream.send({ type: 'thread.item.added', item: assistantMessage('msg_2', 'A very long') });
    });
    await ask(page, 'Why?');
    await waitForText(page, '.answer', 'A very long');
    await page.evaluate(() => window.harness.element?.stopResponse());
    await closed;
    await waitForText(page, '.interrupted', 'Stopped.');
    expect(await texts(page, '.answer .markdown')).toEqual(['A very long']);
  });

  test('names the files it cites; where the host does something with them they are pressed, in text and list', async () => {
    await open();
    const source = { type: 'file', filename: 'guide.pdf', title: 'Guide' };
    harness.server.script = wholeAnswer('It says so.', [{ type: 'annotation', index: 11, source }]);
    await ask(page, 'Why?');
    await waitForText(page, '.sources', 'Guide');
    expect(await page.$('openai-chatkit >>> .sources button, .citation button')).toBeNull();
    await page.evaluate(() =>
      window.harness.element?.setFileAction((file) => window.harness.own.push({ name: 'file', detail: file })),
    );
    await waitForElement(page, '.sources button');
    for (const place of ['.citation button[aria-label="Source 1: Guide"]', '.sources button']) {
      await page.$eval(`openai-chatkit >>> ${place}`, (button) => (button as HTMLElement).click());
    }
    const pressed = await page.evaluate(() => window.harness.own.filter(({ name }) => name === 'file'));
    expect(pressed.map(({ detail }) => detail)).toEqual(Array(2).fill({ filename: 'guide.pdf', title: 'Guide' }));
  });

  test('a client tool goes to the host and its result to the server', async () => {
    await open();
    harness.server.script = {
      ...answering((stream) => {
        stream.send({
          type: 'thread.item.done',
          item: {
            type: 'client_tool_call',
            id: 'tc_1',
            thread_id: 'thr_1',
            created_at: '2026-11-21T09:00:00',
            status: 'pending',
            call_id: 'c',
            name: 'theme',
            arguments: { to: 'dark' },
          },
        });
        stream.end();
      }),
      'threads.add_client_tool_output': () => ({
        stream: (stream) => {
          for (const event of answerEvents('msg_3', ['Done.'])) stream.send(event);
          stream.end();
        },
      }),
    };
    await ask(page, 'Dark, please');
    await waitForText(page, '.answer', 'Done.');
    expect(await page.evaluate(() => window.harness.clientToolCalls)).toEqual([
      { name: 'theme', params: { to: 'dark' } },
    ]);
    expect(harness.server.requests[1]?.params).toEqual({ thread_id: 'thr_1', result: { answer: 42 } });
  });
});

describe('a message that the server does not take', () => {
  test.each([
    ['401', { json: {}, status: 401 }, 'asks you to sign in again'],
    ['500', { json: {}, status: 500 }, 'had a problem (500)'],
    ['a sign-in page', { text: '<html>Sign in</html>', contentType: 'text/html' }, 'Something other than'],
    ['429', { text: '', contentType: 'text/plain', status: 429, headers: { 'retry-after': '20' } }, '20 seconds'],
  ])('%s: its text returns to the composer, once asked, and one sentence says why', async (_name, answer, sentence) => {
    await open();
    harness.server.script = { 'threads.create': () => answer };
    await ask(page, 'Precious words');
    await waitForText(page, '.notice', sentence);
    expect(await composerText()).toBe('Precious words');
    expect(await texts(page, '.bubble')).toEqual([]);
    expect(typesSent()).toEqual(['threads.create']);
    const own = await page.evaluate(() => window.harness.own);
    expect(own.at(-1)).toEqual({ name: 'chatkit.composer.change', detail: { text: 'Precious words' } });
    expect(own.some(({ detail }) => JSON.stringify(detail) === '{"text":""}')).toBe(false);

    harness.server.script = wholeAnswer('Here you are.');
    await (await page.$('openai-chatkit >>> .notice .button'))?.click();
    await waitForText(page, '.answer', 'Here you are.');
    expect(await texts(page, '.notice')).toEqual([]);
  });

  test.each([
    [true, 'Try again'],
    [false, undefined],
  ])('an answer’s error with allow_retry: %s offers %s', async (allow_retry, offered) => {
    await open();
    harness.server.script = answering((stream) => {
      stream.send({ type: 'thread.item.added', item: assistantMessage('msg_2', 'Half') });
      stream.send({ type: 'error', code: 'custom', message: 'Ask the desk.', allow_retry });
      stream.end();
    });
    await ask(page, 'Why?');
    await waitForText(page, '.notice', 'Ask the desk.');
    expect((await texts(page, '.notice .button'))[0]).toBe(offered);
    expect((await texts(page, '.interrupted button'))[0]).toBe(allow_retry ? 'Ask again' : undefined);
  });

  test('is left to the host when it prevents the event', async () => {
    await open();
    await page.evaluate(() => {
      window.harness.preventErrors = true;
    });
    harness.server.script = { 'threads.create': () => ({ json: {}, status: 500 }) };
    await ask(page, 'Precious words');
    await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'error'));
    expect(await composerText()).toBe('Precious words');
    expect(await texts(page, '.notice')).toEqual([]);
  });
});

describe('the composer', () => {
  test('breaks on Shift+Enter, never sends while an input method composes, and grows to eight lines', async () => {
    await open();
    const field = await page.$('openai-chatkit >>> [data-composer]');
    const height = () => field?.evaluate((element) => element.clientHeight);
    const one = (await height()) ?? 0;
    await field?.focus();
    for (let line = 0; line < 12; line += 1) {
      await page.keyboard.type('line');
      await page.keyboard.down('Shift');
      await page.keyboard.press('Enter');
      await page.keyboard.up('Shift');
    }
    const many = (await height()) ?? 0;
    expect(many).toBeGreaterThan(one * 5);
    expect(many).toBeLessThanOrEqual(8 * 21 + 10);
    await field?.evaluate((element) => {
      for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
        element.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true, ...composing }),
        );
      }
    });
    await pressComposing(page, 'Enter');
    expect(typesSent()).toEqual([]);
  });

  test('is replaced by setComposerValue as the public interface says', async () => {
    await open();
    await page.type('openai-chatkit >>> [data-composer]', 'typed');
    await page.evaluate(() => window.harness.element?.setComposerValue({ text: '  set  ', reply: 'a quote' }));
    expect(await composerText()).toBe('set');
    await waitForText(page, '.reply', 'a quote');
    await page.evaluate(() => window.harness.element?.setComposerValue({}));
    expect(await composerText()).toBe('');
    expect(await texts(page, '.reply')).toEqual([]);
  });

  test.each([
    ['nothing', {}],
    ['only spaces', { text: '  ' }],
    ['bad content', { content: [{ type: 'nonsense' }] }],
  ])('sendUserMessage with %s rejects without a request', async (_name, params) => {
    await open();
    const outcome = await page.evaluate(
      (given) =>
        window.harness.element?.sendUserMessage(given as { text: string }).then(
          () => 'sent',
          (error: Error) => error.name,
        ),
      params,
    );
    expect(outcome).toBe('ChatKitUsageError');
    expect(typesSent()).toEqual([]);
  });
});

describe('the history', () => {
  const threads = () => ({
    'threads.list': () => ({
      json: {
        data: [thread('thr_1', { title: 'json encoders' }), thread('thr_2', { title: 'asyncio' })],
        has_more: false,
      },
    }),
    'threads.get_by_id': (params: Record<string, unknown>) => ({
      json: thread(String(params.thread_id), {
        title: 'asyncio',
        items: {
          data: [userMessage('msg_8', 'What is a task?'), assistantMessage('msg_9', 'A task…')],
          has_more: false,
        },
      }),
    }),
  });

  test('is searched, opened and left by the keyboard', async () => {
    await open();
    harness.server.script = threads();
    await page.evaluate(() => window.harness.element?.showHistory());
    await waitForText(page, '.entry', 'asyncio');
    await page.keyboard.type('zzz');
    await waitForText(page, '.history-note', 'Nothing found for “zzz”.');
    for (let count = 0; count < 3; count += 1) await page.keyboard.press('Backspace');
    await page.keyboard.type('async');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await waitForText(page, '.answer', 'A task…');
    expect(await page.evaluate(() => window.harness.element?.shadowRoot?.activeElement?.localName)).toBe('textarea');
  });

  test('renames and deletes after a question, and focus is never lost', async () => {
    await open();
    harness.server.script = { ...threads(), 'threads.update': () => ({ json: thread('thr_1', { title: 'New' }) }) };
    const focused = () =>
      page.evaluate(() => {
        const active = window.harness.element?.shadowRoot?.activeElement;
        return active?.getAttribute('aria-label') ?? active?.textContent ?? null;
      });
    await page.evaluate(() => window.harness.element?.showHistory());
    await waitForText(page, '.entry', 'asyncio');
    await (await page.$('openai-chatkit >>> [aria-label="Rename “json encoders”"]'))?.click();
    expect(await focused()).toBe('Title');
    await page.keyboard.type('New');
    // An input method's keys neither save the title nor leave it.
    for (const key of ['Enter', 'Escape']) await pressComposing(page, key);
    expect(await focused()).toBe('Title');
    expect(typesSent()).toEqual(['threads.list']);
    await page.keyboard.press('Enter');
    await waitForText(page, '.entry', 'New');
    expect(await focused()).toContain('New');
    await (await page.$('openai-chatkit >>> [aria-label="Delete “New”"]'))?.click();
    await waitForText(page, '.entries', 'Delete “New”?');
    expect(await focused()).toBe('Keep');
    await page.keyboard.press('Escape');
    await waitForText(page, '.entry', 'New');
    await (await page.$('openai-chatkit >>> [aria-label="Delete “New”"]'))?.click();
    await (await page.$('openai-chatkit >>> .button.danger'))?.click();
    await page.waitForFunction(() => window.harness.element?.shadowRoot?.querySelectorAll('.entry').length === 1);
    expect(await focused()).toBe('Search conversations');
    await page.keyboard.press('Escape');
    await waitForElement(page, '[data-composer]');
    expect(typesSent()).toEqual(['threads.list', 'threads.update', 'threads.delete']);
    expect(harness.server.requests[1]?.params).toEqual({ thread_id: 'thr_1', title: 'New' });
  });

  test('a list that does not come says so, is reported, and is fetched again by a press that keeps the focus', async () => {
    await open();
    harness.server.script = { 'threads.list': () => ({ json: {}, status: 503 }) };
    await page.evaluate(() => window.harness.element?.showHistory());
    await waitForText(page, '.notice', 'had a problem (503)');
    expect(await eventNames(page)).toContain('error');
    harness.server.script = threads();
    await (await page.$('openai-chatkit >>> .notice .button'))?.click();
    await waitForText(page, '.entry', 'asyncio');
    expect(await texts(page, '.notice')).toEqual([]);
    expect(await page.evaluate(() => window.harness.element?.shadowRoot?.activeElement?.className)).toBe('search');
  });

  test('a thread that cannot be opened rejects and leaves the open one', async () => {
    await open();
    harness.server.script = { ...wholeAnswer('Here.'), 'threads.get_by_id': () => ({ json: {}, status: 503 }) };
    await ask(page, 'Why?');
    await waitForText(page, '.answer', 'Here.');
    const outcome = await page.evaluate(() =>
      window.harness.element?.setThreadId('thr_9').then(
        () => 'opened',
        (error: Error) => error.name,
      ),
    );
    expect(outcome).toBe('ChatKitHttpError');
    expect(await texts(page, '.answer .markdown')).toEqual(['Here.']);
  });

  test('a thread that the server has forgotten is called so, and left for a new one with what is typed', async () => {
    await open();
    harness.server.script = { ...wholeAnswer('Here.'), 'threads.get_by_id': () => ({ json: {}, status: 404 }) };
    await ask(page, 'Why?');
    await waitForText(page, '.answer', 'Here.');
    await page.keyboard.type('And then?');
    await page.evaluate(() => window.harness.element?.setThreadId('thr_9').catch(() => undefined));
    await waitForText(page, '.notice', 'This conversation is no longer there.');
    expect(await texts(page, '.notice .button')).toEqual(['Go on in a new one']);
    await (await page.$('openai-chatkit >>> .notice .button'))?.click();
    await page.waitForFunction(() => !window.harness.element?.shadowRoot?.querySelector('.answer, .notice'));
    expect(await page.evaluate(() => window.harness.element?.getComposerValue().text)).toBe('And then?');
  });
});

describe('by keyboard and screen reader', () => {
  test('arrows go from message to message, Escape one level out', async () => {
    await open({ threadItemActions: { retry: true, feedback: true } });
    harness.server.script = { ...wholeAnswer('An answer.'), 'items.feedback': () => ({ json: {} }) };
    await ask(page, 'A question');
    await waitForText(page, '.answer', 'An answer.');
    const focused = () =>
      page.evaluate(() => {
        const active = window.harness.element?.shadowRoot?.activeElement as HTMLElement | undefined;
        return active?.dataset.message ?? active?.getAttribute('aria-label') ?? active?.localName;
      });
    await page.evaluate(() =>
      window.harness.element?.shadowRoot?.querySelector<HTMLElement>('[data-message="msg_2"]')?.focus(),
    );
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe('msg_1');
    await page.keyboard.press('End');
    expect(await focused()).toBe('msg_2');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Copy');
    for (let count = 0; count < 2; count += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await waitForElement(page, '[aria-label="Helpful"][aria-pressed="true"]');
    expect(harness.server.requests.at(-1)).toMatchObject({
      type: 'items.feedback',
      params: { thread_id: 'thr_1', item_ids: ['msg_2'], kind: 'positive' },
    });
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('msg_2');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('Your question');
  });

  test('an answer is announced by sentence, and its end', async () => {
    await open();
    let stream: EventStream | undefined;
    harness.server.script = answering((opened) => {
      stream = opened;
      opened.send({ type: 'thread.item.added', item: { ...assistantMessage('msg_2', ''), content: [] } });
      opened.send(textDelta('msg_2', 'First sentence. Second is not'));
    });
    await ask(page, 'Why?');
    const said = (text: string) => waitForText(page, '.thread > .hidden', text);
    await said('First sentence.');
    for (const event of [...answerEvents('msg_2', ['First sentence. Second is not long.'])].slice(-1)) {
      stream?.send(event);
    }
    stream?.end();
    await said('Second is not long. Answer finished');
  });

  test('what comes with no words of an answer is announced too: a question of the server, a widget, an image', async () => {
    await open();
    const item = (type: string, more: object) => ({
      id: type,
      type,
      thread_id: 'thr_1',
      created_at: '2026-11-21T09:00:00',
      ...more,
    });
    harness.server.script = answering((stream) => {
      for (const come of [
        item('widget', { widget: { type: 'Card', children: [] }, copy_text: 'Two flights.' }),
        item('generated_image', { image: { id: 'i', url: 'https://images.example/i.png' } }),
        item('structured_input', {
          status: 'pending',
          inputs: [{ type: 'freeform', id: 'q', question: 'Which of them?' }],
        }),
      ]) {
        stream.send({ type: 'thread.item.done', item: come });
      }
      stream.end();
    });
    await ask(page, 'Why?');
    await waitForText(page, '.thread > .hidden', 'Two flights. Generated image Which of them? Answer finished');
  });

  test('questions and answers are copied, and that is announced outside of the button that was pressed', async () => {
    await open();
    harness.server.script = wholeAnswer('An **answer**.');
    await ask(page, 'Why?');
    await waitForElement(page, '.answer .actions');
    await page.evaluate(() => {
      const writeText = (text: string) =>
        Promise.resolve(void window.harness.own.push({ name: 'copied', detail: text }));
      Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
    });
    for (const message of ['.question', '.answer']) {
      await page.hover(`openai-chatkit >>> ${message}`);
      await (await page.$(`openai-chatkit >>> ${message} [aria-label="Copy"]`))?.click();
      await waitForText(page, `${message} .actions > [role="status"]`, 'Copied');
    }
    const copied = await page.evaluate(() => window.harness.own.filter(({ name }) => name === 'copied'));
    expect(copied.map(({ detail }) => detail)).toEqual(['Why?', 'An **answer**.']);
  });

  test('the focus goes on when what had it goes away: an image’s button, a notice, an item', async () => {
    await open();
    let stream: EventStream | undefined;
    harness.server.script = answering((opened) => {
      stream = opened;
      opened.send({ type: 'notice', level: 'info', message: 'For a while' });
      opened.send({
        type: 'thread.item.done',
        item: assistantMessage('msg_2', '![A plan](https://images.example/a.png)'),
      });
      opened.send({ type: 'thread.item.done', item: assistantMessage('msg_3', '[A link](https://example.com)') });
    });
    const focused = () =>
      page.evaluate(() => {
        const active = window.harness.element?.shadowRoot?.activeElement as HTMLElement | undefined;
        return active?.dataset.message ?? active?.localName ?? null;
      });
    await ask(page, 'Why?');
    await waitForText(page, '.answer', 'A link');
    await page.focus('openai-chatkit >>> .image-gate');
    await page.keyboard.press('Enter');
    await waitForElement(page, '.answer img');
    expect(await focused()).toBe('msg_2');
    await page.focus('openai-chatkit >>> .notice [aria-label="Dismiss"]');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !window.harness.element?.shadowRoot?.querySelector('.notice'));
    expect(await focused()).toBe('textarea');
    await page.focus('openai-chatkit >>> .answer a');
    stream?.send({ type: 'thread.item.removed', item_id: 'msg_3' });
    await page.waitForFunction(() => !window.harness.element?.shadowRoot?.querySelector('[data-message="msg_3"]'));
    expect(await focused()).toBe('msg_2');
    stream?.end();
  });

  test('waiting is said: connecting, then still working with a way to stop', async () => {
    await open();
    harness.server.script = { 'threads.create': () => ({ hang: true }) };
    await ask(page, 'Why?');
    await waitForElement(page, '.wait-line');
    await waitForText(page, '.wait-text', `Connecting to ${new URL(harness.server.url).host}…`);
    await page.waitForFunction(
      () => window.harness.element?.shadowRoot?.querySelector('.wait-text')?.textContent?.includes('Still working'),
      { timeout: 12_000 },
    );
    await (await page.$('openai-chatkit >>> .wait-text button'))?.click();
    await page.waitForFunction(() => window.harness.element?.getComposerValue().text === 'Why?');
  });
});

test('a reader who scrolled up is left there and gets a way back', async () => {
  await open({ thread: { autoScroll: true } });
  let stream: EventStream | undefined;
  harness.server.script = answering((opened) => {
    stream = opened;
    opened.send({ type: 'thread.item.added', item: { ...assistantMessage('msg_2', ''), content: [] } });
    opened.send(textDelta('msg_2', 'A line.\n\n'.repeat(60)));
  });
  await ask(page, 'Why?');
  await waitForText(page, '.answer', 'A line.');
  const fromEnd = () =>
    page.$eval('openai-chatkit >>> .scroller', (scroller) =>
      Math.round(scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight),
    );
  await page.waitForFunction(() => {
    const scroller = window.harness.element?.shadowRoot?.querySelector('.scroller');
    return scroller && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 2;
  });
  await page.$eval('openai-chatkit >>> .scroller', (scroller) => scroller.scrollTo(0, 0));
  await waitForElement(page, '.jump');
  stream?.send(textDelta('msg_2', 'The last line.'));
  await waitForText(page, '.answer', 'The last line.');
  expect(await fromEnd()).toBeGreaterThan(500);
  await (await page.$('openai-chatkit >>> .jump'))?.click();
  expect(await fromEnd()).toBeLessThan(2);
  stream?.end();
});

describe('a thread that takes no more messages', () => {
  const stored = (status: object) => ({
    'threads.get_by_id': ({ thread_id }: Record<string, unknown>) => ({
      json: thread(String(thread_id), {
        ...(thread_id === 'thr_1' && { status }),
        items: { data: [userMessage('msg_1', 'Why?'), assistantMessage('msg_2', 'Because.')], has_more: false },
      }),
    }),
    'threads.list': () => ({ json: { data: [thread('thr_2', { title: 'Another one' })], has_more: false } }),
  });
  const field = () =>
    page.$eval('openai-chatkit >>> [data-composer]', (found) => {
      const { readOnly, value, ariaDisabled } = found as HTMLTextAreaElement;
      const reason = (found.getRootNode() as ShadowRoot).getElementById(found.getAttribute('aria-describedby') ?? '');
      return { readOnly, value, ariaDisabled, reason: reason?.textContent ?? null };
    });
  const sendIsOff = () =>
    page.$eval('openai-chatkit >>> .send', (button) => button.getAttribute('aria-disabled') === 'true');

  test.each([
    ['closed, with the server’s reason', { type: 'closed', reason: 'This order is done.' }, 'This order is done.'],
    ['locked, with the server’s reason', { type: 'locked', reason: 'A person takes over.' }, 'A person takes over.'],
    ['closed', { type: 'closed' }, 'This conversation is closed.'],
    ['locked', { type: 'locked' }, 'This conversation is locked.'],
  ])('%s: says why, sends nothing, keeps the draft, and leads on by the history', async (_name, status, reason) => {
    await open({ threadItemActions: { retry: true, feedback: true } });
    harness.server.script = stored(status);
    await page.type('openai-chatkit >>> [data-composer]', 'A draft');
    await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
    await waitForText(page, '.closed', reason);
    expect(await field()).toEqual({ readOnly: true, value: 'A draft', ariaDisabled: 'true', reason });
    expect(await sendIsOff()).toBe(true);
    await page.focus('openai-chatkit >>> [data-composer]');
    await page.keyboard.type('more');
    await page.keyboard.press('Enter');
    const outcome = await page.evaluate(() =>
      window.harness.element?.sendUserMessage({ text: 'Still' }).then(
        () => 'sent',
        (error: Error) => error.name,
      ),
    );
    expect(outcome).toBe('ChatKitUsageError');
    expect(typesSent()).toEqual(['threads.get_by_id']);
    expect(await page.$('openai-chatkit >>> [aria-label="Retry"]')).toBeNull();
    expect(await page.$('openai-chatkit >>> [aria-label="Helpful"]')).not.toBeNull();

    await (await page.$('openai-chatkit >>> [aria-label="History"]'))?.click();
    await waitForText(page, '.entry', 'Another one');
    await (await page.$('openai-chatkit >>> .entry'))?.click();
    await page.waitForFunction(() => !window.harness.element?.shadowRoot?.querySelector('.closed, .history'));
    expect(await field()).toEqual({ readOnly: false, value: 'A draft', ariaDisabled: null, reason: null });
    expect(await sendIsOff()).toBe(false);
  });

  test('closes while the reader writes: the words stay and so does the focus', async () => {
    await open();
    let stream: EventStream | undefined;
    harness.server.script = answering((opened) => {
      stream = opened;
      opened.send({ type: 'thread.item.added', item: assistantMessage('msg_2', 'The last word.') });
    });
    await ask(page, 'Why?');
    await waitForText(page, '.answer', 'The last word.');
    await page.keyboard.type('But');
    stream?.send({ type: 'thread.updated', thread: thread('thr_1', { status: { type: 'closed' } }) });
    stream?.end();
    await waitForText(page, '.closed', 'closed');
    expect(await field()).toMatchObject({ readOnly: true, value: 'But' });
    expect(await page.evaluate(() => window.harness.element?.shadowRoot?.activeElement?.localName)).toBe('textarea');
  });
});

test('a press on a suggestion sends it and keeps the focus in the chat', async () => {
  await open({ startScreen: { greeting: 'Hello', prompts: [{ label: 'Explain', prompt: 'Explain this passage' }] } });
  harness.server.script = wholeAnswer('Explained.');
  await waitForText(page, '.greeting', 'Hello');
  await (await page.$('openai-chatkit >>> .starters button'))?.click();
  await waitForText(page, '.answer', 'Explained.');
  expect(await texts(page, '.bubble')).toEqual(['Explain this passage']);
  expect(await page.evaluate(() => window.harness.element?.shadowRoot?.activeElement?.localName)).toBe('textarea');
});

test('after a reload a question without an answer offers to ask again, by its id', async () => {
  page = await harness.open({});
  harness.server.script = {
    'threads.get_by_id': () => ({
      json: thread('thr_1', {
        items: { data: [userMessage('msg_1', 'Why?', { created_at: '2020-01-01T00:00:00Z' })], has_more: false },
      }),
    }),
    'threads.retry_after_item': () => ({
      stream: (stream) => {
        for (const event of answerEvents('msg_2', ['Because.'])) stream.send(event);
        stream.end();
      },
    }),
  };
  await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
  await waitForText(page, '.interrupted', 'This question has no answer yet.');
  await page.evaluate(() => window.harness.element?.retryLast());
  await waitForText(page, '.answer', 'Because.');
  expect(harness.server.requests.at(-1)).toMatchObject({
    type: 'threads.retry_after_item',
    params: { thread_id: 'thr_1', item_id: 'msg_1' },
  });
});

test('an element that is moved keeps its conversation and its draft', async () => {
  await open();
  harness.server.script = {
    ...wholeAnswer('Kept.'),
    'threads.get_by_id': () => ({
      json: thread('thr_1', {
        items: { data: [userMessage('msg_1', 'Why?'), assistantMessage('msg_2', 'Kept.')], has_more: false },
      }),
    }),
  };
  await ask(page, 'Why?');
  await waitForText(page, '.answer', 'Kept.');
  await page.keyboard.type('A draft');
  await page.evaluate(async () => {
    const { element } = window.harness;
    const parent = element?.parentElement;
    element?.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (element) parent?.append(element);
  });
  await waitForText(page, '.answer', 'Kept.');
  expect(await composerText()).toBe('A draft');
});

test('a host styles the element from outside', async () => {
  await open({ theme: { colorScheme: 'dark', color: { accent: { primary: '#ffcc00', level: 1 } } } });
  const colors = () =>
    page.evaluate(() => {
      const root = window.harness.element?.shadowRoot;
      const of = (selector: string) => {
        const found = root?.querySelector(selector);
        return found ? getComputedStyle(found).backgroundColor : '';
      };
      return { app: of('.app') };
    });
  expect(await colors()).toEqual({ app: 'rgb(27, 29, 32)' });
  await page.evaluate(() => window.harness.element?.style.setProperty('--chatkit-bg', 'rgb(1, 2, 3)'));
  expect(await colors()).toEqual({ app: 'rgb(1, 2, 3)' });
  await page.type('openai-chatkit >>> [data-composer]', 'x');
  const send = await page.$eval('openai-chatkit >>> .send', (button) => {
    const { backgroundColor, color } = getComputedStyle(button);
    return { backgroundColor, color };
  });
  expect(send).toEqual({ backgroundColor: 'rgb(255, 204, 0)', color: 'rgb(0, 0, 0)' });
});
