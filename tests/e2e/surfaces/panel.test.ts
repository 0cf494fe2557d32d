import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Chromium } from '../rig/chromium';
import { seeText } from '../rig/controls';
import { pageSurface } from '../rig/surface';
import { audit, expectClean } from './axe';
import { faultsAt, WIDTHS } from './layout';
import { openPanel, panelStates } from './panel-states';
import { launch, lookAs, LOOKS } from './stage-set';

let chromium: Chromium;
beforeAll(async () => {
  chromium = await launch(inject('builds').chrome);
});
afterAll(() => chromium?.close());

describe.each(Object.keys(panelStates))('the panel: %s', (state) => {
  let page: Page;
  beforeAll(async () => {
    page = await openPanel(chromium, state);
  });
  afterAll(() => page?.close());

  test.each(LOOKS)('has nothing that axe finds fault with, in %s colours', async (look) => {
    await lookAs(page, look);
    expectClean(await audit(page));
  });

  test.each(WIDTHS)('fits %i px, nothing cut, every control large enough', async (width) => {
    expect(await faultsAt(page, width)).toEqual([]);
  });
});

test.each([
  ['a back end that does not answer', '127.0.0.1:9 does not answer.'],
  ['a long host, not allowed', 'The browser has not allowed Docent to reach documentation-assistant.production'],
])('the state “%s” is the one meant', async (state, sentence) => {
  const page = await openPanel(chromium, state);
  await seeText(pageSurface(page), sentence);
  await page.close();
});
