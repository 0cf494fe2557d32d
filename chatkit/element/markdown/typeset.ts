import temml from 'temml';

/** Nothing in a formula can link, load or run, grow without end, or grow beyond its place (sizes in em). */
export const mathOptions = { throwOnError: true, trust: false, strict: false, maxExpand: 500 };
const MAX_EM: [number, number] = [20, 20];

/**
 * Puts a formula into an element as MathML nodes.
 * @throws temml's ParseError for what is no LaTeX; the element is then as it was
 */
export function typeset(source: string, display: boolean, element: HTMLElement): void {
  const scratch = element.ownerDocument.createElement('span');
  temml.render(source, scratch, { ...mathOptions, maxSize: MAX_EM, displayMode: display });
  element.replaceChildren(...scratch.childNodes);
}
