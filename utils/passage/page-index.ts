/** The text of a document without white space, format characters and case, each character with its place. */
export interface PageIndex {
  text: string;
  /** The stretch of the document that characters `from` to `to` (exclusive) of `text` came from. */
  range(from: number, to: number): Range;
  nodeAt(place: number): Text;
}

/** What the browser folds away and shows again when it finds text in it. */
export const FOLDED = 'details:not([open]),[hidden="until-found"]';

/**
 * Reads a document, open shadow trees included. A selection's text differs from the document's in white space, case and
 * invisible characters (`text-transform`, blocks, soft hyphens), so that none of them counts.
 *
 * @param folded with text in closed `<details>` and `hidden=until-found`, too
 */
export function indexPage(document: Document, folded: boolean): PageIndex {
  const nodes: Text[] = [];
  const owners: number[] = [];
  const offsets: number[] = [];
  const pieces: string[] = [];
  collect(document.body);
  return {
    text: pieces.join(''),
    nodeAt: (place) => nodes[owners[place]!]!,
    range(from, to) {
      const range = document.createRange();
      range.setStart(nodes[owners[from]!]!, offsets[from]!);
      range.setEnd(nodes[owners[to - 1]!]!, offsets[to - 1]! + 1);
      return range;
    },
  };

  function collect(root: Node): void {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        if (node.shadowRoot) collect(node.shadowRoot);
      } else {
        take(node as Text);
      }
    }
  }

  function take(node: Text): void {
    const parent = node.parentElement;
    if (!/\S/.test(node.data) || (parent && !isReadable(parent))) return;
    nodes.push(node);
    for (let at = 0; at < node.data.length; at++) {
      const piece = solid(node.data[at]!);
      if (!piece) continue;
      pieces.push(piece);
      owners.push(nodes.length - 1);
      offsets.push(at);
    }
  }

  function isReadable(element: Element): boolean {
    const { display, visibility, userSelect } = getComputedStyle(element);
    if (visibility !== 'visible' || userSelect === 'none') return false;
    if (display === 'contents' || element.checkVisibility()) return true;
    return folded && display !== 'none' && element.closest(FOLDED) !== null;
  }
}

/** Unit by unit, so that places in the result stay places in the document. */
export function solid(string: string): string {
  let out = '';
  for (let at = 0; at < string.length; at++) {
    const lower = string[at]!.toLowerCase();
    if (!/[\s\p{Cf}\p{Cc}\p{Co}\p{Cs}\ufe00-\ufe0f]/u.test(lower)) out += lower.length === 1 ? lower : string[at];
  }
  return out;
}
