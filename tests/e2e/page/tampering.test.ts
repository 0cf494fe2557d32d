import { type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { waitOutGrace } from '../../../scripts/lib/chromium';
import { centre } from '../../../scripts/lib/controls';
import { type Box } from '../../../scripts/lib/in-page';
import { selectWithMouse } from '../../../scripts/lib/select-text';
import { type Surface, until } from '../../../scripts/lib/surface';
import { STAGE } from './fixtures';
import { openPageRig, type PageRig } from './page-rig';

const builds = inject('builds');
const PLAIN = 'Plain words stand here';
type Stage = { host(): HTMLElement; selectBy(text: string): void };

describe.each(['chrome', 'firefox'] as const)('a page that tampers with the popover in %s', (browser) => {
  let rig: PageRig;
  let page: Page;
  let surface: Surface;
  let box: Box;

  beforeAll(async () => {
    rig = await openPageRig(browser, builds[browser]);
    rig.docs.page('/stage.html', STAGE);
  });
  afterAll(() => rig?.close());
  beforeEach(async () => {
    rig.sent.length = 0;
    ({ page, surface } = await rig.open('/stage.html'));
    await selectWithMouse(surface, PLAIN);
    box = await rig.shown(page);
    await waitOutGrace(page);
  });
  afterEach(() => page.close());

  const staged = () => rig.sent.filter(({ name }) => name === 'stagePassage').length;
  const rest = (ms = 250) => surface.run((wait) => new Promise((done) => setTimeout(done, wait)), ms);
  const hosts = () => surface.run(() => document.querySelectorAll('html > [data-docent]').length);

  /** T10, T11, T16 of the threat model. */
  test.each<[string, () => void]>([
    [
      'makes it transparent',
      () => (globalThis as unknown as Stage).host().style.setProperty('opacity', '0.01', 'important'),
    ],
    [
      'filters it away',
      () => (globalThis as unknown as Stage).host().style.setProperty('filter', 'opacity(0.01)', 'important'),
    ],
    [
      'moves it',
      () => (globalThis as unknown as Stage).host().style.setProperty('transform', 'translate(90px)', 'important'),
    ],
    [
      'clips it',
      () => (globalThis as unknown as Stage).host().style.setProperty('clip-path', 'circle(1px)', 'important'),
    ],
    ['takes its style away', () => (globalThis as unknown as Stage).host().removeAttribute('style')],
    ['makes the whole page transparent', () => document.documentElement.style.setProperty('opacity', '0.01')],
    ['filters the whole page', () => document.documentElement.style.setProperty('filter', 'opacity(0.01)')],
    ['makes the body transparent', () => document.body.style.setProperty('opacity', '0.01')],
    ['takes it out of the top layer', () => (globalThis as unknown as Stage).host().hidePopover()],
    ['moves it into the body', () => document.body.append((globalThis as unknown as Stage).host())],
    ['removes it', () => (globalThis as unknown as Stage).host().remove()],
  ])('gets nothing when it %s', async (_, tamper) => {
    await surface.run(tamper);
    await surface.click(centre(box));
    await rest();
    expect(staged()).toBe(0);
    expect(await hosts()).toBe(0);
  });

  /** T12: pointer events go through the cover, and no computed style of ours tells of it. */
  test('gets nothing when it lays a popover of its own over it', async () => {
    await surface.run(() => {
      const cover = Object.assign(document.createElement('div'), { popover: 'manual', className: 'cover' });
      document.body.append(cover);
      cover.showPopover();
    });
    await rest();
    await surface.click(centre(box));
    await rest();
    expect(staged()).toBe(0);
    expect(await hosts()).toBe(0);
  });

  test('gets nothing when it opens a popover that was there before once more', async () => {
    await surface.press('Escape');
    await surface.run(() => {
      const cover = Object.assign(document.createElement('div'), {
        popover: 'manual',
        className: 'cover',
        id: 'cover',
      });
      document.body.append(cover);
      cover.showPopover();
      getSelection()!.removeAllRanges();
    });
    await selectWithMouse(surface, PLAIN);
    box = await rig.shown(page);
    await waitOutGrace(page);
    await surface.run(() => {
      const cover = document.querySelector<HTMLElement>('#cover')!;
      cover.hidePopover();
      cover.showPopover();
    });
    await surface.click(centre(box));
    await rest();
    expect(staged()).toBe(0);
  });

  /** T13: the highest layer a page can reach by style alone stays below. */
  test('cannot cover it by a z-index', async () => {
    await surface.run(() => {
      const cover = document.createElement('div');
      cover.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:red';
      document.body.append(cover);
    });
    await surface.click(centre(box));
    await until('the passage', () => Promise.resolve(staged() === 1));
  });

  /** T14 */
  test('loses it when it opens a modal dialog', async () => {
    await surface.run(() => {
      const dialog = document.createElement('dialog');
      document.body.append(dialog);
      dialog.showModal();
    });
    await until('the popover to be gone', async () => (await hosts()) === 0, 2_000);
    await surface.click(centre(box));
    await rest();
    expect(staged()).toBe(0);
  });

  /** T15 */
  test('gets nothing when it moves the popover under the pointer just before the press', async () => {
    await surface.run(() => (document.querySelector('main')!.style.paddingTop = '60px'));
    await until('the popover to follow', async () => ((await rig.control(page))?.y ?? 0) - box.y > 50);
    await surface.run(() => (document.querySelector('main')!.style.paddingTop = '0px'));
    await surface.run(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await surface.click(centre(box));
    await rest(100);
    expect(staged()).toBe(0);
  });

  /** T16 */
  test('makes Docent give up, not the browser, by a flood of changes', async () => {
    // Guarded from when the reader comes near.
    await surface.move(centre(box));
    await rest();
    await surface.run(async () => {
      const { host } = globalThis as unknown as Stage;
      const element = host();
      for (let round = 0; round < 1_000; round++) {
        element.setAttribute('data-round', String(round));
        await null;
      }
    });
    await until('Docent to give up', async () => (await hosts()) === 0, 2_000);
    await selectWithMouse(surface, 'Another line waits');
    expect(await rig.neverShown(page)).toBe(true);
  });

  /** T49 */
  test('cannot break it by what it does to its own globals', async () => {
    await surface.press('Escape');
    await surface.run(() => {
      Element.prototype.attachShadow = () => null as never;
      Array.prototype.map = () => [];
      globalThis.getSelection = document.getSelection = () => null;
      HTMLElement.prototype.showPopover = () => undefined;
    });
    const at = centre(box);
    await surface.click({ x: 600, y: at.y + 300 });
    await surface.drag({ x: 60, y: at.y - 30 }, { x: 250, y: at.y - 30 });
    box = await rig.shown(page);
    await waitOutGrace(page);
    await surface.click(centre((await rig.control(page))!));
    await until('the passage', () => Promise.resolve(staged() === 1));
  });
});
