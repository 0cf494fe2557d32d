import type { Box } from './popover-position';
import { parentOf } from '../passage/text-walk';

/** Part of the view beyond which something floating is a layer of the page, not a tool in it. */
const LAYER = 0.5;
const INSET = 4;

/**
 * What the page lets float where the popover would stand: its own tool for selected text, a button, a bar, another
 * extension's icon. Whatever holds the selected text is its ground and no neighbour.
 *
 * @param text the element the selection stands in
 */
export function neighboursAt(box: Box, host: Element, text: Element | null, view: Window): Element[] {
  const { document, innerWidth, innerHeight } = view;
  const [left, top, right, bottom] = [box.left + INSET, box.top + INSET, box.right - INSET, box.bottom - INSET];
  return [
    [left, top],
    [right, top],
    [(left + right) / 2, (top + bottom) / 2],
    [left, bottom],
    [right, bottom],
  ].flatMap(([x = 0, y = 0]) => {
    let hit = document.elementFromPoint(x, y);
    // The popover itself may be on top there: then the next element below or above it counts.
    if (hit === host) hit = document.elementsFromPoint(x, y).find((element) => element !== host) ?? null;
    for (let at = hit; at && !holds(at, text); at = parentOf(at)) {
      if (!/fixed|absolute|sticky/.test(view.getComputedStyle(at).position)) continue;
      const { width, height } = at.getBoundingClientRect();
      return width * height > LAYER * innerWidth * innerHeight ? [] : [at];
    }
    return [];
  });
}

/** Across shadow trees. */
function holds(element: Element, text: Element | null): boolean {
  for (let at = text; at; at = parentOf(at)) if (at === element) return true;
  return false;
}
