import { isElement, own, parentOf } from '../passage/text-walk';

/*
 * A document as it is drawn: shadow trees that are open stand in the place of their hosts' children, and what is slotted
 * into them in the place of the slot.
 */

/** Children as they are drawn. */
export function drawnChildren(node: Node): ArrayLike<Node> {
  if (!isElement(node)) return node.childNodes;
  const slotted = own(node, 'localName') === 'slot' ? (node as HTMLSlotElement).assignedNodes() : [];
  return slotted.length > 0 ? slotted : own(node.shadowRoot ?? node, 'childNodes');
}

/** Calls back with every node within another, itself first, in the order of drawing. False skips what is within. */
export function visitDrawn(node: Node, visit: (node: Node) => boolean): void {
  if (!visit(node)) return;
  for (const child of Array.from(drawnChildren(node))) visitDrawn(child, visit);
}

/** The element a node is drawn in. */
function drawnParent(node: Node): Element | null {
  const slot = isElement(node) ? own(node, 'assignedSlot') : (node as Text).assignedSlot;
  if (slot) return slot;
  if (isElement(node)) return parentOf(node);
  return node.parentElement ?? (node.parentNode instanceof ShadowRoot ? node.parentNode.host : null);
}

/** Whether an element is, or is drawn around, a node. */
export function isAround(element: Element, node: Node): boolean {
  for (let at: Node | null = node; at; at = drawnParent(at)) if (at === element) return true;
  return false;
}

/** What a node is drawn in, itself first, innermost first. */
export function* drawnAround(node: Node): Generator<Element> {
  if (isElement(node)) yield node;
  for (let at = drawnParent(node); at; at = drawnParent(at)) yield at;
}
