import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { ask, eventNames, startHarness, texts, waitForElement, waitForText, type Harness } from './harness';
import { findInShadow } from '../rig/find-in-shadow';
import { answerEvents, assistantMessage, thread, userMessage } from './protocol-fixtures';
import type { EventStream } from './scripted-server';

let harness: Harness;
let page: Page;
beforeAll(async () => {
  harness = await startHarness(inject('elementPage'));
});
afterAll(() => harness?.close());
afterEach(() => page?.close());

const open = async (options: object, functions: string[] = []) => {
  page = await harness.open(options, { width: 400, height: 640 }, functions);
  await waitForElement(page, '[data-composer]');
};
const names = (selector: string) =>
  page.evaluate(
    (wanted) =>
      [...(window.harness.element?.shadowRoot?.querySelectorAll<HTMLElement>(wanted) ?? [])].map(
        (found) => found.ariaLabel ?? found.innerText,
      ),
    selector,
  );
const style = (selector: string, ...properties: string[]) =>
  page.evaluate(
    (wanted, read) => {
      const found = window.harness.element?.shadowRoot?.querySelector(wanted);
      return found ? read.map((property) => getComputedStyle(found).getPropertyValue(property)) : [];
    },
    selector,
    properties,
  );
const stored = (more: object = {}) => ({
  json: thread('thr_1', {
    title: 'json encoders',
    items: { data: [userMessage('msg_1', 'Why?'), assistantMessage('msg_2', 'Because.')], has_more: false },
    ...more,
  }),
});

test('the header shows the thread’s title, then the host’s, its buttons with their icons, or nothing', async () => {
  await open({}, ['header']);
  harness.server.script = { 'threads.get_by_id': () => stored() };
  await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
  await waitForText(page, '.header h2', 'json encoders');
  expect(await names('.header button')).toEqual(['sidebar left', 'New conversation', 'History', 'settings cog']);
  for (const name of ['sidebar left', 'settings cog']) {
    await waitForElement(page, `.header button[aria-label="${name}"] path`);
  }
  for (const name of ['sidebar left', 'settings cog']) {
    await page.$eval(`openai-chatkit >>> [aria-label="${name}"]`, (button) => (button as HTMLElement).click());
  }
  expect((await eventNames(page)).filter((name) => name === 'left' || name === 'right')).toEqual(['left', 'right']);

  // Every set is a full one: what it leaves out is at its default again.
  const render = (options: object) =>
    page.evaluate((given) => {
      window.harness.with = [];
      window.harness.render(given);
    }, options);
  await render({ header: { title: { text: 'Help' } }, history: { enabled: false } });
  await waitForText(page, '.header h2', 'Help');
  expect(await names('.header button')).toEqual(['New conversation']);
  await render({ header: { title: { enabled: false } } });
  await page.waitForFunction(() => !window.harness.element?.shadowRoot?.querySelector('.header h2'));
  await render({ header: { enabled: false } });
  await page.waitForFunction(() => !window.harness.element?.shadowRoot?.querySelector('.header'));
});

test('history shows only the actions the host wants, and is refused where it is off', async () => {
  await open({ history: { showDelete: false, showRename: false } });
  harness.server.script = { 'threads.list': () => ({ json: { data: [thread('thr_1', { title: 'One' })] } }) };
  await page.evaluate(() => window.harness.element?.showHistory());
  await waitForText(page, '.entry', 'One');
  expect(await names('.entries button')).toEqual([expect.stringContaining('One')]);
  await page.evaluate(() => window.harness.element?.hideHistory());
  await page.evaluate(() => window.harness.render({ history: { enabled: false } }));
  await page.waitForFunction(
    () => !window.harness.element?.shadowRoot?.querySelector('.header [aria-label="History"]'),
  );
  const refused = await page.evaluate(() =>
    window.harness.element?.showHistory().then(
      () => '',
      (error: Error) => error.name,
    ),
  );
  expect(refused).toBe('ChatKitUsageError');
});

