import { cleanText } from '../passage/clean-text';
import { MAX_HEADING, MAX_PAGE_MARKUP, MAX_TITLE } from '../passage/limits';
import type { SectionMarkup } from '../passage/show-world';
import { isDrawn } from '../passage/text-walk';
import type { Passage } from '../passage/types';
import { drawnAround, isAround, visitDrawn } from './composed';
import { findQuote } from './find-quote';
import { HEADING, levelOf, textOf } from './headings';
import { type Extent, writeMarkup } from './inert-html';

/** Headings in here head nothing outside: notes, quotes, tables, what can be folded, another page's parts. */
const BOX =
  'nav,aside,footer,dialog,blockquote,figure,table,details,[role=navigation],[role=complementary],[role=note],[role=alert],.admonition,.callout,.alert';
/** A heading in one of these heads no more than it. */
const SECTIONING = 'section,article,[role=region],[role=article]';
/** What leads elsewhere, wherever it stands. */
const ELSEWHERE = 'nav,footer,dialog,[role=navigation],[role=contentinfo]';
/** May be a note of the text or a list of other pages: what it holds tells. */
const BESIDE = 'aside,[role=complementary]';
const LIMITS = { html: MAX_PAGE_MARKUP, nodes: 150_000, depth: 400 };

/**
 * The section of a document that holds a quote: from the heading above it to the next of the same rank or a higher one;
 * what stands before any heading, or directly under the only heading of the first rank, up to the next heading. Null when
 * the document does not hold the quote.
 */
export function readSection(quote: Passage['quote'], anchor: string | null, document: Document): SectionMarkup | null {
  const range = findQuote(quote, anchor, document);
  if (!range) return null;
  const { from, heading, end } = sectionOf(range.startContainer, range.endContainer);
  const html = writeMarkup(from, extentOf(heading, end, range.startContainer), false, LIMITS);
  if (html === undefined) return null;
  const { title, location } = document;
  return {
    html,
    heading: heading ? cleanText(textOf(heading)).slice(0, MAX_HEADING) : '',
    title: title.slice(0, MAX_TITLE),
    url: location.href,
  };
}

/** Where a section lies: within `from`, beginning with its heading if it has one, up to `end` if there is one. */
interface Place {
  from: Element;
  heading: Element | undefined;
  end: Element | undefined;
}

/** @param first first node of the passage, `last` its last */
export function sectionOf(first: Node, last: Node): Place {
  const around = [...drawnAround(first)];
  const body = around.at(-1)!.ownerDocument.body;
  const main = around.find((element) => element.matches('main,[role=main]'));
  const root = main ?? around.findLast((element) => element.localName === 'article') ?? body;
  const headings: Element[] = [];
  let [above, within] = [0, 0];
  visitDrawn(root, (node) => {
    if (node instanceof Element && node.matches(HEADING) && heads(node, first)) headings.push(node);
    if (node === first) above = headings.length;
    if (node === last) within = headings.length;
    return true;
  });
  const heading = headings.slice(0, above).findLast((one) => reaches(one, first));
  if (!heading) return { from: root, heading, end: headings[Math.max(above, within)] };
  const isTitle = levelOf(heading) === 1 && headings.filter((one) => levelOf(one) === 1).length === 1;
  // A passage that goes on in a section of a higher rank takes that along.
  const level = Math.min(...[heading, ...headings.slice(above, within)].map(levelOf));
  const box = [...drawnAround(heading)].find((one) => isAround(one, last) && one.matches(SECTIONING));
  const from = box && isAround(root, box) ? box : root;
  const end = headings.slice(Math.max(above, within)).find((one) => isTitle || levelOf(one) <= level);
  return { from, heading, end };
}

/** Whether a heading parts the text that a node stands in. */
function heads(heading: Element, node: Node): boolean {
  const boxes = [...drawnAround(heading)].filter((one) => one.matches(BOX));
  return boxes.every((box) => isAround(box, node)) && isDrawn(heading) && textOf(heading) !== '';
}

/** Whether a node stands in what a heading heads. */
function reaches(heading: Element, node: Node): boolean {
  const box = [...drawnAround(heading)].find((one) => one.matches(SECTIONING));
  return !box || isAround(box, node);
}

function extentOf(heading: Element | undefined, end: Element | undefined, passage: Node): Extent {
  let state: 'before' | 'in' | 'after' = heading ? 'before' : 'in';
  return {
    touches(node) {
      if (node === heading) state = 'in';
      if (node === end) state = 'after';
      if (state === 'after') return false;
      if (!(node instanceof Element)) return state === 'in';
      if (state === 'before') return isAround(node, heading!);
      return !leadsElsewhere(node) || isAround(node, passage);
    },
    textIn: (node) => node.data,
    first: heading ?? passage,
  };
}

/** Lists of other pages are no part of a section; a note beside the text is. */
function leadsElsewhere(element: Element): boolean {
  if (element.matches(ELSEWHERE)) return true;
  if (!element.matches(BESIDE)) return false;
  const links = [...element.querySelectorAll('a')].reduce((sum, { textContent }) => sum + textContent.length, 0);
  return links * 2 > element.textContent.length;
}
