import { cleanText } from '../passage/clean-text';
import { elementOf, isDrawn, textNodes, type TextSpan } from '../passage/text-walk';

/** Characters of context on each side of a quote; enough to tell repeated sentences apart. */
export const CONTEXT_LENGTH = 32;
/** Text nodes looked at on each side: white space and unseen text can fill pages. */
const MAX_LOOKED = 1_000;

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
  for (const node of textNodes(root, from, backward).take(MAX_LOOKED)) {
    const element = elementOf(node);
    if (node === from || (element && !isDrawn(element))) continue;
    text = (backward ? node.data + text : text + node.data).replace(/\s+/g, ' ');
    if (tidy(text).length > CONTEXT_LENGTH) break;
  }
  return tidy(text);
}

const tidy = (text: string) => cleanText(` ${text} `.replace(/\s+/g, ' ')).trimStart();
