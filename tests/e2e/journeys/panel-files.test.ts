import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElementHandle } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { answerWith, startModel } from '../../unit/proxy/model-stand-in';
import { ask } from '../rig/ask';
import { type Chromium } from '../rig/chromium';
import { hasControl, pressButton, pressControl, seeText } from '../rig/controls';
import { findInShadow } from '../rig/find-in-shadow';
import { type Gate, openGate } from '../rig/gate';
import { type RunningProxy, startProxy } from '../rig/proxy';
import { readyChromium } from '../rig/ready';
import { pageSurface, until } from '../rig/surface';

const SECRET = 'The heron watch begins at a quarter past five.';

describe('files in the panel', () => {
  let folder: string;
  let model: Awaited<ReturnType<typeof startModel>>;
  let proxy: RunningProxy;
  let gate: Gate;
  let chromium: Chromium;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'docent-files-'));
    await writeFile(join(folder, 'herons.txt'), SECRET);
    await writeFile(join(folder, 'tool.exe'), 'MZ');
    model = await startModel(answerWith(['At ', 'a quarter ', 'past five.']));
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

  test('this device reads no files and takes none', async () => {
    const { page, surface } = await openPanel();
    await findInShadow(page, 'input[type=file]');
    await page.locator('.bar > button').click();
    await pressControl(surface, 'menuitem', 'On this device*');
    await seeText(surface, 'Stays on this device');
    expect(await page.$('>>> input[type=file]')).toBeNull();
    await page.close();
  });
});
