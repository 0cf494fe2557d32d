import { MAX_ANCHOR, MAX_HEADING, MAX_HEADINGS, MAX_PLACES } from '../passage/limits';
import { toneOf } from './colour';
import { closestTo, elementOf, hasWords, isDrawn, textNodes } from '../passage/text-walk';

export const HEADING = 'h1,h2,h3,h4,h5,h6,[role=heading]';
/**
 * What is described without a heading, by an element with its own id: in Sphinx a `dt`
 * (https://www.sphinx-doc.org/en/master/usage/domains/), in RDoc a box, in Haddock a name in the first line of one, in
 * Scaladoc an empty link at the start of an entry.
 */
const PLACES = `${HEADING},dt[id],.method-detail[id],.src>.def[id],a[id]:empty:first-child,a[name]:empty`;
/** Headings in here do not head what follows them in the document. */
const ASIDE = 'nav,aside,footer,dialog,[role=navigation],[role=complementary]';

/**
 * Headings above a node, outermost first, and the nearest id that leads there. A heading counts only if its section
 * holds the node too; one that repeats the page's title is left out, because the title is told apart from the trail.
 * The title of a note or a card heads that box alone: one that is drawn as a box, or whose rank skips one of those around.
 */
export function headingTrail(node: Node, title: string): { headings: string[]; anchor?: string } {
  const headings: string[] = [];
  let anchor: string | undefined;
  let level = 7;
  let inBox: { box: Element; level: number; anchor: string | undefined; count: number } | undefined;
  for (const place of placesAbove(node).take(MAX_PLACES)) {
    if (!heads(place, node)) continue;
    const isHeading = place.matches(HEADING);
    const rank = levelOf(place);
    if (inBox && isHeading && !inBox.box.contains(place)) {
      if (rank < level - 1) {
        ({ level, anchor } = inBox);
        headings.splice(0, headings.length - inBox.count);
      }
      inBox = undefined;
    }
    const box = isHeading && rank > 1 && rank < level && boxTitled(place, node);
    if (box) {
      if (isFramed(box)) continue;
      inBox ??= { box, level, anchor, count: headings.length };
    }
    anchor ??= anchorOf(place);
    if (!isHeading || rank >= level) continue;
    level = rank;
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

/** The smallest box that begins with a heading, holds more than it and ends before the node. */
function boxTitled(heading: Element, node: Node): Element | undefined {
  for (let box = heading.parentElement; box && !box.contains(node); box = box.parentElement) {
    if (!heading.contains(textNodes(box, box).find(hasWords) ?? null)) return undefined;
    if (wordsIn(box).length > wordsIn(heading).length) return box;
  }
  return undefined;
}

/** Set apart by a ground of its own, or by a line at a side. */
function isFramed(box: Element): boolean {
  const { backgroundColor, borderLeftWidth, borderRightWidth } = getComputedStyle(box);
  return parseFloat(borderLeftWidth) > 0 || parseFloat(borderRightWidth) > 0 || !!toneOf(backgroundColor)?.alpha;
}

/** How far a heading reaches, where that is not everything after it. */
function boxOf(place: Element): Element | null {
  if (place.localName === 'dt' || !place.hasChildNodes()) return place.parentElement;
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
  let isAllApart = false;
  for (const node of textNodes(heading, heading).take(MAX_HEADING)) {
    const part = closestTo(node.parentElement, 'small,div,p');
    const isApart = !!part && part !== heading && heading.contains(part);
    // Said below or beside the heading's own line: Swagger UI's tags describe themselves there.
    if (text.trim() && isApart && !isAllApart) continue;
    if (hasWords(node)) isAllApart = isApart;
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

const wordsIn = (element: Element) => element.textContent.replace(/[^\p{L}\p{N}]/gu, '');
const targetIn = (element: Element): string | null | undefined =>
  element.id || element.getAttribute('name') || [...element.querySelectorAll('[id],a[name]')].map(targetIn).at(-1);

function anchorOf(place: Element): string | undefined {
  const before = place.previousElementSibling;
  return (
    place.id ||
    place.getAttribute('name') ||
    // A heading's link to itself is nearer than a box around the whole page (Node.js: #apicontent).
    place.querySelector('a[id][href^="#"]')?.id ||
    sectionOf(place)?.id ||
    place.querySelector('[id]')?.id ||
    place.querySelector('a[name]')?.getAttribute('name') ||
    (before && !wordsIn(before) && targetIn(before)) ||
    place.querySelector('a[href^="#"]')?.getAttribute('href')?.slice(1) ||
    undefined
  );
}
