import { type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { waitOutGrace } from '../../../scripts/lib/chromium';
import { centre } from '../../../scripts/lib/controls';
import { clickText, selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';
import { STAGE } from './fixtures';
import { openPageRig, type PageRig } from './page-rig';

const builds = inject('builds');
const PLAIN = 'Plain words stand here';
const PREFERENCES = { enabled: true, minLength: 2, holdKey: false, pausedUntil: 0, shortcut: '' };

describe.each(['chrome', 'firefox'] as const)('the life of the page script in %s', (browser) => {
  let rig: PageRig;
  let page: Page;
  let surface: Surface;
  let problems: string[];

  beforeAll(async () => {
    rig = await openPageRig(browser, builds[browser]);
    rig.docs.page('/stage.html', STAGE);
    rig.docs.page('/dark.html', STAGE.replace('body {', 'body { background: #111; color: #eee;'));
    rig.docs.page('/inverted.html', STAGE.replace('body {', 'html { filter: invert(1) hue-rotate(180deg) } body {'));
    rig.docs.page('/zoomed.html', STAGE.replace('body {', 'html { zoom: 0.5 } body {'));
  });
  afterAll(() => rig?.close());
  beforeEach(() => void (rig.sent.length = 0));
  afterEach(() => page.close());

  const open = async (path = '/stage.html') => {
    ({ page, surface } = await rig.open(path));
    problems = [];
    page.on('console', (message) => /error|warn/.test(message.type()) && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
  };
  const staged = () => rig.sent.find(({ name }) => name === 'stagePassage')?.request.passage;
  const hosts = () => surface.run(() => document.querySelectorAll('html > [data-docent]').length);
  const press = async (name?: string) => {
    await rig.shown(page, name);
    await waitOutGrace(page);
    await surface.click(centre((await rig.control(page, name))!));
  };
  const host = () => surface.run(() => getComputedStyle(document.querySelector('html > [data-docent]')!).colorScheme);

  describe('keeps to the preferences:', () => {
    const prefer = async (change: Partial<typeof PREFERENCES>) => {
      rig.tell({ preferences: { ...PREFERENCES, ...change } });
      // Read at the first selection of a page: written before that.
      await surface.run(() => new Promise((done) => setTimeout(done, 400)));
    };
    beforeEach(() => open());
    afterEach(() => prefer({}));

    test('not while switched off', async () => {
      await prefer({ enabled: false });
      await selectWithMouse(surface, PLAIN);
      expect(await rig.neverShown(page)).toBe(true);
      expect(rig.sent).toEqual([]);
    });

    test('not during a pause, and again once it is taken back elsewhere', async () => {
      await prefer({ pausedUntil: Date.now() + 60_000 });
      await selectWithMouse(surface, PLAIN);
      expect(await rig.neverShown(page)).toBe(true);
      await prefer({});
      await clickText(surface, 'Another line waits');
      await selectWithMouse(surface, PLAIN);
      await rig.shown(page);
    });

    test('not for fewer characters', async () => {
      await prefer({ minLength: 10 });
      await selectWithMouse(surface, 'Plain wor');
      expect(await rig.neverShown(page)).toBe(true);
      await clickText(surface, 'Another line waits');
      await selectWithMouse(surface, 'Plain word');
      await rig.shown(page);
    });

    test('only with Ctrl, if so wished', async () => {
      await prefer({ holdKey: true });
      await selectWithMouse(surface, PLAIN);
      expect(await rig.neverShown(page)).toBe(true);
    });
  });

  test('takes the colour of the page at the selection', async () => {
    await open();
    await selectWithMouse(surface, PLAIN);
    await rig.shown(page);
    expect(await host()).toBe('light');
    await page.close();
    await open('/dark.html');
    await selectWithMouse(surface, PLAIN);
    await rig.shown(page);
    expect(await host()).toBe('dark');
  });

  test('can be pressed on a page that inverts its colours', async () => {
    await open('/inverted.html');
    await selectWithMouse(surface, PLAIN);
    await press();
    await until('the passage', () => Promise.resolve(staged()));
  });

  test('has its size, and stands under the selection, whatever zoom the page sets', async () => {
    await open();
    await selectWithMouse(surface, PLAIN);
    const plain = await rig.shown(page);
    await page.close();
    await open('/zoomed.html');
    await selectWithMouse(surface, PLAIN);
    const zoomed = await rig.shown(page);
    expect(zoomed.height).toBeCloseTo(plain.height, 0);
    const end = await surface.run(() => getSelection()!.getRangeAt(0).getBoundingClientRect().bottom);
    expect(zoomed.y - end).toBeGreaterThanOrEqual(7);
    expect(zoomed.y - end).toBeLessThan(30);
  });

  test('shows icons only where there is little room', async () => {
    await open();
    await page.setViewport({ width: 340, height: 600 });
    await selectWithMouse(surface, 'Plain words');
    expect((await rig.shown(page)).width).toBeLessThan(60);
    await page.setViewport(null);
  });

  test('leaves nothing in a page that is kept for going back', async () => {
    await open();
    await selectWithMouse(surface, PLAIN);
    await rig.shown(page);
    await page.goto(`${rig.docs.origin}/dark.html`);
    await page.goBack();
    expect(await hosts()).toBe(0);
    await clickText(surface, 'Another line waits');
    await selectWithMouse(surface, PLAIN);
    await press();
    await until('the passage', () => Promise.resolve(staged()));
    expect(staged()!.page.url).toBe(`${rig.docs.origin}/stage.html`);
  });

  test('ends quietly when the extension is reloaded', async () => {
    await open();
    await selectWithMouse(surface, PLAIN);
    await rig.shown(page);
    rig.tell({ reload: true });
    await until('the extension to be told', () => Promise.resolve(rig.sent.some(({ name }) => name === 'reloading')));
    // Nothing in the page tells that its script has become an orphan.
    await surface.run(() => new Promise((done) => setTimeout(done, 1_000)));
    if (browser === 'chrome') {
      // The orphan is still there: a press says what happened instead of being lost.
      await press();
      await until('the button to say so', async () => (await rig.control(page)) === null);
      expect(await hosts()).toBe(1);
    }
    await clickText(surface, 'Another line waits');
    await until('the popover to be gone', async () => (await hosts()) === 0, 8_000);
    expect(problems).toEqual([]);
  });
});
