import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Frame, type Page, type Target, type WebWorker } from 'puppeteer-core';
import { findBrowser } from '../browsers.mjs';
import { type Box } from './in-page';
import { centre } from './controls';
import { pageSurface, type Surface, until } from './surface';

export interface ChromiumOptions {
  /** Folder of the built extension. */
  extension: string;
  headless?: boolean;
  /** Kept after closing when given; else a new one, deleted at the end. */
  userDataDir?: string;
  /** Makes the browser forget its name and window borders for a person (`npm start`). */
  forAPerson?: boolean;
  env?: Record<string, string | undefined>;
}

/** A Chromium or Chrome with the extension installed, and what a person would do with it. */
export interface Chromium {
  browser: Browser;
  extensionId: string;
  /** A tab on this address, in front. */
  openTab(url: string): Promise<{ page: Page; surface: Surface }>;
  /** One of the extension's own pages, wherever the browser shows it (tab or side panel). */
  ownPage(path: string, withinMs?: number): Promise<{ page: Page; surface: Surface }>;
  /** The real side panel, or a panel opened as a tab. */
  panel(withinMs?: number): Promise<{ page: Page; surface: Surface }>;
  isPanelOpen(): boolean;
  /** Lets the extension reach every host, as the browser's own dialogue would: a later request is answered yes. */
  grantHosts(pattern?: string): Promise<void>;
  /** Where the popover's control with this accessible name is; looks into the closed shadow root as DevTools do. */
  popoverControl(page: Page, name: string): Promise<Box | null>;
  /** Clicks it with the mouse, as soon as it is there and old enough. */
  pressPopover(page: Page, name?: string): Promise<void>;
  /** Ends the background worker now; resolves when it is gone. */
  killWorker(): Promise<void>;
  /** The background worker, started if it sleeps. */
  worker(): Promise<WebWorker>;
  close(): Promise<void>;
}

