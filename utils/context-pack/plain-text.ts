const PARAGRAPH = /^(?:p|pre|h[1-6]|ul|ol|dl|table|blockquote|figure)$/;
const LINE = /^(?:div|li|dt|dd|tr|section|article|header|caption|details|summary|hr)$/;

/**
 * Tidy markup as plain text, laid out as browsers lay out a copied selection: blocks apart, cells by tabs, code as it
 * stands, formulas between dollar signs.
 */
export function plainText(body: HTMLElement): string {
  let text = '';
  const gap = (lines: number) => {
    if (lines === 0) return;
    text = text.replace(/[ \t]+$/, '');
    const have = /\n*$/.exec(text)![0].length;
    if (text !== '') text += '\n'.repeat(Math.max(0, lines - have));
  };
  const walk = (node: Node, inCode: boolean) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const data = node.textContent ?? '';
      text += inCode ? data : /\s$/.test(text) ? collapse(data).trimStart() : collapse(data);
      return;
    }
    const element = node as Element;
    const { localName } = element;
    const kind = element.getAttribute('data-tex');
    if (kind) {
      text += kind === 'block' ? `$$${element.textContent}$$` : `$${element.textContent}$`;
      return;
    }
    const lines = PARAGRAPH.test(localName) ? 2 : LINE.test(localName) ? 1 : 0;
    if (localName === 'br') text += '\n';
    if (/^t[dh]$/.test(localName) && element.previousElementSibling) text += '\t';
    gap(lines);
    element.childNodes.forEach((child) => walk(child, inCode || localName === 'pre'));
    gap(lines);
  };
  body.childNodes.forEach((child) => walk(child, false));
  return text.trim();
}

const collapse = (text: string) => text.replace(/\s+/g, ' ');
