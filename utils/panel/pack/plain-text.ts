import { createGrowingText } from './growing-text';

const PARAGRAPH = /^(?:p|pre|h[1-6]|ul|ol|dl|table|blockquote|figure)$/;
const LINE = /^(?:div|li|dt|dd|tr|section|article|header|caption|details|summary|hr)$/;

/**
 * Tidy markup as plain text, laid out as browsers lay out a copied selection: blocks apart, cells by tabs, code as it
 * stands, formulas between dollar signs.
 */
export function plainText(body: HTMLElement): string {
  const text = createGrowingText();
  const walk = (node: Node, inCode: boolean) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const data = node.textContent ?? '';
      text.add(inCode ? data : /\s/.test(text.last()) ? collapse(data).trimStart() : collapse(data));
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const element = node as Element;
    const { localName } = element;
    const kind = element.getAttribute('data-tex');
    if (kind) {
      text.add(kind === 'block' ? `$$${element.textContent}$$` : `$${element.textContent}$`);
      return;
    }
    const lines = PARAGRAPH.test(localName) ? 2 : LINE.test(localName) ? 1 : 0;
    if (localName === 'br') text.add('\n');
    if (/^t[dh]$/.test(localName) && element.previousElementSibling) text.add('\t');
    if (lines > 0) text.gap(lines);
    element.childNodes.forEach((child) => walk(child, inCode || localName === 'pre'));
    if (lines > 0) text.gap(lines);
  };
  body.childNodes.forEach((child) => walk(child, false));
  return text.whole().trim();
}

const collapse = (text: string) => text.replace(/\s+/g, ' ');
