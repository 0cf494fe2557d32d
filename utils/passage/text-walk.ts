/** A stretch of the document between two text positions. */
export interface TextSpan {
  first: Text;
  firstOffset: number;
  last: Text;
  /** Exclusive. */
  lastOffset: number;
}

/** Text nodes from `node` (itself included if it is one) forward or backward in document order, within `root`. */
export function* textNodes(root: Node, node: Node, backward = false): Generator<Text> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  walker.currentNode = node;
  if (isText(node)) yield node;
  let next: Node | null;
  while ((next = backward ? walker.previousNode() : walker.nextNode())) yield next as Text;
}

/**
 * Text nodes a range touches, with the part of each that it holds. Walks from its first node to its last: to ask the range
 * of each node takes Chromium as long as the node has siblings before it.
 */
export function* textsOf(range: Range): Generator<{ node: Text; from: number; to: number }> {
  const { startContainer, startOffset, endContainer, endOffset, commonAncestorContainer: root } = range;
  const walker = document.createTreeWalker(root);
  const behind = (container: Node, offset: number): Node | null => {
    const child = container.childNodes[offset];
    if (child) return child;
    walker.currentNode = lastIn(container);
    return walker.nextNode();
  };
  const stop = behind(endContainer, endOffset);
  let node = isText(startContainer) ? startContainer : behind(startContainer, startOffset);
  for (; node && node !== stop; walker.currentNode = node, node = walker.nextNode()) {
    if (!isText(node)) continue;
    const from = node === startContainer ? startOffset : 0;
    const to = node === endContainer ? endOffset : node.data.length;
    if (to > from) yield { node, from, to };
  }
}

/**
 * The range without white space and empty elements at its ends, or null when it holds no text. Browsers let a triple
 * click end at the start of the next block; the passage is not about that block.
 */
export function trimmedSpan(range: Range): TextSpan | null {
  const { endContainer, endOffset } = range;
  let span: TextSpan | null = null;
  for (const { node, from, to } of textsOf(range)) {
    const lead = node.data.slice(from, to).search(/\S/);
    if (lead < 0) continue;
    span = { first: node, firstOffset: from + lead, last: node, lastOffset: to };
    break;
  }
  if (!span) return null;
  const behind = endContainer.childNodes[endOffset];
  for (const node of textNodes(range.commonAncestorContainer, behind ?? lastIn(endContainer), true)) {
    if (node === behind) continue;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    const length = node.data.slice(0, to).trimEnd().length;
    const from = node === range.startContainer ? range.startOffset : 0;
    if (length <= from) continue;
    return { ...span, last: node, lastOffset: length };
  }
  return span;
}

export const hasWords = ({ data }: Text) => !!data.trim();

export const isText = (node: Node): node is Text => node.nodeType === Node.TEXT_NODE;

/** Asked of the node itself: `Element` is another in a frame. */
export const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

/** The last node within another, in document order; itself when it is empty. */
function lastIn(node: Node): Node {
  while (node.lastChild) node = node.lastChild;
  return node;
}

/**
 * A property of an element, whatever a page calls the controls of a form: `<input name=getAttribute>` stands in place of
 * the form's own. Methods are called on it.
 */
export function own<Of extends Node, Name extends keyof Of>(node: Of, name: Name): Of[Name] {
  return Reflect.get(Element.prototype, name, node) as Of[Name];
}

export const attributeOf = (element: Element, name: string) => own(element, 'getAttribute').call(element, name);
export const closestTo = (element: Element | null, selector: string) =>
  element && own(element, 'closest').call(element, selector);

/** Whether an element is drawn, as `Element.checkVisibility` says. */
export const isDrawn = (element: Element, options?: CheckVisibilityOptions) =>
  own(element, 'checkVisibility').call(element, options);

export function elementOf(node: Node): Element | null {
  return isElement(node) ? node : node.parentElement;
}

/** The parent, or the host of the shadow tree. */
export function parentOf(element: Element): Element | null {
  const parent = own(element, 'parentNode');
  // A document has no host.
  return !parent || isElement(parent) ? parent : ((parent as ShadowRoot).host ?? null);
}
