import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemUpdateSchema, streamEventSchema } from '../../chatkit/protocol/events';
import { requestSchema } from '../../chatkit/protocol/requests';
import { findBrowser } from '../../scripts/browsers.mjs';
import { buildPage } from '../e2e/element/build-page';
import { ask, waitForElement } from '../e2e/element/harness';
import { findInShadow } from '../e2e/rig/find-in-shadow';
import { visibleText } from '../../scripts/lib/in-page';
import { pageSurface } from '../../scripts/lib/surface';
import { startOwnBackend, startPythonBackend, startRecordedBackend, type Backend } from './backend';
import { eventTypes, startHost, type Host } from './host';

let folder: string;
let host: Host;
let browser: Browser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatkit-interop-'));
  await buildPage(folder);
  host = await startHost(folder);
  const executablePath = findBrowser('chromium');
  if (executablePath === undefined) throw new Error('No Chromium found. Run once: npm test');
  browser = await puppeteer.launch({ executablePath, headless: true, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
  await rm(folder, { recursive: true, force: true });
});

/**
 * Everything the element shows, as a reader sees it who scrolls: `innerText` leaves out what `content-visibility: auto`
 * has not laid out.
 */
const shown = (page: Page): Promise<string> => pageSurface(page).run(visibleText);
async function waitForWords(page: Page, ...words: string[]): Promise<void> {
  await expect
    .poll(() => shown(page), { timeout: 10_000, interval: 50 })
    .toSatisfy((text: string) => words.every((word) => text.includes(word)));
}
/** Presses the last button of that name. */
async function press(page: Page, name: string): Promise<void> {
  const find = () =>
    page.evaluate((wanted) => {
      const buttons = [...(window.harness.element?.shadowRoot?.querySelectorAll<HTMLElement>('button') ?? [])];
      const found = buttons.findLast((button) =>
        [button.innerText, button.ariaLabel, button.title].some((text) => text?.trim() === wanted),
      );
      found?.click();
      return found !== undefined;
    }, name);
  await expect.poll(find, { timeout: 5_000, message: `a button named ${name}` }).toBe(true);
}
const idle = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => window.harness.events.filter(({ name }) => /response/.test(name)).at(-1)?.name))
    .toBe('response.end');
async function show(page: Page, scene: string, ...words: string[]): Promise<void> {
  await ask(page, `show ${scene}`);
  await waitForWords(page, ...words);
  await idle(page);
}
const requestCount = (type: string) => host.requests.filter((request) => request === type).length;
const waitForRequest = (type: string, count = 1) =>
  expect.poll(() => requestCount(type), { timeout: 5_000 }).toBeGreaterThanOrEqual(count);

const typesOf = (union: { options: readonly { shape: { type: { values: Set<unknown> } } }[] }) =>
  union.options.flatMap(({ shape }) => [...shape.type.values] as string[]);

