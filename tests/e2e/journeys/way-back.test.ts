import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ask } from '../rig/ask';
import { type Chromium } from '../../../scripts/lib/chromium';
import { pressButton, pressControl, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { pythonPage } from '../rig/pages';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { pageSurface, type Surface, until } from '../../../scripts/lib/surface';

/** Conversations that are opened again, long after their passages left the card. */
describe('the way back from a conversation', () => {
  let docs: DocsServer;
  let chromium: Chromium;
  let docsPage: Page;
  let panelPage: Page;
  let panel: Surface;
  const python = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    chromium = await readyChromium({ extension: inject('builds').chrome }, 'device');
    const opened = await chromium.openTab(docs.origin + python.path);
    docsPage = opened.page;
    await selectWithMouse(opened.surface, python.passage);
    await chromium.pressPopover(docsPage);
    panelPage = (await chromium.panel()).page;
    panel = pageSurface(panelPage);
    await seeText(panel, 'Be cautious when parsing JSON data');
    await ask(panel, python.question);
  });
  afterAll(async () => {
    await chromium?.close();
    await docs?.close();
  });

  const painted = () =>
    docsPage.evaluate(() => [...CSS.highlights.values()].flatMap((each) => [...each].map(String)).join());
  const inFront = (page: Page) => page.evaluate(() => document.visibilityState === 'visible');
  /** A panel behind another tab draws no frames, and waiting for one there would be in vain. */
  const press = async (selector: string) =>
    (await until(`${selector} in the panel`, () => panelPage.$(`>>> ${selector}`))).click();
  const openFromHistory = async () => {
    await pressButton(panel, 'History');
    await press('.entries li button');
    await until('the question', () => panelPage.$('>>> .quote'));
  };
  const ways = () =>
    panelPage.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const request = indexedDB.open('docent-ways');
          request.onsuccess = () => {
            const count = request.result.transaction('threads').objectStore('threads').count();
            count.onsuccess = () => {
              request.result.close();
              resolve(count.result);
            };
          };
        }),
    );

  test('after the panel was closed, a citation brings the tab to the front and paints the passage', async () => {
    await pressButton(panel, 'New conversation');
    await panelPage.reload();
    await openFromHistory();
    const other = await chromium.browser.newPage();
    await other.bringToFront();
    await until('the docs to be behind', async () => !(await inFront(docsPage)));
    expect(await painted()).toBe('');
    await press('sup.citation button');
    await until('the passage to be painted', async () => (await painted()).includes(python.sentence));
    await until('the docs to be in front', () => inFront(docsPage));
    await other.close();
  });

  test('the quote of a question opens the page again when its tab is gone', async () => {
    await docsPage.close();
    await press('.quote .text-button:last-child');
    const target = await chromium.browser.waitForTarget((one) => one.url().startsWith(docs.origin + python.path));
    const page = await target.page();
    expect(await page?.evaluate(() => location.pathname)).toBe(python.path);
    await until('the page to be in front', async () => page && inFront(page));
    await page?.close();
  });

  test('goes with its conversation', async () => {
    expect(await ways()).toBe(1);
    await pressButton(panel, 'History');
    await press('.entries li button[aria-label^="Delete"]');
    await pressControl(panel, 'button', 'Delete');
    await until('the way to be forgotten', async () => (await ways()) === 0);
  });
});
