import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Page } from 'puppeteer-core';
import { ask } from '../rig/ask';
import { listenToConsole, scanPage } from '../rig/canary';
import { type Chromium } from '../rig/chromium';
import { pressButton, seeText } from '../rig/controls';
import { type DocsServer, serveDocs } from '../rig/docs-server';
import { type Gate, openGate } from '../rig/gate';
import { pythonPage } from '../rig/pages';
import { type RunningProxy, startProxy } from '../rig/proxy';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../rig/select-text';

const KEY = 'abcdef0123456789'.repeat(4);

describe('the token and the shared key', () => {
  let docs: DocsServer;
  let proxy: RunningProxy;
  let gate: Gate;
  let chromium: Chromium;
  let page: Page;
  let lines: string[];
  const python = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    proxy = await startProxy({ env: { AUTH: 'key', PROXY_KEY: KEY } });
    gate = await openGate(proxy.address);
    chromium = await readyChromium({ extension: inject('builds').chrome }, { address: gate.address, key: KEY });
    const tab = await chromium.openTab(docs.origin + python.path);
    page = tab.page;
    lines = listenToConsole(page);
    await selectWithMouse(tab.surface, python.passage);
    await chromium.pressPopover(page);
    const { surface: panel } = await chromium.panel();
    await seeText(panel, 'Be cautious');
    expect((await ask(panel, python.question)).text).toContain(python.fact);
    await pressButton(panel, 'Remove passage');
  });
  afterAll(async () => {
    await chromium?.close();
    await gate?.close();
    await proxy?.close();
    await docs?.close();
  });

  /** The token as it arrived with the question. */
  const token = () => {
    const question = gate.passed.find(({ type, body }) => type === 'threads.create' && body.includes(python.fact));
    return question?.authorization?.replace('Bearer ', '') ?? '';
  };

  test('arrive at the back end: the key at the token address only, the token with every question', () => {
    expect(token().length).toBeGreaterThan(40);
    const withKey = gate.passed.filter(({ authorization }) => authorization === `Bearer ${KEY}`);
    expect(new Set(withKey.map(({ path }) => path))).toEqual(new Set(['/token']));
    expect(gate.passed.every(({ path, body }) => !(path + body).includes(KEY))).toBe(true);
  });

  test.each([
    ['token', token],
    ['key', () => KEY],
  ])('the %s is nowhere that the page or a content script in it could read', async (_, secret) => {
    expect(await scanPage(page, secret(), lines)).toEqual([]);
  });

  test('neither is in the log of the back end', () => {
    expect(proxy.log()).not.toContain(token());
    expect(proxy.log()).not.toContain(KEY);
  });

  test.each<[string, (secret: string) => void]>([
    ['global', (secret) => Object.assign(globalThis, { planted: { deep: secret } })],
    ['localStorage', (secret) => localStorage.setItem('planted', secret)],
    ['sessionStorage', (secret) => sessionStorage.setItem('planted', secret)],
    ['address', (secret) => history.replaceState({ planted: secret }, '')],
    ['cookie', (secret) => void (document.cookie = `planted=${secret}`)],
    ['console', (secret) => console.warn(`planted ${secret}`)],
    [
      'DOM',
      (secret) => {
        const host = document.createElement('div');
        host.attachShadow({ mode: 'closed' }).textContent = secret;
        document.documentElement.append(host);
      },
    ],
  ])('the scanner finds a copy planted as %s', async (place, plant) => {
    const secret = `planted-${place}-0123456789abcdef`;
    await page.evaluate(plant, secret);
    expect((await scanPage(page, secret, lines)).join()).toContain(place);
  });

  test("the scanner finds a copy planted in the extension's storage that content scripts read", async () => {
    const secret = 'planted-storage-0123456789abcdef';
    const { page: panel } = await chromium.panel();
    await panel.evaluate(`chrome.storage.local.set({ planted: ${JSON.stringify(secret)} })`);
    expect((await scanPage(page, secret, lines)).join()).toContain('content script: storage.local');
  });
});
