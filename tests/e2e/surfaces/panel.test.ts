import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Chromium } from '../../../scripts/lib/chromium';
import { hasControl, pressButton, seeText } from '../../../scripts/lib/controls';
import { pageSurface, until } from '../../../scripts/lib/surface';
import { settingsRecord } from '../rig/own-page';
import { audit, expectClean } from './axe';
import { faultsAt, WIDTHS } from './layout';
import { openPanel, panelStates } from './panel-states';
import { atRest, launch, lookAs, LOOKS } from './stage-set';

/** What tells a state from its neighbours: a panel that met another fault looks as well. */
const SENTENCES: Record<string, string> = {
  'a back end that does not answer': '127.0.0.1:9 does not answer.',
  'signed out': 'asks you to sign in again.',
  connecting: 'Connecting to 127.0.0.1',
  'asked to pause': 'asks for a pause of 20 seconds.',
  refused: 'refused this. Its owner may have to allow Docent.',
  failed: 'had a problem (503). Nothing is lost.',
  'cut off': 'The answer stopped halfway. What arrived is kept.',
  offline: 'You are offline. Your question is kept here.',
  'a long host, not allowed': 'The browser has not allowed Docent to reach documentation-assistant.production',
};

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

  const sentence = SENTENCES[state];
  if (sentence !== undefined)
    test('is the state meant', async () => {
      await seeText(pageSurface(page), sentence);
    });

  test.each(LOOKS)('has nothing that axe finds fault with, in %s colours', async (look) => {
    await lookAs(page, look);
    expectClean(await audit(page));
  });

  test.each(WIDTHS)('fits %i px, nothing cut, every control large enough', async (width) => {
    expect(await faultsAt(page, width)).toEqual([]);
  });
});

test('the offer of a site, put away, does not come again with the next panel; without that it does', async () => {
  const page = await openPanel(chromium, 'the site of the passage offered');
  const panel = pageSurface(page);
  await seeText(panel, 'Show the button on docs.python.org?');
  await page.reload();
  await seeText(panel, 'Show the button on docs.python.org?');
  await pressButton(panel, 'Dismiss');
  await until('the offer to be gone', async () => !(await hasControl(panel, 'button', 'Always here')));
  // It goes at once, and is written down a moment later, which a reload may not cut off.
  await until('that to be kept', async () => {
    const kept = (await panel.run(settingsRecord, null)) as { notOffered?: string[] };
    return kept.notOffered?.includes('docs.python.org');
  });
  await page.reload();
  await seeText(panel, 'Be cautious when parsing JSON data');
  await atRest(page);
  expect(await hasControl(panel, 'button', 'Always here')).toBe(false);
  await page.close();
});
