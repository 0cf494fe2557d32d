import { cleanText } from './clean-text';
import { elementOf, textNodes, type TextSpan } from './text-walk';

/** Characters of context on each side of a quote; enough to tell repeated sentences apart. */
export const CONTEXT_LENGTH = 32;

/**
 * Prefix and suffix of a TextQuoteSelector (https://www.w3.org/TR/annotation-model/#text-quote-selector): the rendered
 * text around the span, white space collapsed. They never leave the browser.
 */
export function quoteContext(span: TextSpan, root: Node): { prefix: string; suffix: string } {
  return {
    prefix: collect(root, span.first, span.first.data.slice(0, span.firstOffset), true).slice(-CONTEXT_LENGTH),
    suffix: collect(root, span.last, span.last.data.slice(span.lastOffset), false).slice(0, CONTEXT_LENGTH),
  };
}

function collect(root: Node, from: Text, own: string, backward: boolean): string {
  let text = own;
  for (const node of textNodes(root, from, backward)) {
    if (node === from || elementOf(node)?.checkVisibility() === false) continue;
    text = backward ? node.data + text : text + node.data;
    if (tidy(text).length > CONTEXT_LENGTH) break;
  }
  return tidy(text);
}

const tidy = (text: string) => cleanText(` ${text} `.replace(/\s+/g, ' ')).trimStart();
