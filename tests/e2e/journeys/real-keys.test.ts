import { type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { ask } from '../rig/ask';
import { type Chromium, waitOutGrace } from '../../../scripts/lib/chromium';
import { centre, hasControl, pressButton, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { type Firefox, GECKO_ID } from '../../../scripts/lib/firefox';
import { type Box, locateText, visibleText } from '../../../scripts/lib/in-page';
import { pythonPage } from '../rig/pages';
import { readyChromium, readyFirefox } from '../rig/ready';
import { openScreen, type Screen } from '../rig/screen';
import { clickText, selectWithMouse } from '../../../scripts/lib/select-text';
import { type Point, type Surface, until } from '../../../scripts/lib/surface';

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

/** A click with the real mouse at a point of the page, which takes the keyboard there; a driven one does not. */
async function clickPage(surface: Surface, at: Point, button?: 'left' | 'right'): Promise<void> {
  // Chromium's side panel stands at the end of the window, so that the page begins where the window does.
  const corner = await surface.run(() => {
    const { mozInnerScreenX, mozInnerScreenY } = globalThis as unknown as Record<string, number | undefined>;
    return { x: mozInnerScreenX ?? screenX, y: mozInnerScreenY ?? screenY + (outerHeight - innerHeight) };
  });
  await screen.click({ x: corner.x + at.x, y: corner.y + at.y }, button);
}

async function place(surface: Surface, text: string): Promise<Point> {
  const found = await surface.run(locateText, text);
  if (!found) throw new Error(`“${text}” is not on the page.`);
  return { x: found.first.x + 30, y: found.first.y + found.first.height / 2 };
}

const rightClickSelection = async (surface: Surface) =>
  clickPage(surface, await place(surface, python.passage), 'right');

/** The keyboard goes back to the page, and something else is selected there. */
async function backInPage(surface: Surface, panel: Surface): Promise<void> {
  await clickPage(surface, await place(surface, 'familiar to users'));
  await until('the panel to have lost the keyboard', () => panel.run(() => !document.hasFocus()));
  await selectWithMouse(surface, 'familiar to users');
}

/** Whether letters typed now would arrive in the panel's composer, and what it holds. */
const composerOf = (panel: Surface) =>
  panel.run(() => {
    const chat = document.querySelector('openai-chatkit') as
      (HTMLElement & { getComposerValue(): { text: string } }) | null;
    const isIn = document.hasFocus() && chat?.shadowRoot?.activeElement?.matches('[data-composer]') === true;
    return { isIn, text: chat?.getComposerValue().text };
  });
const keyboardInComposer = (panel: Surface) =>
  until('the keyboard to be in the composer', async () => (await composerOf(panel)).isIn);
const seeTyped = (panel: Surface, text: string) =>
  until(`“${text}” in the composer`, async () => (await composerOf(panel)).text === text);

/** The script comes into an open tab some time after the access, without a reload. */
const seeButton = (surface: Surface, look: () => Promise<Box | null>) =>
  until('the button', async () => {
    // A press on what is selected would drag it. A selection made before the script was there is never told to it.
    await clickText(surface, 'familiar to users');
    await selectWithMouse(surface, python.passage);
    return until('it for this selection', look, 4_000).catch(() => null);
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
    await until('the offer of the site', () => hasControl(sidebar, 'button', 'Always here'));
    expect((await ask(sidebar, python.question)).text).toContain(python.fact);
  });

  test('with nothing selected it brings the page, and what is on it answers', async () => {
    // Not the page of the conversation that the test before began, which would go on.
    docs.page('/otters.html', '<title>Otters</title><h1>Otters</h1><p>The otter guard allows 42 sleeping otters.</p>');
    const other = await firefox.openTab(`${docs.origin}/otters.html`);
    await clickText(other.surface, 'sleeping otters');
    await screen.key('alt+shift+d');
    const sidebar = await firefox.sidebar();
    await seeText(sidebar, "The page's text, ");
    expect(await sidebar.run(visibleText)).toContain('Whole page');
    expect((await ask(sidebar, 'How many sleeping otters does the otter guard allow?')).text).toContain('42');
    await other.page.close();
  });

  test('after the shortcut the sidebar says the key that brings the keyboard to the composer, also when it is open', async () => {
    const sentence = 'Press Shift+F6, then Tab if needed, to write here.';
    const bringKeyboard = async (sidebar: Surface) => {
      await seeText(sidebar, sentence);
      await screen.key('shift+F6');
      await keyboardInComposer(sidebar);
      await until('the sentence to be gone', async () => !(await sidebar.run(visibleText)).includes(sentence));
    };
    await screen.key('alt+shift+d');
    const sidebar = await firefox.sidebar();
    await bringKeyboard(sidebar);
    await screen.key('w', 'h', 'y');
    await seeTyped(sidebar, 'why');
    await backInPage(surface, sidebar);
    await screen.key('alt+shift+d');
    await bringKeyboard(sidebar);
    await screen.key('n', 'o', 't');
    await seeTyped(sidebar, 'whynot');
    await screen.key('ctrl+a', 'BackSpace');
    await seeTyped(sidebar, '');
  });

  test('the welcome page ends with how to ask; the button is in the toolbar, so that nothing is said of pinning it', async () => {
    const { page, surface: welcome } = await firefox.openOwnPage('/welcome.html');
    await pressButton(welcome, 'On sites I choose*');
    await seeText(welcome, 'Press Alt+Shift+D.');
    await seeText(welcome, 'Press the Docent button in the toolbar.');
    expect(await welcome.run(visibleText)).not.toContain('puzzle piece');
    await page.close();
  });

  test('toolbar and sidebar carry the icon', async () => {
    const shown = await firefox.bidi.inBrowserWindow(`(() => {
      const widget = 'docent_docent-extension_org';
      const sidebar = [...SidebarController.sidebars.values()].find(({ extensionId }) => extensionId === ${JSON.stringify(GECKO_ID)});
      return JSON.stringify({
        area: CustomizableUI.getPlacementOfWidget(widget + '-browser-action')?.area,
        toolbar: document.getElementById(widget + '-BAP').style.getPropertyValue('--webextension-toolbar-image'),
        sidebar: sidebar.iconUrl,
      });
    })()`);
    expect(JSON.parse(String(shown))).toEqual({
      area: 'nav-bar',
      toolbar: expect.stringContaining('/icon/16.png'),
      sidebar: expect.stringContaining('/icon/sidebar.svg'),
    });
  });

  test('the context menu opens the sidebar with the selection', async () => {
    await rightClickSelection(surface);
    await until('the context menu', async () => firefox.isContextMenuOpen());
    await screen.key('Up', 'Return');
    const sidebar = await firefox.sidebar();
    await seeText(sidebar, 'Be cautious when parsing JSON data');
  });

  test('Always here, offered at an ask, brings the button into the open tab', async () => {
    await screen.key('alt+shift+d');
    const sidebar = await firefox.sidebar();
    // What a test before has left unsent is replaced, which is said first.
    await until('the offer', async () => {
      if (/Replaced the earlier/.test(await sidebar.run(visibleText))) await pressButton(sidebar, 'Dismiss');
      return hasControl(sidebar, 'button', 'Always here');
    });
    await selectWithMouse(surface, python.passage);
    expect(await firefox.popoverControl(tab.page, 'Ask about selection')).toBeNull();
    await pressButton(sidebar, 'Always here');
    await until('the offer to be gone', async () => !(await hasControl(sidebar, 'button', 'Always here')));
    await seeButton(surface, () => firefox.popoverControl(tab.page, 'Ask about selection'));
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

  test('with nothing selected it brings the page; pressed again in the panel it closes it', async () => {
    await clickText(surface, 'familiar to users');
    await screen.key('alt+shift+d');
    const { surface: panel } = await chromium.panel();
    await seeText(panel, "The page's text, ");
    await keyboardInComposer(panel);
    await screen.key('alt+shift+d');
    await until('the panel to be closed', async () => !chromium.isPanelOpen());
  });

  test('after the shortcut letters arrive in the composer; where the panel was open, with the key it says', async () => {
    await screen.key('alt+shift+d');
    const { surface: panel } = await chromium.panel();
    await seeText(panel, 'Be cautious when parsing JSON data');
    await keyboardInComposer(panel);
    await screen.key('w', 'h', 'y');
    await seeTyped(panel, 'why');
    await backInPage(surface, panel);
    await screen.key('alt+shift+d');
    await bringKeyboard(panel);
    await screen.key('n', 'o', 't');
    await seeTyped(panel, 'whynot');
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

  async function bringKeyboard(panel: Surface): Promise<void> {
    const sentence = 'Press Shift+F6 to write here.';
    await seeText(panel, sentence);
    await screen.key('shift+F6');
    await keyboardInComposer(panel);
    await until('the sentence to be gone', async () => !(await panel.run(visibleText)).includes(sentence));
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
    const far = page.frames().find((frame) => frame.url().startsWith('http://localhost'))!;
    // A frame of another site is drawn by a process of its own: until then presses in its place meet the page around it.
    await far.evaluate(() => {
      addEventListener('pointermove', () => document.body.setAttribute('data-reached', ''), { once: true });
    });
    let step = 0;
    await until('the frame to get the pointer', async () => {
      await page.mouse.move(x + 100 + (step++ % 50), y + 10);
      return far.evaluate(() => document.body.hasAttribute('data-reached'));
    });
    await surface.drag({ x: x + 24, y: y + 32 }, { x: x + 300, y: y + 32 });
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

  test("Always here, offered at the first ask, and the browser's own question accepted: the button is in the open tab", async () => {
    await screen.key('alt+shift+d');
    const { surface: panel } = await chromium.panel();
    await seeText(panel, 'Show the button on 127.0.0.1?');
    await clickText(surface, 'familiar to users');
    await selectWithMouse(surface, python.passage);
    expect(await chromium.popoverControl(page, 'Ask about selection')).toBeNull();
    await pressButton(panel, 'Always here');
    await accept(panel);
    const button = await seeButton(surface, () => chromium.popoverControl(page, 'Ask about selection'));
    await until('the offer to be gone', async () => !(await hasControl(panel, 'button', 'Always here')));
    await waitOutGrace(page);
    await clickPage(surface, centre(button));
    await bringKeyboard(panel);
    await screen.key('w', 'h', 'y');
    await seeTyped(panel, 'why');
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
