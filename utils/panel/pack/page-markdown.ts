import { Readability } from '@mozilla/readability';
import TurndownService from 'turndown';
import { cleanText } from '../../passage/clean-text';
import { isConvertible, isParsable, PAGE_BOUNDS } from './bounds';
import { tidyCode } from './code';
import { asDrawn } from './drawn';
import { tidyFormulas } from './formulas';
import { dropGutters } from './gutters';
import { dropPermalinks } from './permalinks';
import { plainText } from './plain-text';
import { tidyPowers } from './powers';

/**
 * Main content of a page's markup as Markdown; of a page beyond `PAGE_BOUNDS` all its words, and nothing of one that a
 * parser would not come to the end of.
 */
export function pageMarkdown(html: string, parse: (html: string) => Document): string {
  if (!isParsable(html, PAGE_BOUNDS)) return '';
  const document = parse(cleanText(html));
  return isConvertible(document.body, PAGE_BOUNDS) ? mainMarkdown(document) : plainText(document.body);
}

/** A section of a page as Markdown, all of it: nothing around it has to be told apart. Empty where it cannot be read. */
export function sectionMarkdown(html: string, parse: (html: string) => Document): string {
  if (!isParsable(html, PAGE_BOUNDS)) return '';
  const { body } = parse(cleanText(html));
  if (!isConvertible(body, PAGE_BOUNDS)) return plainText(body);
  tidyMarkup(body);
  asDrawn(body);
  return createTurndown().turndown(body).trim();
}

/**
 * Main content of an inert document as light Markdown (headings, lists, code): what Readability takes for the article,
 * else the body. Loaded on demand; it is no part of the panel's first load. Changes the document it is given.
 */
function mainMarkdown(document: Document): string {
  // Before the reader: it drops the classes these go by, unless told to keep them, and the wrappers that hold them.
  tidyMarkup(document.body);
  const body = document.body.cloneNode(true) as HTMLElement;
  const reader = new Readability<Node>(document, { serializer: (node) => node, charThreshold: 200, keepClasses: true });
  const article = reader.parse();
  const root = (article?.content as HTMLElement | null | undefined) ?? body;
  return createTurndown().turndown(root).trim();
}

function tidyMarkup(body: HTMLElement): void {
  tidyFormulas(body);
  dropGutters(body);
  dropPermalinks(body);
  tidyCode(body);
  tidyPowers(body);
}

/** The text is quoted and searched, never drawn as Markdown: words stay as the page has them, without escapes. */
function createTurndown(): TurndownService {
  const turndown = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' });
  turndown.escape = (text) => text;
  turndown.remove(['img', 'button', 'form', 'input', 'select', 'textarea', 'nav']);
  turndown.addRule('plain', { filter: ['em', 'i', 'strong', 'b', 'code'], replacement: (content) => content });
  // Addresses of links leave the browser only when the reader switches the address on: keep the words alone.
  turndown.addRule('link', { filter: 'a', replacement: (content) => content });
  turndown.addRule('pre', {
    filter: 'pre',
    replacement(_content, node) {
      const language = /language-(\S+)/.exec(node.firstElementChild?.className ?? '')?.[1] ?? '';
      return `\n\n\`\`\`${language}\n${node.textContent.replace(/\n+$/, '')}\n\`\`\`\n\n`;
    },
  });
  turndown.addRule('formula', {
    filter: (node) => node.hasAttribute('data-tex'),
    replacement: (_content, node) =>
      (node as Element).getAttribute('data-tex') === 'block' ? `$$${node.textContent}$$` : `$${node.textContent}$`,
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
