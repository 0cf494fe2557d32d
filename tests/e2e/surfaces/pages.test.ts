import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Chromium } from '../rig/chromium';
import { audit, expectClean } from './axe';
import { faultsAt, WIDTHS } from './layout';
import { openPage, pageStates } from './page-states';
import { launch, lookAs, LOOKS } from './stage-set';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await launch(inject('builds').chrome);
});
afterAll(() => chromium?.close());

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
