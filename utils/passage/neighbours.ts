import type { Box } from './popover-position';
import { parentOf } from './text-walk';

/** Part of the view beyond which something floating is a layer of the page, not a tool in it. */
const LAYER = 0.5;
const INSET = 4;

/**
 * What the page lets float where the popover would stand: its own tool for selected text, a button, a bar, another
 * extension's icon. Whatever holds the selected text is its ground and no neighbour.
 *
 * @param text the element the selection stands in
 */
export function neighboursAt(box: Box, host: Element, text: Element | null, view: Window): Box[] {
  const { document, innerWidth, innerHeight } = view;
  const found: Box[] = [];
  for (const x of [box.left + INSET, (box.left + box.right) / 2, box.right - INSET]) {
    for (const y of [box.top + INSET, box.bottom - INSET]) {
      const hit = document.elementsFromPoint(x, y).find((element) => element !== host);
      for (let at = hit ?? null; at && !holds(at, text); at = parentOf(at)) {
        if (!/fixed|absolute|sticky/.test(view.getComputedStyle(at).position)) continue;
        const { left, top, right, bottom } = at.getBoundingClientRect();
        if ((right - left) * (bottom - top) > LAYER * innerWidth * innerHeight) break;
        found.push({ left, top, right, bottom });
        break;
      }
    }
  }
  return found;
}

/** Across shadow trees. */
function holds(element: Element, text: Element | null): boolean {
  for (let at = text; at; at = parentOf(at)) if (at === element) return true;
  return false;
}
