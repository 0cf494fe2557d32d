/** Runs in the page: its markup as other readings are given it, as it stands, without what is certainly no text. */
export function readMarkup(): string {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  const noText = 'script, style, noscript, template, svg, iframe, object, link, [hidden], [style*="display: none"]';
  for (const element of copy.querySelectorAll(noText)) element.remove();
  return copy.outerHTML;
}
