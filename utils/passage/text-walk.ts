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
  const walker = (root.ownerDocument ?? (root as Document)).createTreeWalker(root, NodeFilter.SHOW_TEXT);
  walker.currentNode = node;
  if (node.nodeType === Node.TEXT_NODE) yield node as Text;
  let next: Node | null;
  while ((next = backward ? walker.previousNode() : walker.nextNode())) yield next as Text;
}

/** Text nodes a range touches, with the part of each that it holds. */
export function* textsOf(range: Range): Generator<{ node: Text; from: number; to: number }> {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  for (const node of textNodes(range.commonAncestorContainer, startOf(range))) {
    if (!range.intersectsNode(node)) {
      // Before the range only while its start is still to come (an element without text), otherwise past its end.
      if (range.comparePoint(node, 0) > 0) return;
      continue;
    }
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
  let span: TextSpan | null = null;
  for (const { node, from, to } of textsOf(range)) {
    const lead = node.data.slice(from, to).search(/\S/);
    if (lead < 0) continue;
    span = { first: node, firstOffset: from + lead, last: node, lastOffset: to };
    break;
  }
  if (!span) return null;
  for (const node of textNodes(range.commonAncestorContainer, endOf(range), true)) {
    if (!range.intersectsNode(node)) continue;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    const length = node.data.slice(0, to).trimEnd().length;
    const from = node === range.startContainer ? range.startOffset : 0;
    if (length <= from) continue;
    return { ...span, last: node, lastOffset: length };
  }
  return span;
}

function startOf({ startContainer, startOffset }: Range): Node {
  return startContainer.childNodes[startOffset] ?? startContainer;
}

/** A node whose predecessors in document order include everything the range holds. */
function endOf({ endContainer, endOffset }: Range): Node {
  if (endContainer.nodeType === Node.TEXT_NODE) return endContainer;
  const before = endContainer.childNodes[endOffset];
  if (before) return before;
  let last: Node = endContainer;
  while (last.lastChild) last = last.lastChild;
  return last;
}

export function elementOf(node: Node): Element | null {
  return node.nodeType === Node.ELEMENT_NODE ? (node as Element) : node.parentElement;
}

/** The parent, or the host of the shadow tree. */
export function parentOf(element: Element): Element | null {
  const root = element.getRootNode();
  return element.parentElement ?? ('host' in root ? (root as ShadowRoot).host : null);
}
