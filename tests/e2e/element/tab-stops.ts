import type { Page } from 'puppeteer-core';

/** One stop of Tab: its place among all that Tab should reach, and how it shows that it has the focus. */
export interface TabStop {
  /** -1: something that is not in the list, such as a box that scrolls. */
  place: number;
  /**
   * A message, an action of the message the reader is in, the way to the end (there only away from it), or another button
   * of a radio group that has no choice yet.
   */
  isRoving: boolean;
  name: string;
  isSeen: boolean;
  hasRing: boolean;
}

/**
 * Puts the page's tree into a list of what Tab should reach, in the tree's order; `tabStops` finds its way by it.
 * @returns their names
 */
export const listReachable = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = window.harness.element?.shadowRoot;
    const all = [
      ...(root?.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]') ?? []),
    ].filter(
      (element) =>
        // The message that Tab reaches, its actions and the way to the end go with the reader: that is `isRoving`.
        element.tabIndex >= 0 &&
        !element.matches(':disabled, [type="file"], [data-message], .actions *, .jump') &&
        element.checkVisibility({ visibilityProperty: true }),
    );
    // Of a group of radio buttons Tab reaches one: the chosen one, else the first.
    const groups = new Map<string, HTMLElement>();
    const isRadio = (element: HTMLElement): element is HTMLInputElement =>
      element instanceof HTMLInputElement && element.type === 'radio';
    for (const element of all.filter(isRadio)) {
      const group = `${element.closest('[data-message]')?.getAttribute('data-message')} ${element.name}`;
      if (element.checked || !groups.has(group)) groups.set(group, element);
    }
    const chosen = new Set(groups.values());
    const list = all.filter((element) => !isRadio(element) || chosen.has(element));
    Object.assign(window, { reachable: list });
    return list.map((element) => element.ariaLabel ?? element.textContent?.trim().slice(0, 40) ?? element.localName);
  });

const stopHere = (page: Page) =>
  page.evaluate(async (): Promise<TabStop | null> => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    const element = window.harness.element?.shadowRoot?.activeElement;
    if (!(element instanceof HTMLElement)) return null;
    const { reachable } = window as unknown as { reachable: HTMLElement[] };
    const isInView = () => {
      const box = element.getBoundingClientRect();
      return box.bottom > 0 && box.top < innerHeight && box.width > 0;
    };
    // What the focus went to is scrolled into view with the next frame, and again where blocks get their real height.
    for (let count = 0; count < 10 && !isInView(); count += 1) await frame();
    const ringed = element.matches('[data-composer]') ? (element.closest('.composer') ?? element) : element;
    const { outlineStyle, outlineWidth } = getComputedStyle(ringed);
    return {
      place: reachable.indexOf(element),
      isRoving: element.matches('[data-message], .actions *, .jump, [type="radio"]'),
      name: `${element.localName} ${element.ariaLabel ?? element.textContent?.trim().slice(0, 40) ?? ''}`,
      isSeen: isInView() && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
      hasRing: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1,
    };
  });

/** More presses than any of our pages has stops. */
const ENOUGH = 400;

/**
 * Every stop of Tab from the element's first control, which is focused to begin with, until it leaves the element or is at
 * the first again; a control with parts (a date) counts once.
 */
export async function tabStops(page: Page): Promise<TabStop[]> {
  // As if by a key: a focus that a script gives shows a ring only after one.
  await page.keyboard.press('Tab');
  await page.evaluate(() => (window as unknown as { reachable: HTMLElement[] }).reachable[0]?.focus());
  const stops: TabStop[] = [];
  for (let count = 0; count < ENOUGH; count += 1) {
    const stop = await stopHere(page);
    if (stop === null || (stops.length > 0 && stop.place === 0)) return stops;
    if (stop.place < 0 || stop.place !== stops.at(-1)?.place) stops.push(stop);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab found no way out of the element: ${stops.map(({ name }) => name).join(', ')}`);
}
