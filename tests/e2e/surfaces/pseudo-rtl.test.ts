import { describe, expect, test } from 'vitest';
import { openPage } from './page-states';
import { openPanel, pressBar } from './panel-states';
import { testEverySurface } from './pseudo-locale';

describe('drawn from right to left', () => {
  const chromium = testEverySurface('rtl');

  test('a title that reads from left to right is cut at its own end', async () => {
    const panel = await openPanel(chromium(), 'conversation, passage pinned');
    await pressBar(panel, 2);
    await panel.setViewport({ width: 200, height: 720 });
    const title = await panel.waitForSelector('.start-continue bdi');
    const seen = await title?.evaluate((found) => ({
      isCut: found.scrollWidth > found.clientWidth,
      direction: getComputedStyle(found).direction,
    }));
    expect(seen).toEqual({ isCut: true, direction: 'ltr' });
    await panel.close();
  });

  test('bar, composer and pages are mirrored', async () => {
    const panel = await openPanel(chromium(), 'passage');
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
      const page = await openPage(chromium(), state);
      expect(await page.evaluate(() => getComputedStyle(document.querySelector('h1') as Element).direction)).toBe(
        'rtl',
      );
      await page.close();
    }
  });
});
