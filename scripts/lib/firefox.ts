import { randomUUID } from 'node:crypto';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from '../browsers.mjs';
import { adoptBrowser, type Bidi, contextSurface, openBidi } from './bidi';
import { waitOutGrace } from './chromium';
import { centre } from './controls';
import { type Box } from './in-page';
import { type Surface, until } from './surface';

export const GECKO_ID = 'docent@docent-extension.org';

export interface FirefoxOptions {
  extension: string;
  headless?: boolean;
  /** Until the background page is put to sleep, milliseconds. */
  backgroundIdleMs?: number;
  extraPrefs?: Record<string, unknown>;
  /** The script that started it handles Ctrl+C (`npm start`). */
  forAPerson?: boolean;
  env?: Record<string, string | undefined>;
}

export interface Firefox {
  browser: Browser;
  bidi: Bidi;
  /** `moz-extension://<uuid>`; the UUID is random, as in every profile. */
  origin: string;
  openTab(url: string): Promise<{ page: Page; surface: Surface }>;
  /** A tab with one of the extension's own pages. */
  openOwnPage(path: string): Promise<{ page: Page; surface: Surface }>;
  isSidebarOpen(): Promise<boolean>;
  /** The document in the real sidebar, once it is open. */
  sidebar(withinMs?: number): Promise<Surface>;
  closeSidebar(): Promise<void>;
  /** The document in the toolbar button's popup (the hand-over), once it is open. */
  popup(withinMs?: number): Promise<Surface>;
  isPopupOpen(): Promise<boolean>;
  /** Where the popover's control with this accessible name is; BiDi hands closed shadow roots over. */
  popoverControl(page: Page, name: string): Promise<Box | null>;
  pressPopover(page: Page, name?: string): Promise<void>;
  /** Whether the page's native context menu is open. */
  isContextMenuOpen(): Promise<boolean>;
  /** A click on the extension's toolbar button. */
  pressToolbarButton(): Promise<void>;
  close(): Promise<void>;
}

/** Firefox's own first-run tabs, updates and reports stay away; permission prompts are answered yes. */
const quietPrefs = {
  'extensions.webextOptionalPermissionPrompts': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.tabs.firefox-view': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'browser.discovery.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'sidebar.revamp': false,
  // Processes made ahead for tabs that are never opened cost a sixth of each start.
  'dom.ipc.processPrelaunch.enabled': false,
  // Drag and click in one place in quick succession would otherwise open things in new windows under Xvfb.
  'ui.key.menuAccessKeyFocuses': false,
  // Remote control sets a test mode in which no toolbar popup ever gets the keyboard; a reader's Firefox has none.
  'remote.prefs.recommended': false,
  'focusmanager.testmode': false,
};

