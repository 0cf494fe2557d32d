import { type Page } from 'puppeteer-core';

/** docs/interface.md 4, in px. WCAG 2.2 (2.5.8) would allow 24; both leave links within a sentence alone. */
const SMALLEST_TARGET = 28;

/**
 * Narrowest panel, a window 1280 px wide at 400 %, common panels, and where the panel becomes a column
 * (docs/interface.md 9, 29).
 */
export const WIDTHS = [280, 320, 360, 480, 800];

/** What of a page does not fit this width, px. */
export async function faultsAt(page: Page, width: number, height = 720): Promise<string[]> {
  await page.setViewport({ width, height });
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  return page.evaluate(layoutFaults, SMALLEST_TARGET);
}

/**
 * What does not fit a document's width or is cut, words that stand over other words, and controls too small to be hit,
 * one line each. Runs in the document and stands for itself; open shadow roots are looked into.
 *
 * Left alone: what says that it is shortened (`text-overflow: ellipsis`, a line clamp), what scrolls sideways by itself
 * and takes the focus to do so (code, tables), what only a screen reader hears. Menus and what else is laid over the
 * page (positioned fixed, sticky or as a popover) may stand over words.
 */
function layoutFaults(smallestTarget: number): string[] {
  const faults: string[] = [];
  const scroller = document.scrollingElement ?? document.documentElement;
  const width = document.documentElement.clientWidth;
  if (scroller.scrollWidth > scroller.clientWidth)
    faults.push(`the document is ${scroller.scrollWidth} px wide in ${scroller.clientWidth}`);
  const all: HTMLElement[] = [];
  const collect = (root: ParentNode) => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      all.push(element);
      if (element.shadowRoot) collect(element.shadowRoot);
    }
  };
  collect(document.body);
  const nameOf = (element: HTMLElement) =>
    `${element.localName}${element.className && typeof element.className === 'string' ? `.${element.className.split(' ').join('.')}` : ''} “${(element.ariaLabel ?? element.textContent ?? '').trim().slice(0, 40)}”`;
  const parentOf = (element: HTMLElement): HTMLElement | null => {
    const slot = element.assignedSlot;
    if (slot) return slot;
    if (element.parentElement) return element.parentElement;
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? (root.host as HTMLElement) : null;
  };
  const chainOf = (element: HTMLElement) => {
    const chain: HTMLElement[] = [];
    for (let one: HTMLElement | null = element; one; one = parentOf(one)) chain.push(one);
    return chain;
  };
  const isShortened = (element: HTMLElement) => {
    const style = getComputedStyle(element);
    return style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
  };
  const scrolls = (value: string) => value === 'auto' || value === 'scroll';
  const isOnlyHeard = (element: HTMLElement) => {
    const style = getComputedStyle(element);
    return style.position === 'absolute' && style.overflow !== 'visible' && element.offsetWidth <= 1;
  };
  const isLeftAlone = (element: HTMLElement) =>
    chainOf(element).some(
      (one) =>
        isShortened(one) ||
        isOnlyHeard(one) ||
        (scrolls(getComputedStyle(one).overflowX) && one.matches('pre, .table')),
    );
  const isLaidOver = (element: HTMLElement) =>
    chainOf(element).some(
      (one) =>
        one.matches('[popover], dialog, [role="menu"], [role="listbox"]') ||
        /^(?:fixed|sticky)$/.test(getComputedStyle(one).position),
    );
  /** What of the words can be seen: the part that no scrolling or hiding box around them cuts off. */
  const seenPart = (element: HTMLElement, { left, top, right, bottom }: DOMRect) => {
    const seen = { left, top, right, bottom };
    for (const one of chainOf(element)) {
      if (getComputedStyle(one).overflow === 'visible') continue;
      const edge = one.getBoundingClientRect();
      seen.left = Math.max(seen.left, edge.left);
      seen.top = Math.max(seen.top, edge.top);
      seen.right = Math.min(seen.right, edge.right);
      seen.bottom = Math.min(seen.bottom, edge.bottom);
    }
    return seen;
  };
  const lines: { element: HTMLElement; left: number; top: number; right: number; bottom: number }[] = [];
  const controls = 'button, input, textarea, select, summary, a[href], [role="menuitem"], [role="switch"]';

  for (const element of all) {
    if (element.closest('svg') || !element.checkVisibility({ visibilityProperty: true })) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    const isText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const isControl = element.matches(controls);
    if (!isText && !isControl) continue;
    const leftAlone = isLeftAlone(element);
    if (isText && !isOnlyHeard(element) && !isLaidOver(element)) {
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const rect of range.getClientRects()) lines.push({ element, ...seenPart(element, rect) });
      }
    }

    if (!leftAlone && (box.left < -0.5 || box.right > width + 0.5))
      faults.push(`${nameOf(element)} stands over the edge: ${box.left} to ${box.right} of ${width}`);
    if (isText && !leftAlone) {
      const range = document.createRange();
      range.selectNodeContents(element);
      const text = range.getBoundingClientRect();
      for (const one of chainOf(element)) {
        const { overflowX, overflowY } = getComputedStyle(one);
        const edge = one.getBoundingClientRect();
        if (
          overflowX !== 'visible' &&
          !scrolls(overflowX) &&
          (text.left < edge.left - 1 || text.right > edge.right + 1)
        )
          faults.push(`${nameOf(element)} is cut sideways by ${nameOf(one)}`);
        if (overflowY === 'hidden' && (text.top < edge.top - 2 || text.bottom > edge.bottom + 2))
          faults.push(`${nameOf(element)} is cut in height by ${nameOf(one)}`);
        // What lies outside of a scrolling box is reached by scrolling it.
        if (scrolls(overflowY)) break;
      }
    }
    if (isControl && !isOnlyHeard(element)) {
      const label = element.matches('input') ? element.closest('label') : null;
      const target = (label ?? element).getBoundingClientRect();
      const words = [...(element.parentElement?.childNodes ?? [])].filter(
        ({ nodeType }) => nodeType === Node.TEXT_NODE,
      );
      // A citation's mark is part of the line that it ends.
      const inSentence =
        element.closest('sup') !== null || words.some(({ textContent }) => /\p{L}/u.test(textContent ?? ''));
      const tooSmall = target.height < smallestTarget - 0.5 || target.width < smallestTarget - 0.5;
      if (!inSentence && tooSmall)
        faults.push(`${nameOf(element)} is ${Math.round(target.width)} × ${Math.round(target.height)} px`);
    }
  }
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (one.element === other.element) continue;
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      // Boxes of neighbouring lines may touch: letters do not fill them.
      if (wide > 2 && high > 6) faults.push(`${nameOf(one.element)} stands over ${nameOf(other.element)}`);
    }
  }
  return faults;
}
