import { type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildExtension } from '../../../scripts/builds.mjs';
import { type Chromium } from '../rig/chromium';
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

describe.each(['long', 'rtl'] as const)('in the pseudo-locale %s', (kind) => {
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

  if (kind === 'rtl') {
    test('bar, composer and pages are mirrored', async () => {
      const panel = await openPanel(chromium, 'passage');
      const seen = await panel.evaluate(() => {
        const xOf = (element: Element | null | undefined) => element?.getBoundingClientRect().x ?? Number.NaN;
        const buttons = [...document.querySelectorAll('.bar > button')];
        const element = document.querySelector('openai-chatkit')?.shadowRoot;
        const field = element?.querySelector('textarea');
        const send = element?.querySelector('.send');
        return {
          order: buttons.every((button, index) => index === 0 || xOf(button) < xOf(buttons[index - 1])),
          first: (buttons[0]?.getBoundingClientRect().right ?? 0) > innerWidth - 20,
          removeIsLeft: xOf(document.querySelector('.passage-head .button-icon')) < innerWidth / 2,
          composer: field && getComputedStyle(field).direction,
          sendIsLeft: xOf(send) < xOf(field),
        };
      });
      expect(seen).toEqual({ order: true, first: true, removeIsLeft: true, composer: 'rtl', sendIsLeft: true });
      await panel.close();
      for (const state of ['the options', 'the welcome page']) {
        const page = await openPage(chromium, state);
        expect(await page.evaluate(() => getComputedStyle(document.querySelector('h1') as Element).direction)).toBe(
          'rtl',
        );
        await page.close();
      }
    });
  }
});