export async function launchFirefox(options: FirefoxOptions): Promise<Firefox> {
  const executablePath = findBrowser('firefox');
  if (!executablePath) throw new Error('No Firefox was found.');
  const uuid = randomUUID();
  const origin = `moz-extension://${uuid}`;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: options.headless ?? true,
    defaultViewport: null,
    handleSIGINT: options.forAPerson !== true,
    // Opens the extension's own pages and the browser's window to the tests.
    args: ['--remote-allow-system-access', '--width=1280', '--height=900'],
    extraPrefsFirefox: {
      ...quietPrefs,
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: uuid }),
      ...(options.backgroundIdleMs ? { 'extensions.background.idle.timeout': options.backgroundIdleMs } : {}),
      ...options.extraPrefs,
    },
    ...(options.env ? { env: { ...process.env, ...options.env } } : {}),
  });
  await browser.installExtension(options.extension).catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  const bidi = openBidi(browser);
  const surfaceOf = (page: Page) => contextSurface(bidi, contextOf(page));
  const POPUP = "document.querySelector('browser.webextension-popup-browser')";
  const SIDEBAR = "document.getElementById('sidebar')?.contentDocument?.querySelector('browser[remote]')";

  const firefox: Firefox = {
    browser,
    bidi,
    origin,
    async openTab(url) {
      const page = await browser.newPage();
      await page.goto(url, { waitUntil: 'load' });
      await page.bringToFront();
      return { page, surface: surfaceOf(page) };
    },
    async openOwnPage(path) {
      const page = await browser.newPage();
      // The tab changes its process on the way, and puppeteer never hears that it has arrived.
      void page.goto(`${origin}${path}`).catch(() => undefined);
      const surface = surfaceOf(page);
      await until(`${path} to load`, () =>
        surface.run((wanted) => location.href.startsWith(wanted) && document.readyState === 'complete', origin),
      );
      return { page, surface };
    },
    isSidebarOpen: async () => (await bidi.inBrowserWindow(`${SIDEBAR} ? SidebarController.isOpen : false`)) === true,
    async sidebar(withinMs) {
      await until('the sidebar to be open', () => firefox.isSidebarOpen(), withinMs);
      const context = await until('the sidebar', () => adoptBrowser(bidi, SIDEBAR), withinMs);
      const surface = contextSurface(bidi, context);
      await until('the panel in the sidebar', () =>
        surface.run((wanted) => location.href.startsWith(wanted) && document.readyState === 'complete', origin),
      );
      return surface;
    },
    closeSidebar: async () => void (await bidi.inBrowserWindow('SidebarController.hide()')),
    async popup(withinMs) {
      // Firefox loads a popup in one browser element and shows it in another: look for it anew each time.
      return until(
        'the toolbar popup',
        async () => {
          const context = await adoptBrowser(bidi, POPUP);
          const surface = context === null ? null : contextSurface(bidi, context);
          const isUp = await surface?.run(
            (wanted) => location.href.startsWith(wanted) && document.readyState === 'complete',
            origin,
          );
          if (!surface || !isUp) return null;
          return (await surface.run(() => document.hasFocus())) ? surface : null;
        },
        withinMs,
      );
    },
    isPopupOpen: async () => (await bidi.inBrowserWindow(`${POPUP} !== null`)) === true,
    popoverControl: (page, name) => controlInClosedRoots(bidi, contextOf(page), name),
    async pressPopover(page, name = 'Ask about selection') {
      const find = () => firefox.popoverControl(page, name);
      await until(`the popover's "${name}"`, find);
      await waitOutGrace(page);
      await surfaceOf(page).click(centre(await until(`the popover's "${name}"`, find)));
    },
    isContextMenuOpen: async () =>
      (await bidi.inBrowserWindow("document.getElementById('contentAreaContextMenu').state === 'open'")) === true,
    async pressToolbarButton() {
      await bidi.inBrowserWindow(`(() => {
        const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
        const action = ExtensionParent.apiManager.global.browserActionFor(WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)}).extension);
        const node = action.widget.forWindow(window).node;
        node.querySelector('.unified-extensions-item-action-button').click();
      })()`);
    },
    async close() {
      await browser.close().catch(() => undefined);
    },
  };
  return firefox;
}

function contextOf(page: Page): string {
  return (page.mainFrame() as unknown as { _id: string })._id;
}

interface Node {
  sharedId: string;
  value: { shadowRoot?: Node | null };
}

/** Looks for hosts right below the document element, where the page script puts its own. */
async function controlInClosedRoots(bidi: Bidi, context: string, name: string): Promise<Box | null> {
  const { nodes } = await bidi.send<{ nodes: Node[] }>('browsingContext.locateNodes', {
    context,
    locator: { type: 'css', value: 'html > :not(head, body)' },
    serializationOptions: { includeShadowTree: 'all', maxDomDepth: 0 },
  });
  const roots = nodes.flatMap(({ value }) => value.shadowRoot ?? []);
  for (const { sharedId } of roots) {
    const answer = await bidi.send<{ type: string; result: { value?: string } }>('script.callFunction', {
      functionDeclaration: `(root, name) => {
        const label = (control) => (control.getAttribute('aria-label') ?? control.textContent ?? '').replace(/\\s+/g, ' ').trim();
        const control = [...root.querySelectorAll('button, [role]')].find((each) => label(each) === name && each.checkVisibility());
        if (!control) return 'null';
        const { x, y, width, height } = control.getBoundingClientRect();
        return JSON.stringify({ x, y, width, height });
      }`,
      target: { context },
      arguments: [{ sharedId }, { type: 'string', value: name }],
      awaitPromise: false,
    });
    const box = JSON.parse(answer.result.value ?? 'null') as Box | null;
    if (box && box.width > 0) return box;
  }
  return null;
}
