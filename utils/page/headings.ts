import { MAX_ANCHOR, MAX_HEADING, MAX_HEADINGS, MAX_PLACES } from '../passage/limits';
import { closestTo, elementOf, hasWords, isDrawn, textNodes } from '../passage/text-walk';

export const HEADING = 'h1,h2,h3,h4,h5,h6,[role=heading]';
/**
 * What is described without a heading, by an element with its own id: in Sphinx a `dt`
 * (https://www.sphinx-doc.org/en/master/usage/domains/), in RDoc a box, in Haddock a name in the first line of one.
 */
const PLACES = `${HEADING},dt[id],.method-detail[id],.src>.def[id]`;
/** Headings in here do not head what follows them in the document. */
const ASIDE = 'nav,aside,footer,dialog,[role=navigation],[role=complementary]';

/**
 * Headings above a node, outermost first, and the nearest id that leads there. A heading counts only if its section
 * holds the node too; one that repeats the page's title is left out, because the title is told apart from the trail.
 */
export function headingTrail(node: Node, title: string): { headings: string[]; anchor?: string } {
  const headings: string[] = [];
  let anchor: string | undefined;
  let level = 7;
  for (const place of placesAbove(node).take(MAX_PLACES)) {
    if (!heads(place, node)) continue;
    anchor ??= anchorOf(place);
    if (!place.matches(HEADING) || levelOf(place) >= level) continue;
    level = levelOf(place);
    const text = textOf(place);
    if (text && !(level === 1 && title.toLowerCase().includes(text.toLowerCase())))
      headings.unshift(text.slice(0, MAX_HEADING));
    if (level === 1 || headings.length === MAX_HEADINGS) break;
  }
  anchor ??= closestTo(elementOf(node), 'section[id],article[id]')?.id;
  return anchor && anchor.length <= MAX_ANCHOR ? { headings, anchor } : { headings };
}

/** Nearest first; out of open shadow roots too. Found by halving: an API index can have thousands of headings. */
function* placesAbove(node: Node): Generator<Element> {
  const root = node.getRootNode() as Document | ShadowRoot;
  const places = root.querySelectorAll(PLACES);
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const follows = places[middle]!.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (follows || places[middle] === node) low = middle + 1;
    else high = middle;
  }
  while (low--) yield places[low]!;
  if ('host' in root) yield* placesAbove(root.host);
}

function heads(place: Element, node: Node): boolean {
  if (place.getRootNode() === node.getRootNode()) {
    const section = boxOf(place);
    if (section && !section.contains(node)) return false;
    const aside = place.closest(ASIDE);
    if (aside && !aside.contains(node)) return false;
  }
  return isDrawn(place);
}

/** How far a heading reaches, where that is not everything after it. */
function boxOf(place: Element): Element | null {
  if (place.localName === 'dt') return place.parentElement;
  return place.closest(place.matches(HEADING) ? 'section,article' : '.method-detail,.top');
}

/** 1 is the highest; a level that an author gives goes before the element's own (https://w3c.github.io/aria/#aria-level). */
export function levelOf(heading: Element): number {
  return Number(heading.getAttribute('aria-level')) || Number(/^h([1-6])$/.exec(heading.localName)?.[1] ?? 2);
}

/** Text of a link that is no part of its heading: ¶ in Sphinx, # in Node.js, § in rustdoc, `[src]` in gi-docgen. */
const ASIDE_LINK = /^(?:[^\p{L}\p{N}]*|\[\w+\])$/u;

/** Heading text without links that are there for the mouse alone. */
export function textOf(heading: Element): string {
  let text = '';
  for (const node of textNodes(heading, heading).take(MAX_HEADING)) {
    const link = node.parentElement?.closest('a,[aria-hidden=true]');
    if (!link || link.contains(heading) || !ASIDE_LINK.test(link.textContent.trim())) text += node.data;
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** The box a heading begins: DocBook and Sphinx give the id to that. */
function sectionOf(place: Element): Element | undefined {
  let box = place.parentElement;
  for (let step = 0; box && box.localName !== 'body' && step < 4; step++, box = box.parentElement) {
    if (box.id && place.contains(textNodes(box, box).find(hasWords) ?? null)) return box;
  }
  return undefined;
}

function anchorOf(place: Element): string | undefined {
  const before = place.previousElementSibling;
  return (
    place.id ||
    // A heading's link to itself is nearer than a box around the whole page (Node.js: #apicontent).
    place.querySelector('a[id][href^="#"]')?.id ||
    sectionOf(place)?.id ||
    place.querySelector('[id]')?.id ||
    place.querySelector('a[name]')?.getAttribute('name') ||
    (before?.matches('a[id],a[name],span[id]:empty') && (before.id || before.getAttribute('name'))) ||
    place.querySelector('a[href^="#"]')?.getAttribute('href')?.slice(1) ||
    undefined
  );
}