/** As root there is no sandbox; the others keep the browser from calling anybody. */
const quiet = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchChromium(options: ChromiumOptions): Promise<Chromium> {
  const { extension, headless = true, forAPerson = false } = options;
  const executablePath = findBrowser('chromium');
  if (!executablePath) throw new Error('No Chromium or Chrome was found.');
  const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'docent-chromium-')));
  await switchOnCaretBrowsing(userDataDir);
  const discard = async () => {
    if (!options.userDataDir) await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  const start = puppeteer.launch({
    executablePath,
    userDataDir,
    headless,
    pipe: true,
    enableExtensions: [extension],
    defaultViewport: null,
    ...(options.env ? { env: { ...process.env, ...options.env } } : {}),
    args: [...quiet, '--window-size=1280,900', ...(forAPerson ? ['--test-type'] : [])],
    // The person's Ctrl+C is handled by the script, which has more to put away than the browser.
    ...(forAPerson ? { ignoreDefaultArgs: ['--enable-automation'], handleSIGINT: false } : {}),
  });
  const browser = await start.catch(async (error: unknown) => {
    await discard();
    throw error;
  });
  const isWorker = (target: Target) => target.type() === 'service_worker' && /^chrome-extension:/.test(target.url());
  const first = await browser.waitForTarget(isWorker, { timeout: 20_000 }).catch(async (error: unknown) => {
    await browser.close();
    await discard();
    throw error;
  });
  const extensionId = new URL(first.url()).host;
  const origin = `chrome-extension://${extensionId}`;
  const own = (path: string) => (target: Target) => target.url().startsWith(`${origin}${path}`);

  const chromium: Chromium = {
    browser,
    extensionId,
    async openTab(url) {
      const page = await browser.newPage();
      await page.goto(url, { waitUntil: 'load' });
      await page.bringToFront();
      return { page, surface: pageSurface(page) };
    },
    async ownPage(path, withinMs = 15_000) {
      const target = await browser.waitForTarget(own(path), { timeout: withinMs });
      const page = (await target.page()) ?? (await target.asPage());
      return { page, surface: pageSurface(page) };
    },
    panel: (withinMs) => chromium.ownPage('/sidepanel.html', withinMs),
    isPanelOpen: () => browser.targets().some(own('/sidepanel.html')),
    async grantHosts(pattern = '*://*/*') {
      const page = await browser.newPage();
      // Its own scripts would draw the whole page first, which costs three times as much.
      await page.setJavaScriptEnabled(false);
      await page.goto('chrome://extensions');
      // chrome://extensions is the only page with this interface; a headless browser draws no permission dialogue.
      await page.evaluate(
        `(async () => {
          await chrome.developerPrivate.updateExtensionConfiguration({ extensionId: ${JSON.stringify(extensionId)}, hostAccess: 'ON_SPECIFIC_SITES' });
          await chrome.developerPrivate.addHostPermission(${JSON.stringify(extensionId)}, ${JSON.stringify(pattern)});
        })()`,
      );
      await page.close();
    },
    async popoverControl(page, name) {
      const session = await page.createCDPSession();
      try {
        await session.send('DOM.enable');
        const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
        for (const node of nodes) {
          if (!/^(button|input)$/i.test(node.nodeName) && !attribute(node.attributes, 'role')) continue;
          const { node: described } = await session.send('DOM.describeNode', {
            nodeId: node.nodeId,
            depth: -1,
            pierce: true,
          });
          const label = attribute(described.attributes, 'aria-label') ?? textOf(described);
          if (label.replace(/\s+/g, ' ').trim() !== name) continue;
          const box = await session.send('DOM.getBoxModel', { nodeId: node.nodeId }).catch(() => undefined);
          const [x = 0, y = 0, , , right = 0, bottom = 0] = box?.model.border ?? [];
          if (right > x && bottom > y) return { x, y, width: right - x, height: bottom - y };
        }
        return null;
      } finally {
        await session.detach();
      }
    },
    async pressPopover(page, name = 'Ask about selection') {
      const find = () => chromium.popoverControl(page, name);
      await until(`the popover's "${name}"`, find);
      await waitOutGrace(page);
      const box = await until(`the popover's "${name}"`, find);
      await pageSurface(page).click(centre(box));
    },
    async killWorker() {
      const target = browser.targets().find(isWorker);
      if (!target) return;
      const worker = await target.worker();
      await worker?.close().catch(() => undefined);
      await until('the worker to be gone', () => Promise.resolve(!browser.targets().some(isWorker)));
    },
    async worker() {
      const target = await browser.waitForTarget(isWorker, { timeout: 15_000 });
      const worker = await target.worker();
      if (!worker) throw new Error('The background worker has no target.');
      return worker;
    },
    async close() {
      await browser.close().catch(() => undefined);
      await discard();
    },
  };
  return chromium;
}

/**
 * The popover ignores a press in its first 250 ms (docs/design.md, Contracts), counted from the frame that shows it: a
 * busy machine paints that frame when it comes to it. A person is slower than that anyway.
 */
export const waitOutGrace = (page: Pick<Frame, 'evaluate'>) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 350))));

function attribute(pairs: string[] | undefined, name: string): string | undefined {
  const index = pairs?.findIndex((value, position) => position % 2 === 0 && value === name) ?? -1;
  return index < 0 ? undefined : pairs?.[index + 1];
}

interface Described {
  nodeName: string;
  nodeValue: string;
  children?: Described[] | undefined;
}
function textOf(node: Described): string {
  return node.nodeName === '#text' ? node.nodeValue : (node.children ?? []).map(textOf).join('');
}

/** What F7 switches on: Shift with the arrow keys then selects from a caret in any page, as Firefox does anyway. */
async function switchOnCaretBrowsing(userDataDir: string): Promise<void> {
  const folder = join(userDataDir, 'Default');
  await mkdir(folder, { recursive: true });
  const preferences = JSON.stringify({ settings: { a11y: { caretbrowsing: { enabled: true } } } });
  // A profile that has been used before has its own preferences, this one among them.
  await writeFile(join(folder, 'Preferences'), preferences, { flag: 'wx' }).catch(() => undefined);
}
