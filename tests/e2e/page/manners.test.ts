import { type Frame, type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { waitOutGrace } from '../../../scripts/lib/chromium';
import { centre } from '../../../scripts/lib/controls';
import { type Box } from '../../../scripts/lib/in-page';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';
import { openPageRig, type PageRig } from './page-rig';

const builds = inject('builds');

const page = (body: string, style = '') =>
  `<!doctype html><html lang="en"><title>Manners</title><link rel="icon" href="data:,"><style>body{margin:40px;font:16px/1.5 sans-serif}${style}</style><body>${body}</body></html>`;
const INNER = page('<p id="words">Framed words for a reader.</p><p>And a second line of them.</p>');
const LAYERS = page(
  `<p id="words">Plain words outside of everything.</p><dialog id="dialog" style="transform:translateX(8px)"><p id="said">Words within a modal dialog.</p><p>More of them here.</p></dialog>
<div id="full" style="background:#fff"><p id="screen">Words that fill the screen.</p></div>
<button id="open" onclick="document.querySelector('#dialog').showModal()">Dialog</button>
<button id="enter" onclick="document.querySelector('#full').requestFullscreen()">Full screen</button>`,
);
const TOOLS = page(
  `<p id="words">Words with a tool of the page.</p><p style="height:900px">Space.</p>
<script>
  addEventListener('pointerup', () => setTimeout(() => {
    document.querySelector('#tool')?.remove();
    const box = getSelection().rangeCount && getSelection().getRangeAt(0).getBoundingClientRect();
    if (!box || !box.width) return;
    const tool = document.createElement('div');
    tool.id = 'tool';
    tool.style.cssText = 'position:absolute;width:240px;height:40px;background:#ccc;left:' + (box.right - 120) + 'px;top:' + (box.bottom + 6 + scrollY) + 'px';
    tool.textContent = 'Copy · Comment';
    document.body.append(tool);
  }, 120));
</script>`,
);
const LONG = page(
  `<p id="words">The first words.</p>${'<p>Many lines of text that fill the view and more. '.repeat(12).concat('</p>').repeat(60)}`,
  'body{margin:0}',
);

describe.each(['chrome', 'firefox'] as const)('the popover in %s', (browser) => {
  let rig: PageRig;
  let tab: Page;
  let surface: Surface;

  beforeAll(async () => {
    rig = await openPageRig(browser, builds[browser]);
    const other = rig.docs.origin.replace('127.0.0.1', 'localhost');
    rig.docs.page('/inner.html', INNER);
    rig.docs.page(
      '/frames.html',
      page(
        `<p id="words">Words of the page around.</p><iframe id="near" src="/inner.html" width="600" height="200"></iframe>
<iframe id="far" src="${other}/inner.html" width="600" height="200"></iframe>`,
      ),
    );
    rig.docs.page('/layers.html', LAYERS);
    rig.docs.page('/tools.html', TOOLS);
    rig.docs.page('/long.html', LONG);
  });
  afterAll(() => rig?.close());
  afterEach(() => tab?.close());

  const open = async (path: string) => {
    rig.sent.length = 0;
    ({ page: tab, surface } = await rig.open(path));
  };
  const staged = () => rig.sent.filter(({ name }) => name === 'stagePassage');
  const rest = (ms = 200) => new Promise((resolve) => setTimeout(resolve, ms));

  /** Where the popover is in a document, null while there is none that shows. */
  const popoverIn = (frame: Frame = tab.mainFrame()): Promise<Box | null> =>
    frame.evaluate(() => {
      const host = document.querySelector<HTMLElement>('[data-docent]');
      if (!host || getComputedStyle(host).visibility !== 'visible') return null;
      const { x, y, width, height } = host.getBoundingClientRect();
      return width ? { x, y, width, height } : null;
    });
  const shownIn = (frame?: Frame) => until('the popover', () => popoverIn(frame), 5_000);
  const goneIn = (frame?: Frame) => until('no popover', async () => (await popoverIn(frame)) === null, 5_000);
  const offsetOf = (selector: string) =>
    surface.run((found) => {
      const { x, y } = document.querySelector(found)!.getBoundingClientRect();
      return { x, y };
    }, selector);
  /** Drags over the first words of an element, in whatever frame it stands. */
  const dragOver = async (frame: Frame, selector: string, offset = { x: 0, y: 0 }) => {
    const box = await frame.evaluate((found) => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector(found)!);
      const { x, y, height } = range.getClientRects()[0]!;
      return { x, y, height };
    }, selector);
    const y = offset.y + box.y + box.height / 2;
    await surface.drag({ x: offset.x + box.x + 1, y }, { x: offset.x + box.x + 90, y });
  };
  const press = async (frame: Frame, offset = { x: 0, y: 0 }) => {
    await waitOutGrace(frame);
    const { x, y } = centre((await popoverIn(frame))!);
    await surface.click({ x: offset.x + x - 20, y: offset.y + y });
  };

  test('is one at most across a page and its frames, and each gives its own passage', async () => {
    await open('/frames.html');
    const [main, near, far] = await until('the frames', () => {
      const frames = tab.frames();
      const named = (part: string) => frames.find((frame) => frame !== tab.mainFrame() && frame.url().includes(part));
      const found = [tab.mainFrame(), named('127.0.0.1'), named('localhost')];
      return Promise.resolve(found.every((frame) => frame !== undefined) && (found as Frame[]));
    });
    const [nearAt, farAt] = [await offsetOf('#near'), await offsetOf('#far')];
    await dragOver(main!, '#words');
    await shownIn(main);
    await dragOver(near!, '#words', nearAt);
    await shownIn(near);
    await goneIn(main);
    await dragOver(far!, '#words', farAt);
    await shownIn(far);
    await goneIn(near);
    await press(far!, farAt);
    await until('the passage', () => Promise.resolve(staged().length === 1));
    expect(staged()[0]!.request.passage).toMatchObject({
      text: expect.stringMatching(/^Framed/) as string,
      page: { url: expect.stringMatching(/^http:\/\/localhost:/) as string },
    });
    // A press in another frame, though it selects nothing there, is a press elsewhere.
    await surface.run(() => getSelection()!.removeAllRanges());
    await dragOver(main!, '#words');
    await shownIn(main);
    await surface.click({ x: nearAt.x + 400, y: nearAt.y + 150 });
    await goneIn(main);
    expect(rig.sent.filter(({ name }) => name === 'popoverShown').length).toBeGreaterThanOrEqual(3);
  });

  test('works in a modal dialog and in full screen, and goes with them', async () => {
    await open('/layers.html');
    await surface.click(centre(await surface.run(() => document.querySelector('#open')!.getBoundingClientRect())));
    await dragOver(tab.mainFrame(), '#said');
    await shownIn();
    expect(await surface.run(() => document.querySelector('dialog > [data-docent]') !== null)).toBe(true);
    await press(tab.mainFrame());
    await until('the passage', () => Promise.resolve(staged().length === 1));
    expect(staged()[0]!.request.passage!.text).toMatch(/^Words/);
    await surface.run(() => getSelection()!.removeAllRanges());
    await dragOver(tab.mainFrame(), '#said');
    await shownIn();
    await surface.run(() => document.querySelector<HTMLDialogElement>('#dialog')!.close());
    await until('nothing left in the page', () => surface.run(() => !document.querySelector('[data-docent]')));

    if (browser === 'firefox') return; // Headless Firefox leaves full screen at once.
    await surface.click(centre(await surface.run(() => document.querySelector('#enter')!.getBoundingClientRect())));
    await until('full screen', () => surface.run(() => document.fullscreenElement !== null));
    await rest(400);
    await dragOver(tab.mainFrame(), '#screen');
    await shownIn();
    await press(tab.mainFrame());
    await until('the passage', () => Promise.resolve(staged().length === 2));
  });

  test('passes by a tool that the page shows for the same selection', async () => {
    await open('/tools.html');
    await selectWithMouse(surface, 'Words with a tool');
    await until('the tool of the page', () => surface.run(() => document.querySelector('#tool') !== null));
    const overlap = () =>
      surface.run(() => {
        const host = document.querySelector('[data-docent]');
        if (!host) return 'none';
        const [ours, theirs] = [host, document.querySelector('#tool')!].map((each) => each.getBoundingClientRect());
        return (
          ours!.left < theirs!.right &&
          theirs!.left < ours!.right &&
          ours!.top < theirs!.bottom &&
          theirs!.top < ours!.bottom
        );
      });
    await until('it to move aside', async () => (await overlap()) === false, 4_000);
    await press(tab.mainFrame());
    await until('the passage', () => Promise.resolve(staged().length === 1));
  });

  test('stands in a corner when everything one sees is selected', async () => {
    await open('/long.html');
    await surface.click({ x: 300, y: 60 });
    await surface.press('a', { hold: ['Control'] });
    const { x, y, width, height } = await shownIn();
    const view = await surface.run(() => ({ width: innerWidth, height: innerHeight }));
    expect(Math.abs(y + height - (view.height - 8))).toBeLessThan(2);
    expect(x + width).toBeLessThanOrEqual(view.width - 7);
    await press(tab.mainFrame());
    await until('the passage', () => Promise.resolve(staged().length === 1));
    expect(staged()[0]!.request.passage!.text.length).toBeGreaterThan(10_000);
  });

  // Firefox under remote control has no way to zoom a page.
  const zooms = browser === 'chrome' ? [0.5, 2, 4] : [];
  for (const zoom of zooms)
    test(`can be hit at a zoom of ${zoom}`, async () => {
      await open('/tools.html');
      rig.tell({ zoom });
      await until('the zoom', () => surface.run((wanted) => Math.abs(devicePixelRatio - wanted) < 0.01, zoom));
      await dragOver(tab.mainFrame(), '#words');
      const { x, y, width, height } = await shownIn();
      // On the screen: never smaller than at 100 %, whole in view.
      expect(Math.min(width, height) * zoom).toBeGreaterThanOrEqual(28);
      const view = await surface.run(() => ({ width: innerWidth, height: innerHeight }));
      expect(x >= 7 && y >= 7 && x + width <= view.width - 7 && y + height <= view.height - 7).toBe(true);
      rig.tell({ zoom: 1 });
      await until('the zoom to end', () => surface.run(() => devicePixelRatio === 1));
    });
});