test('the start screen greets and offers prompts with icons, whose content may hold tags', async () => {
  await open({
    startScreen: {
      greeting: 'Hello there',
      prompts: [
        { label: 'Explain', prompt: 'Explain it', icon: 'lightbulb' },
        {
          label: 'About Ada',
          prompt: [
            { type: 'input_text', text: 'Who is ' },
            {
              type: 'input_tag',
              id: 'ada',
              text: 'Ada',
              group: 'People',
              data: { born: '1815' },
              interactive: true,
            },
          ],
          icon: 'lucide:user-round',
        },
        { label: 'Least', prompt: [{ type: 'input_tag', id: 'x', text: 'X' }] },
      ],
    },
    composer: { placeholder: 'Message us' },
    disclaimer: { text: 'We **read** this', highContrast: true },
    frameTitle: 'Support chat',
  });
  expect(await texts(page, '.greeting')).toEqual(['Hello there']);
  expect(await texts(page, '.starters button')).toEqual(['Explain', 'About Ada', 'Least']);
  await waitForElement(page, '.starters li:nth-child(1) .icon:first-child path');
  await waitForElement(page, '.starters li:nth-child(2) .icon:first-child path');
  expect(await page.$eval('openai-chatkit >>> .app', (app) => app.getAttribute('aria-label'))).toBe('Support chat');
  expect(await page.$eval('openai-chatkit >>> [data-composer]', (field) => field.getAttribute('placeholder'))).toBe(
    'Message us',
  );
  expect(await texts(page, '.disclaimer strong')).toEqual(['read']);
  expect(await style('.disclaimer', 'color')).toEqual(await style('.app', 'color'));
  harness.server.script = {
    'threads.create': () => ({
      stream: (stream) => {
        stream.send({ type: 'thread.created', thread: thread() });
        stream.send({ type: 'thread.item.done', item: userMessage('msg_1', 'Who is Ada') });
        for (const event of answerEvents('msg_2', ['A mathematician.'])) stream.send(event);
        stream.end();
      },
    }),
  };
  const sentBy = async (place: number) => {
    await page.evaluate(() => window.harness.element?.setThreadId(null));
    await waitForElement(page, '.starters');
    await page.$eval(`openai-chatkit >>> .starters li:nth-child(${place}) button`, (button) =>
      (button as HTMLElement).click(),
    );
    await waitForText(page, '.answer', 'mathematician');
    return (harness.server.requests.at(-1)?.params.input as { content: unknown }).content;
  };
  expect(await sentBy(1)).toEqual([{ type: 'input_text', text: 'Explain it' }]);
  expect(await sentBy(2)).toEqual([
    { type: 'input_text', text: 'Who is ' },
    { type: 'input_tag', id: 'ada', text: 'Ada', group: 'People', data: { born: '1815' }, interactive: true },
  ]);
  expect(await sentBy(3)).toEqual([{ type: 'input_tag', id: 'x', text: 'X', data: {}, interactive: false }]);
});

test('feedback, retry, updates and custom actions go to the server as the protocol has them; the locale goes along', async () => {
  await open({ initialThread: null, locale: 'en-GB', threadItemActions: { feedback: true, retry: true } }, ['fetch']);
  const script = (harness.server.script = {
    'threads.get_by_id': () => stored(),
    'threads.retry_after_item': () => ({
      stream: (stream: { send(event: unknown): void; end(): void }) => {
        for (const event of answerEvents('msg_3', ['Again.'])) stream.send(event);
        stream.end();
      },
    }),
    'threads.custom_action': () => ({
      stream: (stream: { send(event: unknown): void; end(): void }) => {
        stream.send({ type: 'thread.item.done', item: assistantMessage('msg_4', 'Acted.') });
        stream.end();
      },
    }),
  });
  await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
  await waitForText(page, '.answer', 'Because.');
  expect(harness.server.requests[0]?.headers['accept-language']).toBe('en-GB');
  const press = (name: string) =>
    page.$eval(`openai-chatkit >>> .answer [aria-label="${name}"]`, (button) => (button as HTMLElement).click());
  await press('Helpful');
  await page.waitForFunction(() => window.harness.element?.shadowRoot?.querySelector('[aria-pressed="true"]'));
  await press('Retry');
  await waitForText(page, '.answer', 'Again.');
  await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'response.end'));
  await page.evaluate(() =>
    window.harness.element?.sendCustomAction({ type: 'refresh', payload: { all: true } }, 'widget_1'),
  );
  await waitForText(page, '.answer', 'Acted.');
  const requests = harness.server.requests.filter(({ type }) => type !== 'threads.get_by_id');
  expect(requests.map(({ type, params }) => ({ type, params }))).toEqual([
    { type: 'items.feedback', params: { thread_id: 'thr_1', item_ids: ['msg_2'], kind: 'positive' } },
    { type: 'threads.retry_after_item', params: { thread_id: 'thr_1', item_id: 'msg_1' } },
    {
      type: 'threads.custom_action',
      params: { thread_id: 'thr_1', item_id: 'widget_1', action: { type: 'refresh', payload: { all: true } } },
    },
  ]);
  // All of them through the host's own fetch.
  expect(harness.server.requests.every(({ headers }) => headers['x-host'] === 'yes')).toBe(true);
  // Changed on the server meanwhile.
  script['threads.get_by_id'] = () =>
    stored({
      items: { data: [userMessage('msg_1', 'Why?'), assistantMessage('msg_9', 'Corrected.')], has_more: false },
    });
  await page.evaluate(() => window.harness.element?.fetchUpdates());
  await waitForText(page, '.answer', 'Corrected.');
  expect(await page.evaluate(() => window.harness.element?.exportMarkdown({ reader: 'You' }))).toBe(
    '# json encoders\n\n**You**\n\nWhy?\n\n**Answer**\n\nCorrected.',
  );
});

