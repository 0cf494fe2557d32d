import { type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { ask } from '../rig/ask';
import { type Chromium } from '../rig/chromium';
import { hasControl, pressButton, seeText } from '../rig/controls';
import { type DocsServer, serveDocs } from '../rig/docs-server';
import { type Firefox } from '../rig/firefox';
import { type Box, locateText } from '../rig/in-page';
import { pythonPage } from '../rig/pages';
import { readyChromium, readyFirefox } from '../rig/ready';
import { openScreen, type Screen } from '../rig/screen';
import { clickText, selectWithMouse } from '../rig/select-text';
import { type Surface, until } from '../rig/surface';

/**
 * Headed browsers on a virtual screen, pressed by a real keyboard and mouse: what extensions are called for by the browser
 * itself (shortcut, native menu) cannot be had in another way. No host is granted: activeTab alone must do.
 */
let screen: Screen;
let docs: DocsServer;
const python = pythonPage();

beforeAll(async () => {
  screen = await openScreen();
  docs = await serveDocs();
  await docs.plant(python.path, python.after, python.sentence);
});
afterAll(async () => {
  await docs?.close();
  await screen?.close();
});

/** Where a point of the page is on the screen. */
async function rightClickSelection(surface: Surface): Promise<void> {
  const place = await surface.run(locateText, python.passage);
  if (!place) throw new Error('The passage is not on the page.');
  const corner = await surface.run(() => {
    const { mozInnerScreenX, mozInnerScreenY } = globalThis as unknown as Record<string, number | undefined>;
    return {
      x: mozInnerScreenX ?? screenX + (outerWidth - innerWidth),
      y: mozInnerScreenY ?? screenY + (outerHeight - innerHeight),
    };
  });
  await screen.click(
    { x: corner.x + place.first.x + 30, y: corner.y + place.first.y + place.first.height / 2 },
    'right',
  );
}

/** The script comes into an open tab some time after the access, without a reload. */
const seeButton = (surface: Surface, look: () => Promise<Box | null>) =>
  until('the button', async () => {
    // A press on what is selected would drag it.
    await clickText(surface, 'familiar to users');
    await selectWithMouse(surface, python.passage);
    return until('it for this selection', look, 1_000).catch(() => null);
  });

describe('Firefox', () => {
  let firefox: Firefox;
  let tab: Awaited<ReturnType<Firefox['openTab']>>;
  let surface: Surface;

  beforeAll(async () => {
    const options = { extension: inject('builds').firefox, headless: false, env: screen.env };
    firefox = await readyFirefox(options, 'device', { everySite: false });
    await screen.focus('firefox');
  });
  afterAll(() => firefox?.close());
  beforeEach(async () => {
    tab = await firefox.openTab(docs.origin + python.path);
    ({ surface } = tab);
    await selectWithMouse(surface, python.passage);
    expect(await firefox.isSidebarOpen()).toBe(false);
  });
  afterEach(async () => {
    await firefox.closeSidebar();
    await until('the sidebar to be closed', async () => !(await firefox.isSidebarOpen()));
  });

  test('the shortcut opens the sidebar with the selection, without access to the site', async () => {
    await screen.key('alt+shift+d');
    const sidebar = await firefox.sidebar();
    await seeText(sidebar, 'Be cautious when parsing JSON data');
    expect((await ask(sidebar, python.question)).text).toContain(python.fact);
  });

  test('the context menu opens the sidebar with the selection', async () => {
    await rightClickSelection(surface);
    await until('the context menu', async () => firefox.isContextMenuOpen());
    await screen.key('Up', 'Return');
    const sidebar = await firefox.sidebar();
    await seeText(sidebar, 'Be cautious when parsing JSON data');
  });

  test('Always here, offered after an ask, brings the button into the open tab', async () => {
    await screen.key('alt+shift+d');
    const sidebar = await firefox.sidebar();
    await ask(sidebar, python.question);
    await selectWithMouse(surface, python.passage);
    expect(await firefox.popoverControl(tab.page, 'Ask about selection')).toBeNull();
    await pressButton(sidebar, 'Always here');
    await seeButton(surface, () => firefox.popoverControl(tab.page, 'Ask about selection'));
    await until('the offer to be gone', async () => !(await hasControl(sidebar, 'button', 'Always here')));
  });
});

describe('Firefox, with access to the site', () => {
  let firefox: Firefox;
  beforeAll(async () => {
    firefox = await readyFirefox({ extension: inject('builds').firefox, headless: false, env: screen.env }, 'device');
    await screen.focus('firefox');
  });
  afterAll(() => firefox?.close());

  test('popover, hand-over, one real key, sidebar; afterwards the toolbar is still one step', async () => {
    const { page, surface } = await firefox.openTab(docs.origin + python.path);
    await selectWithMouse(surface, python.passage);
    await screen.focus('firefox');
    await firefox.pressPopover(page);
    await seeText(await firefox.popup(), 'Be cautious');
    await screen.key('Return');
    await seeText(await firefox.sidebar(), 'Be cautious when parsing JSON data');
    await firefox.closeSidebar();
    await until('the sidebar to be closed', async () => !(await firefox.isSidebarOpen()));
    await firefox.pressToolbarButton();
    await firefox.sidebar();
    expect(await firefox.isPopupOpen()).toBe(false);
  });
});

describe('Chromium', () => {
  let chromium: Chromium;
  let page: Page;
  let surface: Surface;

  beforeEach(async () => {
    const options = { extension: inject('builds').chrome, headless: false, env: screen.env };
    chromium = await readyChromium(options, 'device', { everySite: false });
    ({ page, surface } = await chromium.openTab(docs.origin + python.path));
    await screen.focus('chromium');
    await selectWithMouse(surface, python.passage);
    expect(chromium.isPanelOpen()).toBe(false);
  });
  afterEach(() => chromium?.close());

  test('the shortcut opens the panel with the selection, without access to the site', async () => {
    await screen.key('alt+shift+d');
    const { surface: panel } = await chromium.panel();
    await seeText(panel, 'Be cautious when parsing JSON data');
    expect((await ask(panel, python.question)).text).toContain(python.fact);
  });

  test('the context menu opens the panel with the selection', async () => {
    const before = await screen.windows();
    await rightClickSelection(surface);
    await until('the context menu', async () => (await screen.windows()) > before);
    // Our entry is the last but one of Chromium's menu.
    await screen.key('Up', 'Up', 'Return');
    const { surface: panel } = await chromium.panel();
    await seeText(panel, 'Be cautious when parsing JSON data');
  });

  /**
   * Answers yes with the keyboard. The document that asks has no focus while the question is there; in its first half
   * second the question takes no key, so that nobody answers it by one that was meant for the page:
   * https://source.chromium.org/chromium/chromium/src/+/main:ui/views/input_event_activation_protector.h
   */
  async function accept(asking: Surface): Promise<void> {
    await until("the browser's question", () => asking.run(() => !document.hasFocus()));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await screen.key('Tab', 'Return');
  }

  test('what is selected in a frame of another site, which activeTab does not open, is said to be out of reach', async () => {
    const { port } = new URL(docs.origin);
    docs.page('/near.html', '<p>A frame of the same site.</p>');
    docs.page('/far.html', '<p style="font: 20px serif; margin: 20px">Words of another site stand in this frame.</p>');
    const size = 'width="600" height="80" style="display: block"';
    docs.page(
      '/frames.html',
      `<title>Frames</title><p>Two frames.</p><iframe src="/near.html" ${size}></iframe><iframe id="far" src="http://localhost:${port}/far.html" ${size}></iframe>`,
    );
    await page.goto(`${docs.origin}/frames.html`);
    const { x, y } = await surface.run(
      () => document.querySelector('#far')!.getBoundingClientRect().toJSON() as DOMRect,
    );
    await surface.drag({ x: x + 24, y: y + 32 }, { x: x + 300, y: y + 32 });
    const far = page.frames().find((frame) => frame.url().startsWith('http://localhost'))!;
    expect(await far.evaluate(() => String(getSelection()))).toContain('Words of another');
    await screen.key('alt+shift+d');
    const { surface: panel } = await chromium.panel();
    await seeText(panel, 'The browser does not let extensions read this page. Select text and choose');
  });

  test("the browser's own question about every site, accepted: the button is in the open tab, without a reload", async () => {
    const welcome = await chromium.openTab(`chrome-extension://${chromium.extensionId}/welcome.html`);
    await pressButton(welcome.surface, 'On every site');
    await accept(welcome.surface);
    await seeText(welcome.surface, 'On every site.');
    await page.bringToFront();
    await seeButton(surface, () => chromium.popoverControl(page, 'Ask about selection'));
  });

  test("Always here, offered after an ask, and the browser's own question accepted: the button is in the open tab", async () => {
    await screen.key('alt+shift+d');
    const { surface: panel } = await chromium.panel();
    await ask(panel, python.question);
    await clickText(surface, 'familiar to users');
    await selectWithMouse(surface, python.passage);
    expect(await chromium.popoverControl(page, 'Ask about selection')).toBeNull();
    await pressButton(panel, 'Always here');
    await accept(panel);
    await seeButton(surface, () => chromium.popoverControl(page, 'Ask about selection'));
    await until('the offer to be gone', async () => !(await hasControl(panel, 'button', 'Always here')));
  });

  test("the browser's own question about every site, refused: the page says so, and nothing else changes", async () => {
    const welcome = await chromium.openTab(`chrome-extension://${chromium.extensionId}/welcome.html`);
    await pressButton(welcome.surface, 'On every site');
    // Nothing tells when Chromium's question is there: Escape is pressed until the page has heard of it.
    const sentence = 'The browser did not allow it. Nothing else changes: you can add sites as you go.';
    await until('the refusal', async () => {
      await screen.key('Escape');
      return seeText(welcome.surface, sentence, 250);
    });
    expect(await hasControl(welcome.surface, 'button', 'On every site')).toBe(true);
  });
});
