import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ask } from '../rig/ask';
import { type Chromium } from '../../../scripts/lib/chromium';
import { pressButton, seeText } from '../../../scripts/lib/controls';
import { type DocsServer, serveDocs } from '../../../scripts/lib/docs-server';
import { type Gate, openGate } from '../rig/gate';
import { visibleText } from '../../../scripts/lib/in-page';
import { pythonPage } from '../rig/pages';
import { type RunningProxy, startProxy } from '../../../scripts/lib/proxy';
import { readyChromium } from '../rig/ready';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { pageSurface, type Surface, until } from '../../../scripts/lib/surface';

/** A request that holds something of a page. */
interface Asked {
  params: { input: { quoted_text: string } };
  metadata: { docent: { mode: string; passages: { text: string; whole?: boolean }[]; page?: { text: string } } };
}

/** Toolbar and menu with nothing selected, as their handlers get it; real keys press the rest (`real-keys.test.ts`). */
describe('asking about a page with nothing selected', () => {
  let docs: DocsServer;
  let proxy: RunningProxy;
  let gate: Gate;
  let chromium: Chromium;
  let docsPage: Page;
  let docsSurface: Surface;
  let panelPage: Page;
  let panel: Surface;
  const python = pythonPage();

  beforeAll(async () => {
    docs = await serveDocs();
    await docs.plant(python.path, python.after, python.sentence);
    proxy = await startProxy();
    gate = await openGate(proxy.address);
    chromium = await readyChromium({ extension: inject('builds').chrome }, { address: gate.address });
    ({ page: docsPage, surface: docsSurface } = await chromium.openTab(docs.origin + python.path));
  });
  afterAll(async () => {
    await chromium?.close();
    await gate?.close();
    await proxy?.close();
    await docs?.close();
  });

  const press = async (what: 'toolbar' | 'menu', path = python.path) => {
    const worker = await chromium.worker();
    await worker.evaluate(
      async (isMenu, address) => {
        const [tab] = await chrome.tabs.query({ url: `*://127.0.0.1/${address}*` });
        type Dispatch = { dispatch(...args: unknown[]): void };
        if (isMenu) {
          const event = chrome.contextMenus.onClicked as unknown as Dispatch;
          event.dispatch({ menuItemId: 'ask-about-page', editable: false, pageUrl: tab!.url }, tab);
        } else (chrome.action.onClicked as unknown as Dispatch).dispatch(tab);
      },
      what === 'menu',
      path.replace(/^\//, ''),
    );
  };
  const seen = () => panel.run(visibleText);
  const questions = () =>
    gate.passed.flatMap(({ type, body }) =>
      /^threads\.(create|add_user_message)$/.test(type ?? '') ? [JSON.parse(body) as Asked] : [],
    );

  test('the toolbar button opens the panel with the page: title, place, size and text, and nothing has left', async () => {
    await press('toolbar');
    panelPage = (await chromium.panel()).page;
    panel = pageSurface(panelPage);
    await seeText(panel, "The page's text, ");
    expect(await seen()).toMatch(/Whole page.*json/s);
    expect(await seen()).toContain(`${new URL(docs.origin).host}${python.path}`);
    await until('the composer to have the focus', () =>
      panel.run(() => {
        const root = document.querySelector('openai-chatkit')?.shadowRoot;
        return root?.activeElement?.matches('[data-composer]') === true;
      }),
    );
    await pressButton(panel, 'View');
    await seeText(panel, python.sentence);
    for (const { body, path } of gate.passed) {
      expect(body + path).not.toContain(python.sentence);
      expect(body + path).not.toContain('JSON encoder');
      expect(body + path).not.toContain(python.path);
    }
  });

  test('pressed again it changes nothing, and neither does it take a selection away', async () => {
    const card = () => panel.run(() => document.querySelectorAll('.card .passage').length);
    await press('toolbar');
    await seeText(panel, "The page's text, ");
    expect(await card()).toBe(1);
    expect(await seen()).not.toContain('Undo');
    await docsPage.bringToFront();
    await selectWithMouse(docsSurface, python.passage);
    await chromium.pressPopover(docsPage);
    // A press in the page is a gesture: the browser's own panel opens, and the one in a tab goes.
    await until('the panel in a tab to be gone', async () => panelPage.isClosed());
    panelPage = (await chromium.panel()).page;
    panel = pageSurface(panelPage);
    await seeText(panel, 'Be cautious');
    await docsPage.evaluate(() => getSelection()?.removeAllRanges());
    await press('toolbar');
    await seeText(panel, 'Be cautious');
    expect(await seen()).not.toContain('Whole page');
  });

  test('the menu’s entry asks about the page all the same; what it replaced comes back with Undo', async () => {
    await press('menu');
    await seeText(panel, 'Whole page');
    await pressButton(panel, 'Undo');
    await seeText(panel, 'Be cautious');
    await press('menu');
    await seeText(panel, "The page's text, ");
  });

  test('the answer is of the page, which the thread calls so, and leads back to it', async () => {
    expect((await ask(panel, python.question)).text).toContain(python.fact);
    const asked = questions().at(-1);
    expect(asked?.params.input.quoted_text).toMatch(/^Whole page · json/);
    expect(asked?.metadata.docent).toMatchObject({ mode: 'page', passages: [{ whole: true }] });
    expect(asked?.metadata.docent.page?.text).toContain(python.sentence);
    await seeText(panel, 'Still about this page');

    await panelPage.reload();
    const quote = await until('the quote', () => panelPage.$('>>> .quote'));
    expect(await quote.evaluate((element) => element.textContent)).toContain('Whole page · json');
    const other = await chromium.browser.newPage();
    await other.bringToFront();
    await (await until('the way back', () => panelPage.$('>>> .quote .text-button:last-child'))).click();
    await until('the page to be in front', () => docsPage.evaluate(() => document.visibilityState === 'visible'));
    await other.close();
  });

  test('a page without text says so and holds Send; taken off the card, a question goes without it', async () => {
    docs.page('/empty.html', '<title>Empty</title><canvas></canvas>');
    await pressButton(panel, 'New conversation');
    const { page: empty } = await chromium.openTab(`${docs.origin}/empty.html`);
    await press('toolbar', '/empty.html');
    await seeText(panel, 'There is no text on this page that Docent can read.');
    await seeText(panel, 'This page could not be read. Remove it to ask without it.');
    const before = questions().length;
    const isHeld = () =>
      panel.run(() => {
        const chat = document.querySelector('openai-chatkit') as Element & { setComposerValue(value: object): unknown };
        chat.setComposerValue({ text: 'Why?' });
        const send = chat.shadowRoot!.querySelector('.send');
        return (send as HTMLButtonElement | null)?.getAttribute('aria-description');
      });
    await until('Send to be held', async () => (await isHeld())?.startsWith('This page could not be read') === true);
    expect(questions()).toHaveLength(before);
    await pressButton(panel, 'Paste the text instead');
    await until('the card to be gone', async () => !(await seen()).includes('Whole page'));
    await empty.close();
  });
});
