import { type Box, intersects } from './popover-position';
import type { ReadableSelection } from './readable-selection';
import { elementOf, parentOf, textsOf, trimmedSpan } from '../passage/text-walk';

export interface SelectionBoxes {
  start: Box | null;
  end: Box | null;
  selected: Box[];
}

/** Characters from which on boxes are not read one by one: 1 MB has 20 000 of them, 40 ms of work. */
const LONG = 20_000;

export function isLong(ranges: readonly Range[]): boolean {
  let length = 0;
  for (const range of ranges) {
    for (const { from, to } of textsOf(range)) if ((length += to - from) > LONG) return true;
  }
  return false;
}

/**
 * Measures a selection again and again as it moves. Its boxes are read once and then carried along; a long one counts as
 * all of what lies between its ends.
 */
export function createSelectionBoxes({ ranges }: ReadableSelection, view: Window) {
  const spans = ranges.map(trimmedSpan).filter((span) => span !== null);
  const head = spans[0];
  const last = spans.at(-1);
  if (!head || !last) return null;
  const start = character(head.first, head.firstOffset);
  const end = character(last.last, last.lastOffset - 1);
  const scrollers = clippingAncestors(last.last, view);
  const origin = boxOf(end);
  const area = isLong(ranges) ? elementOf(ranges[0]!.commonAncestorContainer) : null;
  const all = area ? [] : ranges.flatMap((range) => Array.from(range.getClientRects(), plain));
  return {
    /** The element the selection ends in. */
    element: elementOf(last.last),
    /** Boxes now, null or left out where scrolled out of `visible` or a scroller; null once the text left the page. */
    measure(visible: Box): SelectionBoxes | null {
      if (start.collapsed || end.collapsed || !head.first.isConnected || !last.last.isConnected) return null;
      const clip = scrollers.reduce((box, scroller) => overlap(box, scroller.getBoundingClientRect()), visible);
      const now = boxOf(end);
      const across = now.left - origin.left;
      const down = now.top - origin.top;
      const inView = (box: Box) => (intersects(box, clip) ? box : null);
      const first = boxOf(start);
      const boxes = area
        ? [{ ...plain(area.getBoundingClientRect()), top: first.top, bottom: now.bottom }]
        : all.map((box) => ({
            left: box.left + across,
            right: box.right + across,
            top: box.top + down,
            bottom: box.bottom + down,
          }));
      return { start: inView(first), end: inView(now), selected: boxes.filter(inView) };
    },
  };
}

function character(node: Text, at: number): Range {
  const range = node.ownerDocument.createRange();
  range.setStart(node, at);
  range.setEnd(node, at + 1);
  return range;
}

function boxOf(range: Range): Box {
  return plain(range.getBoundingClientRect());
}

function plain({ left, top, right, bottom }: DOMRect): Box {
  return { left, top, right, bottom };
}

function clippingAncestors(node: Node, view: Window): Element[] {
  const found: Element[] = [];
  const { body, documentElement } = view.document;
  for (let at = elementOf(node); at; at = parentOf(at)) {
    if (at !== body && at !== documentElement && view.getComputedStyle(at).overflow !== 'visible') found.push(at);
  }
  return found;
}

function overlap(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}
