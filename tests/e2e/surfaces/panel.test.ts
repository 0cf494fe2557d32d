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
  ['signed out', 'asks you to sign in again.'],
  ['connecting', 'Connecting to 127.0.0.1'],
  ['asked to pause', 'asks for a pause of 20 seconds.'],
  ['refused', 'refused this. Its owner may have to allow Docent.'],
  ['failed', 'had a problem (503). Nothing is lost.'],
  ['cut off', 'The answer stopped halfway. What arrived is kept.'],
  ['offline', 'You are offline. Your question is kept here.'],
  ['a long host, not allowed', 'The browser has not allowed Docent to reach documentation-assistant.production'],
])('the state “%s” is the one meant', async (state, sentence) => {
  const page = await openPanel(chromium, state);
  await seeText(pageSurface(page), sentence);
  await page.close();
});
