import { Readability } from '@mozilla/readability';
import TurndownService from 'turndown';

/**
 * Main content of an inert document as light Markdown (headings, lists, code): what Readability takes for the article,
 * else the body. Loaded on demand; it is no part of the panel's first load. Changes the document it is given.
 */
export function mainMarkdown(document: Document): string {
  const body = document.body.cloneNode(true) as HTMLElement;
  const article = new Readability<Node>(document, { serializer: (node) => node, charThreshold: 200 }).parse();
  const root = (article?.content as HTMLElement | null | undefined) ?? body;
  return createTurndown().turndown(root).trim();
}

/** The text is quoted and searched, never drawn as Markdown: words stay as the page has them, without escapes. */
function createTurndown(): TurndownService {
  const turndown = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' });
  turndown.escape = (text) => text;
  turndown.remove(['img', 'button', 'form', 'input', 'select', 'textarea', 'nav']);
  turndown.addRule('plain', { filter: ['em', 'i', 'strong', 'b', 'code'], replacement: (content) => content });
  // Addresses of links leave the browser only when the reader switches the address on: keep the words alone.
  turndown.addRule('link', { filter: 'a', replacement: (content) => (isPermalink(content) ? '' : content) });
  // Many generators put no <code> into their <pre>, which is all that Turndown looks for.
  turndown.addRule('pre', {
    filter: 'pre',
    replacement: (_content, node) => `\n\n\`\`\`\n${(node.textContent ?? '').replace(/\n+$/, '')}\n\`\`\`\n\n`,
  });
  turndown.addRule('term', { filter: 'dt', replacement: (content) => `\n\n${content.trim()}\n\n` });
  // Turndown knows no tables: every cell would become a paragraph of its own.
  turndown.addRule('cell', {
    filter: ['td', 'th'],
    replacement: (content) => `${content.trim().replace(/\s+/g, ' ')} | `,
  });
  turndown.addRule('row', { filter: 'tr', replacement: (content) => `| ${content.trim()}\n` });
  turndown.addRule('rows', { filter: ['thead', 'tbody', 'tfoot'], replacement: (content) => content });
  turndown.addRule('table', { filter: 'table', replacement: (content) => `\n\n${content.trim()}\n\n` });
  return turndown;
}

const isPermalink = (content: string) => /^\s*[¶#§]?\s*$/u.test(content);
