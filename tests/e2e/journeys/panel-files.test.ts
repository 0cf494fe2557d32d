import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { answerWith, refuseWith, startModel } from '../../unit/proxy/model-stand-in';
import { ask, typeQuestion } from '../rig/ask';
import { type Chromium } from '../../../scripts/lib/chromium';
import { hasControl, pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { findInShadow } from '../rig/find-in-shadow';
import { type Gate, openGate } from '../rig/gate';
import { visibleText } from '../../../scripts/lib/in-page';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { readyChromium } from '../rig/ready';
import { pageSurface, until } from '../../../scripts/lib/surface';

const SECRET = 'The heron watch begins at a quarter past five.';

let folder: string;
const answering = answerWith(['At ', 'a quarter ', 'past five.']);
/** What the model does with a question. */
let behave: Parameters<typeof startModel>[0] = answering;
let model: Awaited<ReturnType<typeof startModel>>;
let proxy: RunningProxy;
let gate: Gate;
let chromium: Chromium;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docent-files-'));
  await writeFile(join(folder, 'herons.txt'), SECRET);
  await writeFile(join(folder, 'tool.exe'), 'MZ');
  model = await startModel((response, request) => behave(response, request));
  proxy = await startProxy({ env: { OPENAI_BASE_URL: model.baseURL } });
  // It says where files go.
  gate = await openGate(proxy.address, 0, { keepsHost: true });
  chromium = await readyChromium({ extension: inject('builds').chrome }, { address: gate.address });
});
afterAll(async () => {
  await chromium?.close();
  await gate?.close();
  await proxy?.close();
  await model?.close();
  await rm(folder, { recursive: true, force: true });
});

const openPanel = async () => {
  const page = await chromium.browser.newPage();
  await page.goto(`chrome-extension://${chromium.extensionId}/sidepanel.html`);
  return { page, surface: pageSurface(page) };
};
const aboutFiles = () => gate.passed.filter(({ path, type }) => `${path} ${type}`.includes('attachments'));

describe('files in the panel', () => {
  test('a text file stays in the browser until the question is sent, and then its text reaches the model', async () => {
    const { page, surface } = await openPanel();
    const input = await findInShadow(page, 'input[type=file]');
    const choose = (...names: string[]) =>
      (input as ElementHandle<HTMLInputElement>).uploadFile(...names.map((name) => join(folder, name)));
    expect(await input?.evaluate((field) => field.getAttribute('accept'))).toContain('text/*');

    await choose('herons.txt', 'tool.exe');
    await seeText(surface, 'tool.exe');
    await pressButton(surface, 'Remove “herons.txt”');
    await choose('herons.txt');
    await findInShadow(page, '[aria-label="Remove “herons.txt”"]');
    expect(aboutFiles()).toEqual([]);

    gate.passed.splice(0);
    const answer = await ask(surface, 'When does the heron watch begin?');
    expect(answer.text).toContain('At a quarter past five.');
    expect(gate.passed.map(({ type, path }) => type ?? path)).toEqual([
      'attachments.create',
      expect.stringMatching(/^\/attachments\?id=/),
      'threads.create',
    ]);
    expect(JSON.stringify(model.requests.at(-1)?.body.messages)).toContain(SECRET);
    await seeText(surface, 'herons.txt');
    await page.close();
  });

  test('a back end that refuses the file gets no question, and the reader keeps both', async () => {
    const { page, surface } = await openPanel();
    const input = await findInShadow(page, 'input[type=file]');
    await (input as ElementHandle<HTMLInputElement>).uploadFile(join(folder, 'herons.txt'));
    await findInShadow(page, '[aria-label="Remove “herons.txt”"]');
    gate.passed.splice(0);
    gate.instead = ({ path }, outgoing) => path.startsWith('/attachments') && !!outgoing.writeHead(413).end();
    await page.locator('>>> textarea').fill('And when does it end?');
    await page.keyboard.press('Enter');
    await page.waitForSelector('>>> .notice', { visible: true });
    expect(await page.$eval('>>> textarea', (field) => (field as HTMLTextAreaElement).value)).toContain('does it end');
    expect(await hasControl(surface, 'button', 'Remove “herons.txt”')).toBe(true);
    expect(gate.passed.some(({ type }) => type?.startsWith('threads.add') || type === 'threads.create')).toBe(false);

    gate.instead = () => false;
    await page.locator('>>> textarea').click();
    await page.keyboard.press('Enter');
    await seeText(surface, 'And when does it end?');
    await page.waitForFunction(() => !document.querySelector('openai-chatkit')?.shadowRoot?.querySelector('.files li'));
    await until('the question to reach the model', async () =>
      JSON.stringify(model.requests.at(-1)?.body.messages).includes('And when does it end?'),
    );
    await page.close();
  });
});

describe('a language model that takes its time, or has no room', () => {
  test('the reader sees that it reads, and Stop reaches it', async () => {
    behave = () => undefined;
    const { page, surface } = await openPanel();
    const asked = model.requests.length;
    await typeQuestion(surface, 'Is anybody there?');
    await surface.press('Enter');
    await seeText(surface, 'The model is reading the passage…');
    await until('the question to reach the model', () => Promise.resolve(model.requests.length > asked));
    const gone = model.hungUp.length;
    await pressButton(surface, 'Stop');
    // Not after the minute in which an answer is finished whose reader has merely left.
    await until('the model to be left in peace', () => Promise.resolve(model.hungUp.length > gone), 10_000);
    await page.close();
  });

  test('its thoughts are folded, and what it repeats of the prompt is not shown', async () => {
    behave = answerWith(['<think>The reader wants ', 'a time.</think>', '\n\nAt a quarter past five.']);
    const { page, surface } = await openPanel();
    const { text } = await ask(surface, 'When does it begin?');
    expect(text).toContain('At a quarter past five.');
    await seeText(surface, /Thought for/);
    expect(await surface.run(visibleText)).not.toContain('The reader wants');
    await page.close();
  });

  test('a conversation that is too long for it is told as such, and goes on anew with the question', async () => {
    behave = refuseWith(400, 'context_length_exceeded', 'server text');
    const { page, surface } = await openPanel();
    await typeQuestion(surface, 'And all of it?');
    await surface.press('Enter');
    await seeText(surface, 'too long for this model');
    behave = answering;
    gate.passed.splice(0);
    await pressButton(surface, 'Start a new conversation');
    const composer = () =>
      page.$eval('>>> textarea', (field) => (field as HTMLTextAreaElement).value === 'And all of it?');
    await until('the question to be back in the composer', composer);
    await surface.press('Enter');
    await seeText(surface, 'At a quarter past five.');
    expect(gate.passed.map(({ type }) => type)).toContain('threads.create');
    await page.close();
  });
});

test('this device reads no files and takes none', async () => {
  const { page, surface } = await openPanel();
  await findInShadow(page, 'input[type=file]');
  await page.locator('.bar > button').click();
  await pressControl(surface, 'menuitem', 'On this device*');
  await seeText(surface, 'Stays on this device');
  expect(await page.$('>>> input[type=file]')).toBeNull();
  await page.close();
});