test('a theme sets scheme, type, radius, density and every colour; the host’s variables go before it', async () => {
  const theme = {
    colorScheme: 'dark',
    radius: 'sharp',
    density: 'spacious',
    typography: {
      baseSize: 18,
      fontFamily: 'Test Sans, serif',
      fontFamilyMono: 'Test Mono',
      fontSources: [{ family: 'Test Sans', src: '/missing.woff2', weight: 400, style: 'normal', display: 'swap' }],
    },
    color: { grayscale: { hue: 250, tint: 9, shade: -2 }, accent: { primary: '#ffcc00', level: 3 } },
  };
  await open({ theme });
  await page.waitForFunction(() => document.fonts.size === 1);
  const [size, family, scheme] = await style('.app', 'font-size', 'font-family', 'color-scheme');
  expect([size, scheme]).toEqual(['18px', 'dark']);
  expect(family).toContain('Test Sans');
  expect((await style('.app', '--mono'))[0]).toContain('Test Mono');
  expect(await style('.composer', 'border-top-left-radius')).toEqual(['0px']);
  expect(await style('.log', 'row-gap')).toEqual(['24px']);
  const backgroundOf = async () => (await style('.app', 'background-color'))[0] ?? '';
  const shaded = await backgroundOf();
  expect(shaded).toMatch(/^oklch\(0\.2\d+ 0\.04\d* 250/);
  await page.evaluate((given) => window.harness.render({ theme: given as object }), {
    ...theme,
    color: { ...theme.color, grayscale: { ...theme.color.grayscale, shade: 2 } },
  });
  const lightness = (color: string) => Number(/^oklch\((\S+)/.exec(color)?.[1]);
  await page.waitForFunction(
    (before) => {
      const app = window.harness.element?.shadowRoot?.querySelector('.app');
      return app && getComputedStyle(app).backgroundColor !== before;
    },
    {},
    shaded,
  );
  // Four steps of 0.8 % (docs/chatkit.md, Styling).
  expect(Math.abs(lightness(await backgroundOf()) - lightness(shaded))).toBeCloseTo(0.032, 3);
  harness.server.script = { 'threads.get_by_id': () => stored() };
  await page.evaluate(() => window.harness.element?.setThreadId('thr_1'));
  await waitForElement(page, '.bubble');
  expect(await style('.bubble', 'background-color', 'color')).toEqual(['rgb(255, 204, 0)', 'rgb(0, 0, 0)']);
  await page.evaluate(() => {
    const { style: own } = window.harness.element ?? { style: null };
    for (const [name, value] of [
      ['bg', 'rgb(1, 1, 1)'],
      ['text', 'rgb(2, 2, 2)'],
      ['primary', 'rgb(3, 3, 3)'],
      ['border', 'rgb(4, 4, 4)'],
      ['input-bg', 'rgb(5, 5, 5)'],
      ['message-user', 'rgb(6, 6, 6)'],
      ['message-assistant', 'rgb(7, 7, 7)'],
    ] as const) {
      own?.setProperty(`--chatkit-${name}`, value);
    }
  });
  expect(await style('.app', 'background-color', 'color')).toEqual(['rgb(1, 1, 1)', 'rgb(2, 2, 2)']);
  expect(await style('.composer', 'background-color')).toEqual(['rgb(5, 5, 5)']);
  expect(await style('.header', 'border-bottom-color')).toEqual(['rgb(4, 4, 4)']);
  expect(await style('.bubble', 'background-color')).toEqual(['rgb(6, 6, 6)']);
  expect(await style('.answer', 'background-color')).toEqual(['rgb(7, 7, 7)']);
  // The next set without them: nothing of the old theme is left.
  await page.evaluate(() =>
    window.harness.render({ theme: { color: { surface: { background: '#fefefe', foreground: '#111111' } } } }),
  );
  await page.waitForFunction(() => document.fonts.size === 0);
  await page.evaluate(() => window.harness.element?.removeAttribute('style'));
  expect(await style('.app', 'background-color', 'color', 'font-size', 'color-scheme')).toEqual([
    'rgb(254, 254, 254)',
    'rgb(17, 17, 17)',
    '14px',
    'light',
  ]);
});

test('an answer scrolls along only where the host wants it', async () => {
  await open({ thread: { autoScroll: false } });
  let stream: EventStream | undefined;
  harness.server.script = {
    'threads.create': () => ({
      stream: (opened) => {
        stream = opened;
        opened.send({ type: 'thread.created', thread: thread() });
        opened.send({ type: 'thread.item.done', item: userMessage('msg_1', 'Why?') });
        opened.send({ type: 'thread.item.added', item: assistantMessage('msg_2', 'A line.\n\n'.repeat(80)) });
      },
    }),
  };
  await ask(page, 'Why?');
  await waitForElement(page, '.jump');
  expect(await page.$eval('openai-chatkit >>> .scroller', ({ scrollTop }) => scrollTop)).toBe(0);
  stream?.end();
});

test('a locale brings its words, its direction and its header; without one it is the browser’s', async () => {
  await open({ locale: 'ar' });
  await page.waitForFunction(
    () =>
      window.harness.element?.shadowRoot?.querySelector('[data-composer]')?.getAttribute('placeholder') !==
      'Ask a question…',
  );
  const app = () =>
    page.$eval('openai-chatkit >>> .app', (root) => ({
      lang: root.getAttribute('lang'),
      dir: root.getAttribute('dir'),
    }));
  expect(await app()).toEqual({ lang: 'ar', dir: 'rtl' });
  expect(await names('.header button')).toContain('السجل');
  await page.evaluate(() => window.harness.element?.showHistory());
  await page.waitForFunction(() => window.harness.events.some(({ name }) => name === 'history.open'));
  await waitForElement(page, '.history-note:not(:empty)');
  expect(harness.server.requests[0]?.headers['accept-language']).toBe('ar');
  await page.evaluate(() => window.harness.render({}));
  const browser = await page.evaluate(() => navigator.language);
  await page.waitForFunction(
    () => window.harness.element?.shadowRoot?.querySelector('.app')?.getAttribute('dir') === 'ltr',
  );
  await page.evaluate(() => window.harness.element?.fetchUpdates());
  expect(harness.server.requests.at(-1)?.headers['accept-language']).toBe(browser);
});

test('focusComposer puts the focus into the composer from anywhere, out of the history too', async () => {
  await open({});
  const isFocused = () =>
    page.evaluate(() => window.harness.element?.shadowRoot?.activeElement?.matches('[data-composer]') ?? false);
  expect(await isFocused()).toBe(false);
  await page.evaluate(() => window.harness.element?.focusComposer());
  expect(await isFocused()).toBe(true);
  await page.evaluate(() => window.harness.element?.showHistory());
  await waitForElement(page, '.history');
  expect(await isFocused()).toBe(false);
  await page.evaluate(() => window.harness.element?.focusComposer());
  expect(await isFocused()).toBe(true);
});

test.each([
  ['its field alone', undefined, '[data-composer]'],
  ['files, whose buttons come later', { attachments: { enabled: true } }, '.bar button'],
])('the composer with %s stands where it stays from the moment it is there: a press meets it', async (...given) => {
  const [, composer, whole] = given;
  await open({});
  const [first, last] = await page.evaluate(
    async (composer, whole) => {
      const made = document.createElement('openai-chatkit') as NonNullable<typeof window.harness.element>;
      made.style.cssText = 'position: fixed; inset: 0';
      document.body.append(made);
      const place = () =>
        made.shadowRoot?.querySelector('[data-composer]')?.getBoundingClientRect().toJSON() as unknown;
      const drawn = new Promise<unknown>((resolve) =>
        new MutationObserver(() => place() && resolve(place())).observe(made.shadowRoot!, {
          subtree: true,
          childList: true,
        }),
      );
      made.setOptions({
        api: { url: '/chatkit', domainKey: 'local' },
        disclaimer: { text: 'Goes to **api.example.com** when you press Send · [Privacy](https://example.com)' },
        ...(composer && { composer }),
      });
      const before = await drawn;
      const painted = () => new Promise((done) => requestAnimationFrame(done));
      while (!made.shadowRoot?.querySelector(whole)) await painted();
      for (let frame = 0; frame < 10; frame += 1) await painted();
      return [before, place()];
    },
    composer,
    whole,
  );
  expect(first).toEqual(last);
});

test('a press between the controls of the composer brings the caret, and takes it from nobody', async () => {
  await open({ composer: { attachments: { enabled: true } } });
  const place = await (await findInShadow(page, '.bar > button')).boundingBox();
  const beside = { x: place!.x + place!.width + 40, y: place!.y + place!.height / 2 };
  for (let press = 0; press < 2; press += 1) {
    await page.mouse.click(beside.x, beside.y);
    await page.keyboard.type('word ');
  }
  expect(await page.$eval('>>> textarea', (field) => (field as HTMLTextAreaElement).value)).toBe('word word ');
});
