import { createGrowingText } from './growing-text';

/** What flat text needs words for, in the reader's language. */
export interface PackWords {
  done: string;
  open: string;
  /** With `$1` for what is deleted. */
  deleted: string;
}

const ENGLISH: PackWords = { done: 'done', open: 'not done', deleted: 'deleted: $1' };

const PARAGRAPH = /^(?:p|pre|h[1-6]|ul|ol|dl|table|blockquote|figure)$/;
const LINE =
  /^(?:div|li|dt|dd|tr|section|article|header|footer|main|nav|aside|address|form|fieldset|legend|caption|figcaption|details|summary|hr)$/;

/**
 * Tidy markup as plain text, laid out as browsers lay out a copied selection: blocks apart, cells by tabs, code as it
 * stands, formulas between dollar signs, and in words what else only a line through it or a box would say.
 */
export function plainText(body: HTMLElement, words = ENGLISH): string {
  const text = createGrowingText();
  const walk = (node: Node, inCode: boolean) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const data = node.textContent ?? '';
      text.add(inCode ? data : /^$|\s/.test(text.last()) ? collapse(data).trimStart() : collapse(data));
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
    if (localName === 'input') {
      text.add(`(${element.hasAttribute('checked') ? words.done : words.open}) `);
      return;
    }
    const isDeleted = /^(?:del|s)$/.test(localName) && !inCode && element.textContent.trim() !== '';
    const [before = '', after = ''] = isDeleted ? `(${words.deleted})`.split('$1') : [];
    const lines = PARAGRAPH.test(localName) ? 2 : LINE.test(localName) ? 1 : 0;
    if (localName === 'br') text.add('\n');
    if (/^t[dh]$/.test(localName) && element.previousElementSibling) text.add('\t');
    if (lines > 0) text.gap(lines);
    text.add(before);
    element.childNodes.forEach((child) => walk(child, inCode || localName === 'pre'));
    text.add(after);
    if (lines > 0) text.gap(lines);
  };
  body.childNodes.forEach((child) => walk(child, false));
  return text
    .whole()
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd();
}

const collapse = (text: string) => text.replace(/\s+/g, ' ');
