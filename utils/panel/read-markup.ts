/**
 * Runs in the page (`scripting.executeScript`), so it may use nothing from outside itself. Gives the document as it
 * stands, without what is certainly not text, and without styles: in a document that one of our pages parses they
 * would be reported as violations of our policy.
 */
export function readMarkup(limit: number): { html: string; title: string; url: string } {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  const noText = 'script, style, noscript, template, svg, iframe, object, link, [hidden], [style*="display: none"]';
  for (const element of copy.querySelectorAll(noText)) element.remove();
  for (const element of copy.querySelectorAll('[style]')) element.removeAttribute('style');
  return { html: copy.outerHTML.slice(0, limit), title: document.title, url: location.href };
}
