import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Chromium } from '../../../scripts/lib/chromium';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';
import { auditClosedRoot, expectClean } from './axe';
import { lookAs } from './stage-set';

const TEXT = 'A small button appears under the end of the selection.';
const guide = (style: string) => `<!doctype html><html lang="en"><title>Guide</title>
<style>body{font:16px/1.6 sans-serif;margin:2rem;${style}}</style>
<main><h1>Guide</h1><p>Select at least two characters. ${TEXT} It never covers the selected text.</p></main></html>`;

let docs: DocsServer;
let chromium: Chromium;
beforeAll(async () => {
  docs = await serveDocs();
  docs.page('/made/light.html', guide('background:#fff;color:#1f2328'));
  docs.page('/made/dark.html', guide('background:#15171a;color:#e6e8ea'));
  chromium = await readyChromium({ extension: inject('builds').chrome }, 'device');
});
afterAll(async () => {
  await chromium?.close();
  await docs?.close();
});

describe.each(['light', 'dark'])('on a %s page', (scheme) => {
  let page: Page;
  let surface: Surface;
  beforeAll(async () => {
    ({ page, surface } = await chromium.openTab(`${docs.origin}/made/${scheme}.html`));
    await page.setViewport({ width: 640, height: 420 });
    await selectWithMouse(surface, TEXT);
    await until('the popover', () => chromium.popoverControl(page, 'Ask about selection'));
  });
  afterAll(() => page?.close());

  test('axe finds no fault with the popover', async () => {
    expectClean(await auditClosedRoot(page), 3);
  });

  test('axe finds no fault with its menu', async () => {
    await chromium.pressPopover(page, 'More');
    await until('the menu', () => chromium.popoverControl(page, 'Pause for an hour'));
    expectClean(await auditClosedRoot(page), 8);
  });

  test('axe finds no fault with either in forced colours', async () => {
    await lookAs(page, 'forced');
    expectClean(await auditClosedRoot(page), 8);
  });

  test.each(['Ask about selection', 'More', 'Not on this page', 'Settings…'])('“%s” is large enough', async (name) => {
    const box = await until(`the popover's "${name}"`, () => chromium.popoverControl(page, name));
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(28);
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(640);
  });
});
