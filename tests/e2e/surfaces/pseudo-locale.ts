import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildExtension } from '../../../scripts/builds.mjs';
import { type Chromium } from '../../../scripts/lib/chromium';
import { audit, expectClean } from './axe';
import { faultsAt } from './layout';
import { openPage, pageStates } from './page-states';
import { openPanel, panelStates } from './panel-states';
import { launch } from './stage-set';

/** A build in which every sentence is 40 % longer, or drawn from right to left (scripts/pseudo-locale.mjs). */
async function pseudoBuild(kind: 'long' | 'rtl'): Promise<string> {
  process.env.DOCENT_PSEUDO = kind;
  try {
    return (await buildExtension({ out: `.cache/e2e-${kind}`, browsers: ['chrome'] })).chrome;
  } finally {
    delete process.env.DOCENT_PSEUDO;
  }
}

/**
 * Declares the tests of every state of panel, options and welcome page in one pseudo-locale. A file per locale, so that
 * each is short.
 *
 * @returns the browser, once the tests run
 */
export function testEverySurface(kind: 'long' | 'rtl'): () => Chromium {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await launch(await pseudoBuild(kind));
  });
  afterAll(() => chromium?.close());

  const fits = async (page: Page) => {
    const faults: Record<number, string[]> = {};
    for (const width of [280, 320, 480, 800]) {
      const found = await faultsAt(page, width);
      if (found.length > 0) faults[width] = found;
    }
    expect(faults).toEqual({});
  };

  test.each(Object.keys(panelStates))('the panel fits every width: %s', async (state) => {
    const page = await openPanel(chromium, state);
    await fits(page);
    expectClean(await audit(page));
    await page.close();
  });

  test.each(Object.keys(pageStates))('every width holds %s', async (state) => {
    const page = await openPage(chromium, state);
    await fits(page);
    await page.close();
  });
  return () => chromium;
}
