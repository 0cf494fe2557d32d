import { type Drawn, drawnReader } from './drawn';
import { solid } from './solid';

/** The text of a document without white space, format characters and case, each character with its place. */
export interface PageIndex {
  text: string;
  /** The stretch of the document that characters `from` to `to` (exclusive) of `text` came from. */
  range(from: number, to: number): Range;
  nodeAt(place: number): Text;
  /** Whether all text between two places is drawn and can be selected. */
  isSelectable(from: number, to: number): boolean;
  /** Up to `length` characters that are seen before or behind a place. */
  before(place: number, length: number): string;
  behind(place: number, length: number): string;
  /** The index of what can be selected, and with `folded` of what could be once unfolded, alone. */
  only(folded: boolean): PageIndex;
}

interface Piece {
  node: Text;
  text: string;
}

/** Their text is not part of the page, and no style has to be read to know it. */
const NO_TEXT = new Set(['script', 'style', 'noscript', 'textarea', 'option']);

/**
 * Reads a document, open shadow trees included, with all that is hidden in it: on a large page the styles take far
 * longer to read than the text, so that they are read where something was found, or by `only`. A selection's text
 * differs from the document's in white space, case and invisible characters (`text-transform`, blocks, soft hyphens), so
 * that none of them counts.
 */
export function indexPage(document: Document): PageIndex {
  const pieces: Piece[] = [];
  collect(document.body);
  return makeIndex(pieces, drawnReader());

  function collect(root: Node): void {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        const text = NO_TEXT.has(node.parentElement?.localName ?? '') ? '' : solid((node as Text).data);
        if (text) pieces.push({ node: node as Text, text });
      } else if ((node as Element).shadowRoot) {
        collect((node as Element).shadowRoot!);
      }
    }
  }
}

function makeIndex(pieces: Piece[], drawn: (node: Text) => Drawn): PageIndex {
  let length = 0;
  const starts = pieces.map(({ text }) => (length += text.length) - text.length);
  return {
    text: pieces.map(({ text }) => text).join(''),
    nodeAt: (place) => pieces[pieceAt(place)]!.node,
    range(from, to) {
      const [first, last] = [pieceAt(from), pieceAt(to - 1)];
      const range = new Range();
      range.setStart(pieces[first]!.node, offsetIn(pieces[first]!.node.data, from - starts[first]!).from);
      range.setEnd(pieces[last]!.node, offsetIn(pieces[last]!.node.data, to - 1 - starts[last]!).to);
      return range;
    },
    isSelectable(from, to) {
      const touched = pieces.slice(pieceAt(from), pieceAt(to - 1) + 1);
      return touched.every(({ node }) => drawn(node) === 'now');
    },
    before(place, wanted) {
      let at = pieceAt(place);
      let text = pieces[at]!.text.slice(0, place - starts[at]!);
      while (text.length < wanted && --at >= 0) if (isSeen(pieces[at]!)) text = pieces[at]!.text + text;
      return text.slice(-wanted);
    },
    behind(place, wanted) {
      let at = pieceAt(place - 1);
      let text = pieces[at]!.text.slice(place - starts[at]!);
      while (text.length < wanted && ++at < pieces.length) if (isSeen(pieces[at]!)) text += pieces[at]!.text;
      return text.slice(0, wanted);
    },
    only(folded) {
      const kept = pieces.filter(({ node }) => drawn(node) === 'now' || (folded && drawn(node) === 'folded'));
      return makeIndex(kept, drawn);
    },
  };

  function isSeen({ node }: Piece): boolean {
    return drawn(node) === 'now' || drawn(node) === 'unselectable';
  }

  /** The last piece that starts at `place` or before. */
  function pieceAt(place: number): number {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Where in a node's text the character stands that is the `place`-th of its solid text. */
function offsetIn(data: string, place: number): { from: number; to: number } {
  let from = 0;
  let left = place;
  for (const character of data) {
    left -= solid(character).length;
    if (left < 0) return { from, to: from + character.length };
    from += character.length;
  }
  return { from, to: from };
}
