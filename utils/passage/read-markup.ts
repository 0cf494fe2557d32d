/** Longest markup taken from a page, UTF-16 units: more than any page of text has, and little enough to copy at once. */
export const MAX_PAGE_MARKUP = 5_000_000;

/**
 * Runs in the page (`scripting.executeScript`), so it may use nothing from outside itself. Gives the document as it
 * stands, without what is certainly not text.
 */
export function readMarkup(limit: number): { html: string; title: string; url: string } {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  for (const element of copy.querySelectorAll('script, style, noscript, template, svg, iframe, object'))
    element.remove();
  return { html: copy.outerHTML.slice(0, limit), title: document.title, url: location.href };
}
