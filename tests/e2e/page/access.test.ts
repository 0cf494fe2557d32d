import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Chromium } from '../../../scripts/lib/chromium';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { pageSurface, until } from '../../../scripts/lib/surface';

const PLAIN = 'Some plain words stand here';
const GUIDE = `<!doctype html><html lang="en"><title>Guide</title><link rel="icon" href="data:,"><body style="margin:40px;font:16px/1.5 sans-serif"><h1>Guide</h1><p>${PLAIN} to select.</p></body></html>`;

describe('where the button may be, followed in open tabs', () => {
  let docs: DocsServer;
  let chromium: Chromium;
  let here: Page;
  let there: Page;

  beforeAll(async () => {
    docs = await serveDocs();
    docs.page('/guide.html', GUIDE);
    chromium = await readyChromium({ extension: inject('builds').chrome }, 'device');
    ({ page: there } = await chromium.openTab(`${docs.origin}/guide.html`));
    await show(there);
    ({ page: here } = await chromium.openTab(`${docs.origin}/guide.html?here`));
  });
  afterAll(async () => {
    await chromium?.close();
    await docs?.close();
  });

  const hosts = (page: Page) => page.evaluate(() => document.querySelectorAll('[data-docent]').length);
  const drop = (page: Page) => page.evaluate(() => getSelection()!.removeAllRanges());
  async function show(page: Page): Promise<void> {
    await page.bringToFront();
    await until('the popover', async () => {
      await drop(page);
      await selectWithMouse(pageSurface(page), PLAIN);
      return page.evaluate(
        () => new Promise<boolean>((done) => setTimeout(() => done(!!document.querySelector('[data-docent]')), 300)),
      );
    });
  }

  test('a site switched off loses the button in its other tabs at once, and has it again after Undo', async () => {
    await show(here);
    await chromium.pressPopover(here, 'More');
    await chromium.pressPopover(here, `Not on ${new URL(docs.origin).host}`);
    await until('the other tab to lose it', async () => (await hosts(there)) === 0, 5_000);
    await chromium.pressPopover(here, 'Undo');
    await show(there);
    expect(await hosts(there)).toBe(1);
  });

  test('access taken back takes the button away at once', async () => {
    expect(await hosts(there)).toBe(1);
    const worker = await chromium.worker();
    await worker.evaluate(() => chrome.permissions.remove({ origins: ['*://*/*'] }));
    await until('the button to go', async () => (await hosts(there)) === 0, 5_000);
    await drop(there);
    await selectWithMouse(pageSurface(there), PLAIN);
    await there.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    expect(await hosts(there)).toBe(0);
  });

  test('an address allowed for a back end brings no button to the pages there, and goes with the attempt', async () => {
    const granted = () => options.surface.run(async () => (await chrome.permissions.getAll()).origins);
    const registered = () =>
      options.surface.run(async () => (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id));
    const options = await chromium.openTab(`chrome-extension://${chromium.extensionId}/options.html`);
    await seeText(options.surface, 'None. On this device needs no address.');
    await pressControl(options.surface, 'textbox', 'Address or share link');
    await options.surface.type(docs.origin);
    await pressButton(options.surface, 'Connect');
    await seeText(options.surface, 'not needed by any back end');
    expect(await granted()).toEqual(['http://127.0.0.1/*']);
    // A page that is loaded where nothing is registered holds no script of ours.
    expect(await registered()).toEqual([]);
    await there.bringToFront();
    await there.reload();
    await selectWithMouse(pageSurface(there), PLAIN);

    await options.page.bringToFront();
    await pressButton(options.surface, 'Remove 127.0.0.1');
    await seeText(options.surface, 'None. On this device needs no address.');
    expect(await granted()).toEqual([]);
    expect(await registered()).toEqual([]);
    expect(await hosts(there)).toBe(0);
    await options.page.close();
  });
});
