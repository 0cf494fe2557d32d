/** Leads elsewhere, or is there to be pressed; no text of the page wherever it stands. */
const APART =
  'nav,[role=navigation],[role=search],[role=menu],[role=menubar],[role=toolbar],[role=contentinfo],[role=banner],[role=dialog],[role=alertdialog],dialog';
/** May be a note of the text or a list of other pages, the head of a page or of a part of it: what it holds tells. */
const BESIDE = 'aside,[role=complementary],header,footer';
const MAIN = 'main,[role=main]';
const ARTICLE = 'article,[role=article],[itemprop=articleBody]';
const HEADING = 'h1,h2,h3,h4,h5,h6,[role=heading]';
/** Of the words of a page what an element must hold to be no navigation, whatever it is called. */
const MOST = 0.5;
/** What a main element must hold that does not begin with the first heading of the page, or an article within one. */
const NEARLY_ALL = 0.85;
/** Of the words of what is around it a box must hold to be where the text is. */
const BULK = 0.6;
/** Of the words of a list of links those that are linked. */
const LINKED = 0.7;

/**
 * Takes out of the inert markup of a page what is not its text, and gives the element that holds what is: `main` or its
 * one article where that is not a small part of it, else the body. Changes `body`.
 */
export function mainContent(body: HTMLElement): Element {
  const words = wordsIn(body);
  for (const element of body.querySelectorAll(APART)) if (wordsIn(element) < words * MOST) element.remove();
  for (const element of body.querySelectorAll(BESIDE)) if (isElsewhere(element, words)) element.remove();
  dropBeside(body);
  const main = largestOf(body, MAIN) ?? body;
  dropBeside(main);
  return largestOf(main, ARTICLE) ?? main;
}

/** The one with the most words of those that match, unless it is a part of the text only. */
function largestOf(root: Element, selector: string): Element | undefined {
  const [largest] = Array.from(root.querySelectorAll(selector)).sort((one, other) => wordsIn(other) - wordsIn(one));
  if (!largest) return undefined;
  const first = root.querySelector(HEADING);
  const share = !first || largest.contains(first) ? MOST : NEARLY_ALL;
  return wordsIn(largest) >= share * wordsIn(root) ? largest : undefined;
}

function isElsewhere(element: Element, words: number): boolean {
  if (element.closest('blockquote') || wordsIn(element) > words * MOST) return false;
  const isOfPage = !element.parentElement?.closest(`${MAIN},${ARTICLE},section`);
  if (element.localName === 'footer') return isOfPage || isLinks(element);
  if (element.localName === 'header') return isOfPage && !element.querySelector('h1');
  return isLinks(element);
}

/** Boxes of links beside the box that holds the text, and beside what holds that; never what stands within the text. */
function dropBeside(root: Element): void {
  for (let at: Element | undefined = root; at;) {
    const children: Element[] = Array.from(at.children);
    const words = wordsIn(at);
    const next: Element | undefined = children.find((child) => wordsIn(child) >= words * BULK);
    if (next) for (const child of children) if (child !== next && isLinks(child)) child.remove();
    at = next;
  }
}

/** Nothing, or nearly nothing, but links to other pages. */
function isLinks(element: Element): boolean {
  if (element.matches(HEADING) || element.querySelector(`pre,dd,${HEADING}`)) return false;
  const linked = Array.from(element.querySelectorAll('a')).reduce((sum, link) => sum + wordsIn(link), 0);
  return linked > 0 && linked >= LINKED * wordsIn(element);
}

const wordsIn = ({ textContent }: Element) => textContent.replace(/\s+/g, '').length;
