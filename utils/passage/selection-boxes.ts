import { type Box, intersects } from './popover-position';
import type { ReadableSelection } from './readable-selection';
import { elementOf, trimmedSpan } from './text-walk';

export interface SelectionBoxes {
  start: Box | null;
  end: Box | null;
  selected: Box[];
}

/** Measures a selection again and again as it moves. The many boxes of a long one are read once and then carried along. */
export function createSelectionBoxes({ ranges }: ReadableSelection, view: Window) {
  const spans = ranges.map(trimmedSpan).filter((span) => span !== null);
  const first = spans[0];
  const last = spans.at(-1);
  if (!first || !last) return null;
  const start = character(first.first, first.firstOffset);
  const end = character(last.last, last.lastOffset - 1);
  const scrollers = clippingAncestors(last.last, view);
  const origin = boxOf(end);
  const all = ranges.flatMap((range) => Array.from(range.getClientRects(), plain));
  return {
    /** The element the selection ends in. */
    element: elementOf(last.last),
    /** Boxes now, null or left out where scrolled out of `visible` or a scroller; null once the text left the page. */
    measure(visible: Box): SelectionBoxes | null {
      if (start.collapsed || end.collapsed || !first.first.isConnected || !last.last.isConnected) return null;
      const clip = scrollers.reduce((box, scroller) => overlap(box, scroller.getBoundingClientRect()), visible);
      const now = boxOf(end);
      const across = now.left - origin.left;
      const down = now.top - origin.top;
      const inView = (box: Box) => (intersects(box, clip) ? box : null);
      return {
        start: inView(boxOf(start)),
        end: inView(now),
        selected: all.flatMap(
          (box) =>
            inView({
              left: box.left + across,
              right: box.right + across,
              top: box.top + down,
              bottom: box.bottom + down,
            }) ?? [],
        ),
      };
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

function parentOf(element: Element): Element | null {
  const root = element.getRootNode();
  return element.parentElement ?? ('host' in root ? (root as ShadowRoot).host : null);
}

function overlap(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}
