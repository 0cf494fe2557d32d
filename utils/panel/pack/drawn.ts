/**
 * Makes markup what the page drew of it, where style alone says so (`inert-html.ts`, `data-drawn`): a `span` that was
 * a box becomes one, an item within a line a part of that line. Code reads the marks of its lines itself.
 */
export function asDrawn(body: HTMLElement): void {
  for (const element of body.querySelectorAll('[data-drawn]')) {
    if (element.closest('pre')) continue;
    const isBlock = element.getAttribute('data-drawn') === 'block';
    const box = body.ownerDocument.createElement(isBlock ? 'div' : 'span');
    if (isBlock) {
      element.replaceWith(box);
      box.append(element);
      continue;
    }
    for (const { name, value } of Array.from(element.attributes)) box.setAttribute(name, value);
    box.append(...element.childNodes);
    element.replaceWith(box);
  }
}
