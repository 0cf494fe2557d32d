import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Chromium } from '../rig/chromium';
import { type DocsServer, serveDocs } from '../rig/docs-server';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../rig/select-text';
import { pageSurface, until } from '../rig/surface';

const PLAIN = 'Some plain words stand here';
const GUIDE = `<!doctype html><html lang="en"><title>Guide</title><link rel="icon" href="data:,"><body style="margin:40px;font:16px/1.5 sans-serif"><h1>Guide</h1><p>${PLAIN} to select.</p></body></html>`;

describe('where the button may be, followed in open tabs without a reload', () => {
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
});