describe.each<[string, () => Promise<Backend>]>([
  ['chatkit-python', () => startPythonBackend('element', () => host.url)],
  ['our server', () => Promise.resolve(startOwnBackend(() => host.url))],
  // What stands in where Python cannot be had stands here too, so that it does when it is needed.
  ['the recording', () => Promise.resolve(startRecordedBackend('element', () => host.url))],
])('the element in a browser against %s', (_, start) => {
  let page: Page;
  let backend: Backend;
  beforeAll(async () => {
    backend = await start();
    host.backend = backend;
    host.requests.length = 0;
    host.said.length = 0;
    page = await browser.newPage();
    await page.setViewport({ width: 400, height: 900 });
    await page.goto(host.url);
    await page.evaluate(() =>
      window.harness.render({
        api: { url: '/chatkit', domainKey: 'local', uploadStrategy: { type: 'two_phase' } },
        threadItemActions: { feedback: true, retry: true },
        composer: { attachments: { enabled: true } },
        history: { enabled: true, showDelete: true, showRename: true },
      }),
    );
    await waitForElement(page, '[data-composer]');
  });
  afterAll(async () => {
    await page?.close();
    backend?.stop();
  });

  it('draws an answer with its three kinds of citation', async () => {
    await ask(page, 'What is this?');
    await waitForWords(page, 'What is this?', 'That is all.');
    await idle(page);
    await show(page, 'citations', 'The encoder returns a string.', 'json, the encoder', 'The guide', 'JSONEncoder');
    await press(page, 'Helpful');
    await waitForRequest('items.feedback');
  });

  it('announces and uploads files, takes one back and sends the other', async () => {
    const input = await findInShadow(page, 'input[type=file]');
    for (const [index, name] of ['notes.txt', 'spare.txt'].entries()) {
      await writeFile(join(folder, name), 'Hello');
      await (input as ElementHandle<HTMLInputElement>).uploadFile(join(folder, name));
      await waitForRequest('upload', index + 1);
      await waitForElement(page, `[aria-label="Remove “${name}”"]`);
    }
    await press(page, 'Remove “spare.txt”');
    await waitForRequest('attachments.delete');
    await ask(page, 'See my file');
    await waitForWords(page, 'With notes.txt.');
    await idle(page);
    expect(await shown(page)).not.toContain('spare.txt');
  });

  it('draws workflows, tasks and a generated image', async () => {
    await show(
      page,
      'work',
      'Thinking it over',
      'Searched the docs',
      'Read a file',
      'Drew a plan',
      'Checked the example',
    );
    await waitForWords(page, 'Tidied up', 'Indexed the page', 'The work is done.');
    expect(await shown(page)).not.toContain('never shown');
    await ask(page, 'show image');
    await waitForElement(page, 'img[src="https://images.example.com/plan.png"]');
    await idle(page);
  });

  it('draws widgets of every root, streamed and changed', async () => {
    await show(page, 'widgets', 'A card title', 'A caption', 'A badge', 'Streamed into place', 'Some bold words');
    await waitForWords(page, 'In another box', 'In a transition', 'Only row', 'A basic root', 'Downloads');
    expect(await shown(page)).not.toMatch(/In a box|First row/);
    await waitForElement(page, 'svg [class*="bar"], svg rect');
  });

  it('sends a form, and an action that is answered at once', async () => {
    await show(page, 'form', 'Your name', 'I agree');
    await press(page, 'Switch it');
    await waitForWords(page, 'Switched on');
    await ask(page, 'show form');
    await waitForWords(page, 'Send the form');
    await idle(page);
    await press(page, 'Send the form');
    await waitForWords(page, 'The action form.submit brought', '"version":"3.14"');
    await idle(page);
  });

  it("runs the host's tool, and puts the server's questions to the reader", async () => {
    await show(page, 'tool', 'Let me look at your page.', 'The tool said {"answer":42}.');
    expect(await page.evaluate(() => window.harness.clientToolCalls)).toContainEqual({
      name: 'look_up',
      params: { term: 'json' },
    });
    await show(page, 'questions', 'Which version?', 'In a few words');
    await page.evaluate(() =>
      window.harness.element?.shadowRoot?.querySelector<HTMLInputElement>('input[type="radio"][value="Four"]')?.click(),
    );
    await press(page, 'Answer');
    await waitForWords(page, 'You answered {"which":["Four"],"why":[]} (answered).');
    await idle(page);
  });

  it('hears notices, effects, progress and changes', async () => {
    await show(page, 'signals', 'Good to know', 'Signals are sent.');
    for (const next of ['Mind this', 'This is serious']) {
      await press(page, 'Dismiss');
      await waitForWords(page, next);
    }
    await press(page, 'Dismiss');
    const effects = await page.evaluate(() => window.harness.events.filter(({ name }) => name === 'effect'));
    expect(effects.map(({ detail }) => detail)).toEqual([{ name: 'flash', data: { times: 2 } }]);
    await show(page, 'changes', 'Second version');
    expect(await shown(page)).not.toMatch(/Taken back|First version/);
  });

  it('says what went wrong, and answers again where the server allows it', async () => {
    await show(page, 'refusal', 'Half of it', 'The model is asleep.');
    await ask(page, 'show crash');
    await press(page, 'Try again');
    await waitForRequest('threads.retry_after_item');
    await idle(page);
  });

  it('opens, renames and deletes threads of its history', async () => {
    await page.evaluate(() => window.harness.element?.showHistory());
    await waitForWords(page, 'Scenes');
    await press(page, 'Rename “Scenes”');
    await page.keyboard.type('Renamed');
    await page.keyboard.press('Enter');
    await waitForRequest('threads.update');
    await waitForWords(page, 'Renamed');
    await page.evaluate(() => window.harness.element?.hideHistory());
    const opened = await page.evaluate(async () => {
      const events = window.harness.events.filter(({ name }) => name === 'thread.change');
      const { threadId } = events.at(-1)?.detail as { threadId: string };
      await window.harness.element?.setThreadId(null);
      await window.harness.element?.setThreadId(threadId);
      return threadId;
    });
    expect(opened).toMatch(/^thr_/);
    await waitForWords(page, 'What is this?', 'A card title', 'Second version', 'The tool said {"answer":42}.');
    expect(requestCount('items.list')).toBeGreaterThan(0);
  });

  it('takes no more words in a thread that the server has locked', async () => {
    await show(page, 'lock', 'That was all.', 'The day is over');
    await page.evaluate(() => window.harness.element?.showHistory());
    await press(page, 'Delete “Renamed”');
    await press(page, 'Delete');
    await waitForRequest('threads.delete');
  });

  it('has made every request that it can make, and was told every event and every update', () => {
    // Dictation needs a microphone, which a side panel cannot ask for.
    const expected = typesOf(requestSchema).filter((type) => type !== 'input.transcribe');
    expect([...new Set(host.requests)]).toEqual(expect.arrayContaining(expected));
    expect([...eventTypes(host)]).toEqual(
      expect.arrayContaining([...typesOf(streamEventSchema), ...typesOf(itemUpdateSchema)]),
    );
  });
});
