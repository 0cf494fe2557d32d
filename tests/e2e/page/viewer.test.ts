import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Frame, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Chromium } from '../../../scripts/lib/chromium';
import { pressButton, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { type Firefox } from '../../../scripts/lib/firefox';
import { readyChromium, readyFirefox } from '../rig/ready';
import { openScreen, type Screen } from '../rig/screen';
import { type Surface, until } from '../../../scripts/lib/surface';
import { pdfOf } from './pdf';

/**
 * What is no web page: PDF viewers, files, the browser's own pages (docs/faults.md F46). Headed, with a real keyboard
 * and mouse: only the browser's own menu hands over text that no script may read. No host is granted.
 */
const CANNOT = 'The browser does not let extensions read this page.';
const USE_MENU = `${CANNOT} Select text and choose “Ask about selection” from its right-click menu.`;
const inPdf = 'The plover limit is 4711 requests.';
/** One sentence for each page with a frame; the frame of the last is of another site. */
const inFrames = {
  near: 'The godwit limit is 7114 requests.',
  beside: 'The turnstone limit is 4171 requests.',
  far: 'The sanderling limit is 7411 requests.',
};
const inFile = 'The dunlin limit is 1174 requests.';

let screen: Screen;
let docs: DocsServer;
let folder: string;
let file: string;

beforeAll(async () => {
  screen = await openScreen();
  docs = await serveDocs();
  docs.page('/guide.pdf', pdfOf(inPdf));
  for (const [name, sentence] of Object.entries(inFrames)) {
    const words = `${sentence} `.repeat(60);
    const origin = name === 'far' ? docs.origin.replace('127.0.0.1', 'localhost') : docs.origin;
    docs.page(`/in-${name}.html`, `<!doctype html><body style="font: 24px/1 sans-serif">${words}`);
    docs.page(
      `/${name}.html`,
      `<!doctype html><title>Frame</title><style>html,body,iframe{margin:0;border:0;width:100%;height:100%;display:block}</style>
      <iframe src="${origin}/in-${name}.html"></iframe>`,
    );
  }
  folder = await mkdtemp(join(tmpdir(), 'docent-file-'));
  await writeFile(
    join(folder, 'local.html'),
    `<!doctype html><title>Local guide</title><body style="font: 24px/1 sans-serif">${inFile.concat(' ').repeat(60)}`,
  );
  file = pathToFileURL(join(folder, 'local.html')).href;
});
afterAll(async () => {
  await docs?.close();
  await screen?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Headed {
  windowClass: string;
  /** A place of the screen that is within the page, with or without the panel. */
  at: { x: number; y: number };
  /** From the open native menu to our entry. */
  toEntry: string[];
  goTo(address: string): Promise<Page>;
  panel(): Promise<Surface>;
}

/** Everything selected by the keyboard, with the focus in the page. */
async function selectAll({ windowClass, at }: Headed): Promise<void> {
  await screen.focus(windowClass);
  await screen.click(at);
  await screen.key('ctrl+a');
}
async function pressShortcut(headed: Headed): Promise<Surface> {
  await selectAll(headed);
  await screen.key('alt+shift+d');
  return headed.panel();
}
async function pressMenu(headed: Headed): Promise<Surface> {
  await selectAll(headed);
  const before = await screen.windows();
  await screen.click(headed.at, 'right');
  await until('the context menu', async () => (await screen.windows()) > before);
  await screen.key(...headed.toEntry);
  return headed.panel();
}

async function showPdf(headed: Headed): Promise<void> {
  const pdf = await headed.goTo(`${docs.origin}/guide.pdf`);
  const panel = await pressMenu(headed);
  await seeText(panel, inPdf);
  const isInFront = () => pdf.evaluate(() => document.visibilityState === 'visible');
  await headed.goTo(`${docs.origin}/elsewhere`);
  await until('the PDF to be behind', async () => !(await isInFront()));
  await pressButton(panel, 'Show in page');
  await until('the PDF in front', isInFront);
  const note = () => panel.run(() => document.querySelector('.card .note[role="status"]')?.textContent);
  await expect.poll(note).toBe(CANNOT);
}

/** Without access to its site, what is selected in a frame of another one is the browser's own menu's to give. */
async function askInFrames(headed: Headed): Promise<void> {
  await headed.goTo(`${docs.origin}/near.html`);
  await seeText(await pressShortcut(headed), inFrames.near);
  await headed.goTo(`${docs.origin}/beside.html`);
  await seeText(await pressMenu(headed), inFrames.beside);
  await headed.goTo(`${docs.origin}/far.html`);
  await seeText(await pressShortcut(headed), USE_MENU);
  await seeText(await pressMenu(headed), inFrames.far);
}

describe('Chromium', () => {
  let chromium: Chromium;
  let headed: Headed;
  beforeAll(async () => {
    const options = { extension: inject('builds').chrome, headless: false, env: screen.env };
    chromium = await readyChromium(options, 'device', { everySite: false });
    await withoutFiles(chromium);
    headed = {
      windowClass: 'chromium',
      at: { x: 400, y: 500 },
      toEntry: ['Up', 'Up', 'Return'],
      async goTo(address) {
        const { page } = await chromium.openTab(address);
        if (address.endsWith('.pdf')) await until('the PDF to be loaded', () => isLoaded(page));
        return page;
      },
      panel: async () => (await chromium.panel()).surface,
    };
  });
  afterAll(() => chromium?.close());

  /** An extension from the store has no access to files until its reader gives it; an unpacked one has. */
  async function withoutFiles({ browser, extensionId }: Chromium): Promise<void> {
    const page = await browser.newPage();
    await page.goto('chrome://extensions');
    const inPage = (work: string) => page.evaluate(`(async (id) => ${work})(${JSON.stringify(extensionId)})`);
    // Without this, an unpacked extension that is loaded again, as here, is switched off.
    await inPage('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
    await inPage('chrome.developerPrivate.updateExtensionConfiguration({ extensionId: id, fileAccess: false })');
    await until('the extension again, without access to files', async () =>
      inPage(`{
        const { state, fileAccess } = await chrome.developerPrivate.getExtensionInfo(id);
        return state === 'ENABLED' && !fileAccess.isActive;
      }`),
    );
    await page.close();
  }

  /** Chromium's viewer is an extension in a frame of the tab. */
  async function isLoaded(page: Page): Promise<boolean> {
    const states = page
      .frames()
      .map((frame) => frame.evaluate(`document.querySelector('pdf-viewer')?.loadProgress_`).catch(() => undefined));
    return (await Promise.all(states)).includes(100);
  }

  test.each([
    ['a PDF', () => `${docs.origin}/guide.pdf`, inPdf],
    ['a file', () => file, inFile],
    ['a page of the browser itself', () => 'chrome://version/', 'The Chromium Authors'],
  ])('in %s the shortcut says what would help, and the menu hands the text over', async (_name, address, text) => {
    await headed.goTo(address());
    await seeText(await pressShortcut(headed), USE_MENU);
    await seeText(await pressMenu(headed), text);
  });

  test('shortcut and menu take what is selected in a frame of the site, the menu also in one of another', () =>
    askInFrames(headed));

  // Last: a press in the panel gives it the focus, and there the shortcut closes it.
  test('Show in page brings a PDF to the front and says that nobody may mark it', () => showPdf(headed));
});

/** Two frames of the screen: the first may have begun before the document was there. */
const drawn = (frame: Frame) =>
  frame.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');

describe('Firefox', () => {
  let firefox: Firefox;
  let headed: Headed;
  beforeAll(async () => {
    const options = { extension: inject('builds').firefox, headless: false, env: screen.env };
    firefox = await readyFirefox(options, 'device', { everySite: false });
    headed = {
      windowClass: 'firefox',
      at: { x: 700, y: 600 },
      toEntry: ['Up', 'Return'],
      async goTo(address) {
        const page = await firefox.browser.newPage();
        await page.bringToFront();
        // Of its own pages the browser does not tell by itself when they have loaded.
        void page.goto(address).catch(() => undefined);
        await until(
          `${address} to be loaded`,
          async () =>
            (await firefox.bidi.inBrowserWindow(
              'gBrowser.selectedBrowser.webProgress.isLoadingDocument ? "" : gBrowser.currentURI.spec',
            )) === address,
        );
        const hasText = () => page.evaluate(() => document.querySelector('.textLayer span') !== null);
        if (address.endsWith('.pdf')) await until('the text of the PDF', hasText);
        // A click on a frame that is not drawn yet goes to the page around it.
        else if (address.startsWith(docs.origin)) await Promise.all(page.frames().map(drawn));
        return page;
      },
      panel: () => firefox.sidebar(),
    };
  });
  afterAll(() => firefox?.close());

  test.each([
    ['a PDF', () => docs.origin + '/guide.pdf', inPdf],
    ['a page of the browser itself', () => 'about:license', 'Mozilla Public License'],
  ])('in %s the shortcut says what would help, and the menu hands the text over', async (_name, address, text) => {
    await headed.goTo(address());
    await seeText(await pressShortcut(headed), USE_MENU);
    await seeText(await pressMenu(headed), text);
  });

  test('Show in page brings a PDF to the front and says that nobody may mark it', () => showPdf(headed));

  test('shortcut and menu take what is selected in a frame of the site, the menu also in one of another', () =>
    askInFrames(headed));

  test('in a file the shortcut hands the text over', async () => {
    await headed.goTo(file);
    await seeText(await pressShortcut(headed), inFile);
  });
});
