import { Readability } from '@mozilla/readability';
import TurndownService from 'turndown';

/**
 * Main content of an inert document as Markdown: what Readability takes for the article, else the body. Loaded on
 * demand; it is no part of the panel's first load. Changes the document it is given.
 */
export function mainMarkdown(document: Document): string {
  const body = document.body.cloneNode(true) as HTMLElement;
  const article = new Readability<Node>(document, { serializer: (node) => node, charThreshold: 200 }).parse();
  const root = (article?.content as HTMLElement | null | undefined) ?? body;
  return createTurndown().turndown(root).trim();
}

function createTurndown(): TurndownService {
  const turndown = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' });
  turndown.remove(['img', 'button', 'form', 'input', 'select', 'textarea', 'nav']);
  // Addresses of links leave the browser only when the reader switches the address on: keep the words alone.
  turndown.addRule('link', { filter: 'a', replacement: (content) => (/^\s*[¶#§]?\s*$/.test(content) ? '' : content) });
  return turndown;
}
