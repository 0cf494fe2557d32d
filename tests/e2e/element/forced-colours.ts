import type { Page } from 'puppeteer-core';

/**
 * Chromium's forced colours, as Windows' contrast themes make them: backgrounds, most colours and shadows are taken away.
 *
 * @returns gives them back
 */
export async function forceColours(page: Page): Promise<() => Promise<void>> {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
  return () => session.detach();
}

/**
 * What can no longer be told apart in forced colours, one line each: boxes that only a background made, and states that
 * look like the same control's other state. Contrast is the system's own then; axe cannot measure it, because computed
 * styles still give the colours that were taken away.
 */
export const lostInForcedColours = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = window.harness.element?.shadowRoot;
    const all = (selector: string) => [...(root?.querySelectorAll<HTMLElement>(selector) ?? [])];
    const lost: string[] = [];
    if (!matchMedia('(forced-colors: active)').matches) lost.push('the colours are not forced');

    const edges = (element: Element) => {
      const { borderTopWidth, borderTopStyle, borderTopColor, outlineStyle, outlineWidth, fontWeight } =
        getComputedStyle(element);
      return [borderTopWidth, borderTopStyle, borderTopColor, outlineStyle, outlineWidth, fontWeight].join(' ');
    };
    for (const [on, off] of [
      ['.choice[aria-pressed="true"]', '.choice[aria-pressed="false"], .choice:not([aria-pressed], .chosen)'],
      ['.choice.chosen', '.choice:not([aria-pressed="true"], .chosen)'],
      ['.icon-button[aria-pressed="true"]', '.icon-button[aria-pressed="false"]'],
      ['[role="option"][aria-selected="true"]', '[role="option"][aria-selected="false"]'],
      ['[role="menuitemradio"]:focus', '[role="menuitemradio"]:not(:focus)'],
      ['.entries li[aria-current] .entry-title', '.entries li:not([aria-current]) .entry-title'],
    ] as const) {
      const [first] = all(on);
      const [other] = all(off);
      if (first && other && edges(first) === edges(other)) lost.push(`${on} looks like ${off}`);
    }
    // What a background alone set apart has an edge instead.
    for (const box of all(
      '.bubble, .notice, .code, .composer, .w-card, .preview, .menu, .suggestions, .drop-zone, .jump, .send',
    )) {
      if (getComputedStyle(box).borderTopStyle === 'none') lost.push(`the edge of .${box.className}`);
    }
    return lost;
  });
