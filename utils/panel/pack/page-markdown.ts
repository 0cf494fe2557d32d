import TurndownService from 'turndown';
import { cleanText } from '../../passage/clean-text';
import { isConvertible, isParsable, PAGE_BOUNDS } from './bounds';
import { tidyCode } from './code';
import { asDrawn } from './drawn';
import { tidyFormulas } from './formulas';
import { dropGutters } from './gutters';
import { mainContent } from './main-content';
import { item } from './markdown';
import { dropPermalinks } from './permalinks';
import { plainText } from './plain-text';
import { tidyPowers } from './powers';
import { tidyTables } from './tables';

/**
 * Main content of a page's markup as light Markdown (headings, lists, code, tables); of a page beyond `PAGE_BOUNDS` all
 * its words, and nothing of one that a parser would not come to the end of.
 */
export function pageMarkdown(html: string, parse: (html: string) => Document): string {
  return markdownOf(html, parse, mainContent);
}

/** A section of a page in the same way, all of it: nothing around it has to be told apart. */
export function sectionMarkdown(html: string, parse: (html: string) => Document): string {
  return markdownOf(html, parse, (body) => body);
}

function markdownOf(
  html: string,
  parse: (html: string) => Document,
  contentOf: (body: HTMLElement) => Element,
): string {
  if (!isParsable(html, PAGE_BOUNDS)) return '';
  const { body } = parse(cleanText(html));
  if (!isConvertible(body, PAGE_BOUNDS)) return plainText(body);
  const content = contentOf(body);
  if (content !== body) body.replaceChildren(content);
  tidyMarkup(body);
  return createTurndown().turndown(body).trim();
}

function tidyMarkup(body: HTMLElement): void {
  tidyFormulas(body);
  dropGutters(body);
  dropPermalinks(body);
  tidyCode(body);
  asDrawn(body);
  tidyPowers(body);
  tidyTables(body);
}

/** The text is quoted and searched, never drawn as Markdown: words stay as the page has them, without escapes. */
function createTurndown(): TurndownService {
  const turndown = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' });
  turndown.escape = (text) => text;
  // Addresses of pictures name the page's site.
  turndown.addRule('picture', { filter: 'img', replacement: () => '' });
  const positions = new Map<Element, Map<Element, number>>();
  turndown.addRule('item', {
    filter: 'li',
    replacement: (content, node) => item(content, node as unknown as Element, positions),
  });
  // Often there to indent: code and tables would get its marks in every line.
  turndown.addRule('indented', {
    filter: (node) => node.matches('blockquote') && node.querySelector('pre,table') !== null,
    replacement: (content) => `\n\n${content.trim()}\n\n`,
  });
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
