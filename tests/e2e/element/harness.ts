import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from '../../../scripts/browsers.mjs';
import { startScriptedServer, type ScriptedServer } from './scripted-server';
import type {} from './page/main';

export interface Harness {
  browser: Browser;
  server: ScriptedServer;
  /**
   * A fresh page with the element mounted through chatkit-react with these options, and those of the page's functions. A
   * tab behind another one is not painted: close it before the next, or have a window for each, which costs twice as much.
   */
  open(
    options?: object,
    size?: { width: number; height: number },
    functions?: string[],
    type?: 'tab' | 'window',
  ): Promise<Page>;
  /** The same in a page that is open, with another element: a fresh page has its code and axe's to compile first. */
  anew(page: Page, options?: object, size?: { width: number; height: number }): Promise<Page>;
  close(): Promise<void>;
}

async function launch(name: 'chromium' | 'firefox'): Promise<Browser> {
  const executablePath = findBrowser(name);
  if (executablePath === undefined) throw new Error(`No ${name} found. Run once: npm test`);
  return name === 'firefox'
    ? puppeteer.launch({
        browser: 'firefox',
        executablePath,
        headless: true,
        extraPrefsFirefox: { 'dom.ipc.processPrelaunch.enabled': false },
      })
    : puppeteer.launch({ executablePath, headless: true, args: ['--no-sandbox'] });
}

/** Serves the page that `buildPage` put into a folder and starts a browser. */
export async function startHarness(folder: string, name: 'chromium' | 'firefox' = 'chromium'): Promise<Harness> {
  const server = await startScriptedServer(folder);
  const browser = await launch(name);
  return {
    browser,
    server,
    async open(options = {}, size = { width: 400, height: 640 }, functions = [], type = 'tab') {
      server.requests.length = 0;
      server.script = {};
      const page = await browser.newPage({ type });
      await page.setViewport(size);
      await page.goto(server.url);
      await page.evaluate(
        (given, names) => {
          window.harness.with = names;
          window.harness.render(given);
        },
        options,
        functions,
      );
      return page;
    },
    async anew(page, options = {}, size = { width: 400, height: 640 }) {
      server.requests.length = 0;
      server.script = {};
      await page.setViewport(size);
      await page.evaluate((given) => window.harness.renderAnew(given, []), options);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/**
 * Everything of the element's shadow root that a selector finds, as text, once a frame has been painted: in a block
 * just made with `content-visibility: auto` the text is not rendered before, and `innerText` is empty.
 * https://drafts.csswg.org/css-contain-2/#content-visibility
 */
export const texts = (page: Page, selector: string): Promise<string[]> =>
  page.evaluate(async (wanted) => {
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    return [...(window.harness.element?.shadowRoot?.querySelectorAll<HTMLElement>(wanted) ?? [])].map(
      (found) => found.innerText,
    );
  }, selector);

export const eventNames = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.harness.events.map(({ name }) => name));

/** Types into the composer and presses Enter. */
export async function ask(page: Page, question: string): Promise<void> {
  const composer = await page.$('openai-chatkit >>> [data-composer]');
  await composer?.focus();
  await page.keyboard.type(question);
  await page.keyboard.press('Enter');
}

/** By frames: puppeteer's own wait looks at changes of the document, which those of a shadow root are not. */
export const waitForElement = (page: Page, selector: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => window.harness.element?.shadowRoot?.querySelector(wanted) != null,
    { timeout: 8_000 },
    selector,
  );

export const waitForText = (page: Page, selector: string, text: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted, part) =>
      [...(window.harness.element?.shadowRoot?.querySelectorAll<HTMLElement>(wanted) ?? [])].some((found) =>
        found.innerText.includes(part),
      ),
    { timeout: 8_000 },
    selector,
    text,
  );
