import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Chromium } from '../../../scripts/lib/chromium';
import { seeText } from '../../../scripts/lib/controls';
import { visibleText } from '../../../scripts/lib/in-page';
import { pageSurface } from '../../../scripts/lib/surface';
import { audit, expectClean } from './axe';
import { faultsAt, WIDTHS } from './layout';
import { openPage, pageStates } from './page-states';
import { launch, lookAs, LOOKS } from './stage-set';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await launch(inject('builds').chrome);
});
afterAll(() => chromium?.close());

test('the welcome page ends with how to ask on the sites one chooses, and short where every site was chosen', async () => {
  const chosen = await openPage(chromium, 'the welcome page at its end, on chosen sites');
  for (const sentence of [
    'Right-click it and choose Ask about selection.',
    'Press Alt+Shift+D.',
    'Press the Docent button in the toolbar. To keep it in sight, press the puzzle piece there, then the pin beside Docent.',
    'At the first question on a site the panel offers Always here',
    'Ready. You can close this tab.',
  ])
    await seeText(pageSurface(chosen), sentence);
  await chosen.close();
  const every = await openPage(chromium, 'the welcome page at its end');
  expect(await pageSurface(every).run(visibleText)).not.toContain('puzzle piece');
  await seeText(pageSurface(every), 'Ready. You can close this tab.');
  await every.close();
});

describe.each(Object.keys(pageStates))('%s', (state) => {
  let page: Page;
  beforeAll(async () => {
    page = await openPage(chromium, state);
  });
  afterAll(() => page?.close());

  test.each(LOOKS)('has nothing that axe finds fault with, in %s colours', async (look) => {
    await lookAs(page, look);
    expectClean(await audit(page), 20);
  });

  test.each(WIDTHS)('fits %i px, nothing cut, every control large enough', async (width) => {
    expect(await faultsAt(page, width)).toEqual([]);
  });

  test('fits a window of 1280 × 1024 px at 400 %', async () => {
    expect(await faultsAt(page, 320, 256)).toEqual([]);
  });
});
