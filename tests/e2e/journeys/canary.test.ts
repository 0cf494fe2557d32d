import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ask } from '../rig/ask';
import { type Finding, listenToConsole, scanOwnConsoles, scanPage } from '../rig/canary';
import { scanFirefoxOwnConsole, scanFirefoxPage } from '../rig/canary-firefox';
import { pressButton, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { type Gate, openGate } from '../rig/gate';
import { pythonPage } from '../rig/pages';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { readyChromium, readyFirefox } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface } from '../../../scripts/lib/surface';

const KEY = 'abcdef0123456789'.repeat(4);

/** A browser that has asked once about a passage of a page, and ways to look for a secret in it. */
interface Reader {
  page: Page;
  panel: Surface;
  /** In the page and everything in it. */
  scan(secret: string): Promise<Finding[]>;
  /** In the consoles of the extension's own pages and background. */
  scanOwnConsoles(secret: string): Promise<Finding[]>;
  close(): Promise<void>;
}
type Open = (address: string, docsPage: string, passage: string) => Promise<Reader>;

const openChromium: Open = async (address, docsPage, passage) => {
  const chromium = await readyChromium({ extension: inject('builds').chrome }, { address, key: KEY });
  const { page, surface } = await chromium.openTab(docsPage);
  const lines = listenToConsole(page);
  await selectWithMouse(surface, passage);
  await chromium.pressPopover(page);
  return {
    page,
    panel: (await chromium.panel()).surface,
    scan: (secret) => scanPage(page, secret, lines),
    scanOwnConsoles: (secret) => scanOwnConsoles(chromium, secret),
    close: () => chromium.close(),
  };
};

const openFirefox: Open = async (address, docsPage, passage) => {
  const firefox = await readyFirefox({ extension: inject('builds').firefox }, { address, key: KEY });
  const { page, surface } = await firefox.openTab(docsPage);
  await selectWithMouse(surface, passage);
  await firefox.pressPopover(page);
  await (await firefox.popup()).press('Enter');
  return {
    page,
    panel: await firefox.sidebar(),
    scan: (secret) => scanFirefoxPage(firefox, page, secret),
    scanOwnConsoles: (secret) => scanFirefoxOwnConsole(firefox, secret),
    close: () => firefox.close(),
  };
};

describe.each([
  ['Chromium', openChromium],
  ['Firefox', openFirefox],
])('the token and the shared key in %s', (_name, open) => {
  let docs: DocsServer;
  let proxy: RunningProxy;
  let gate: Gate;
  let reader: Reader;
  const python = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    proxy = await startProxy({ env: { AUTH: 'key', PROXY_KEY: KEY } });
    gate = await openGate(proxy.address);
    reader = await open(gate.address, docs.origin + python.path, python.passage);
    await seeText(reader.panel, 'Be cautious');
    expect((await ask(reader.panel, python.question)).text).toContain(python.fact);
    await pressButton(reader.panel, 'Remove passage');
  });
  afterAll(async () => {
    await reader?.close();
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
  ])('the %s is nowhere that the page or a content script in it could read, nor logged', async (_, secret) => {
    expect(await reader.scan(secret())).toEqual([]);
    expect(await reader.scanOwnConsoles(secret())).toEqual([]);
    expect(proxy.log()).not.toContain(secret());
  });

  test.each<[string, string[], (secret: string) => void]>([
    ['global', ['page'], (secret) => Object.assign(globalThis, { planted: { deep: secret } })],
    ['localStorage', ['page', 'content script'], (secret) => localStorage.setItem('planted', secret)],
    ['sessionStorage', ['page', 'content script'], (secret) => sessionStorage.setItem('planted', secret)],
    // Chromium keeps `history.state` for each world and renews it only for the first one that asks.
    ['address', [], (secret) => history.replaceState({ planted: secret }, '')],
    ['cookie', [], (secret) => void (document.cookie = `planted=${secret}`)],
    ['console', [], (secret) => console.warn(`planted ${secret}`)],
    [
      'IndexedDB planted',
      ['page', 'content script'],
      (secret) =>
        new Promise<void>((resolve) => {
          const request = indexedDB.open('planted');
          request.onupgradeneeded = () => request.result.createObjectStore('shelf').put({ deep: secret }, 1);
          request.onsuccess = () => {
            request.result.close();
            resolve();
          };
        }),
    ],
    [
      'DOM',
      [],
      (secret) => {
        const host = document.createElement('div');
        host.attachShadow({ mode: 'closed' }).textContent = secret;
        document.documentElement.append(host);
      },
    ],
  ])('the scanner finds a copy planted as %s in every world that could read it', async (place, worlds, plant) => {
    const secret = `planted-${place.replace(' ', '-')}-0123456789abcdef`;
    await reader.page.evaluate(plant, secret);
    const found = await reader.scan(secret);
    const wanted = worlds.length > 0 ? worlds.map((world) => `${world}: ${place}`) : [place];
    for (const line of wanted) expect(found.join('\n')).toContain(line);
  });

  test("the scanner finds a copy planted in the extension's storage that content scripts read", async () => {
    const secret = 'planted-storage-0123456789abcdef';
    await reader.panel.run((value) => chrome.storage.local.set({ planted: value }), secret);
    expect(await reader.scan(secret)).toEqual(['content script: storage.local']);
  });

  test("the scanner finds a copy planted in the extension's own console", async () => {
    const secret = 'planted-log-0123456789abcdef';
    await reader.panel.run((value) => console.warn(`planted ${value}`), secret);
    expect((await reader.scanOwnConsoles(secret)).join()).toContain('console of the extension');
  });
});
