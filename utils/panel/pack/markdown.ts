import { tables } from '@joplin/turndown-plugin-gfm';
import TurndownService from 'turndown';

/**
 * Tidy markup (`tidy.ts`) as Markdown: headings, lists, tables, fences with their language, formulas between dollar
 * signs. Words stay as the page has them, without escapes: the result is read and searched, never drawn. Addresses are
 * written only with `links`: they name the page's site, which leaves only while the reader sends the address.
 */
export function toMarkdown(body: HTMLElement, { links }: { links: boolean }): string {
  const turndown = new TurndownService({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '*',
  });
  turndown.escape = (text) => text;
  turndown.use(tables);
  turndown.addRule('formula', {
    filter: (node) => node.hasAttribute('data-tex'),
    replacement: (_content, node) => {
      const tex = node.textContent;
      return (node as Element).getAttribute('data-tex') === 'block' ? `\n\n$$\n${tex}\n$$\n\n` : `$${tex}$`;
    },
  });
  turndown.addRule('term', {
    filter: 'dt',
    replacement: (_content, node) => `\n\n${term(node as unknown as Element)}\n\n`,
  });
  turndown.addRule('heading', {
    filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    replacement: (content, node) => {
      // Boxes in a heading would break it over lines, and the words fall out of it.
      const words = content.replace(/\s+/g, ' ').trim();
      return words === '' ? '' : `\n\n${'#'.repeat(Number(node.nodeName.at(1)))} ${words}\n\n`;
    },
  });
  const positions = new Map<Element, Map<Element, number>>();
  turndown.addRule('item', {
    filter: 'li',
    replacement: (content, node) => item(content, node as unknown as Element, positions),
  });
  turndown.addRule('summary', { filter: 'summary', replacement: (content) => `\n\n**${content.trim()}**\n\n` });
  turndown.addRule('task', {
    filter: (node) => node.matches('input[type=checkbox]'),
    replacement(_content, node) {
      const gap = /^\s/.test(node.nextSibling?.textContent ?? '') ? '' : ' ';
      return `[${(node as Element).hasAttribute('checked') ? 'x' : ' '}]${gap}`;
    },
  });
  turndown.addRule('deleted', {
    filter: ['del', 's'],
    replacement: (content) => content.replace(/\S(?:.*\S)?/g, '~~$&~~'),
  });
  if (!links) {
    turndown.addRule('words', { filter: 'a', replacement: (content) => content });
    turndown.addRule('picture', {
      filter: 'img',
      replacement: (_content, node) => (node as Element).getAttribute('alt') ?? '',
    });
  }
  const copy = body.cloneNode(true) as HTMLElement;
  // Tables that Markdown cannot write stay as they are, and so would the addresses in them.
  if (!links) copy.querySelectorAll('[href],[src]').forEach(withoutAddress);
  return trimmedLines(turndown.turndown(copy));
}

function withoutAddress(element: Element): void {
  element.removeAttribute('href');
  element.removeAttribute('src');
}

/** Without white space at the ends of lines. A pattern would begin anew at every space of a long run. */
const trimmedLines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();

/** An item as people write it: one space behind the bullet, and no blank line where the page has none. */
export function item(content: string, element: Element, positions: Map<Element, Map<Element, number>>): string {
  const { parentElement: list } = element;
  if (list && !positions.has(list)) {
    positions.set(list, new Map(Array.from(list.children, (child, index) => [child, index])));
  }
  const index = (list && positions.get(list)?.get(element)) ?? 0;
  const bullet = list?.localName === 'ol' ? `${numberOf(element, list, index)} ` : '- ';
  const indented = content.trim().replace(/\n/g, `\n${' '.repeat(bullet.length)}`);
  return `${bullet}${indented}${element.nextElementSibling ? '\n' : ''}`;
}

/** As the page shows it: `3.`, `c.`, `iv.`; a dash where it shows none. */
function numberOf(item: Element, list: Element, index: number): string {
  const letters = list.getAttribute('data-letters') ?? '';
  const step = list.hasAttribute('reversed') ? -index : index;
  const number = Number(item.getAttribute('value') ?? NaN) || Number(list.getAttribute('start') ?? 1) + step;
  return letters === 'none' ? '-' : `${inLetters(number, letters)}.`;
}

function inLetters(number: number, letters: string): string {
  if (letters === '' || number < 1 || number > 3_999) return String(number);
  const written = letters.endsWith('roman') ? roman(number) : alphabetic(number);
  return letters.startsWith('upper') ? written.toUpperCase() : written;
}

const alphabetic = (number: number): string =>
  number === 0 ? '' : alphabetic(Math.floor((number - 1) / 26)) + String.fromCharCode(97 + ((number - 1) % 26));

const ROMAN: [string, number][] = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
];

function roman(number: number): string {
  const [sign, value] = ROMAN.find(([, each]) => each <= number) ?? ['', 0];
  return value === 0 ? '' : sign + roman(number - value);
}

/** A term is set as code where it is a signature. */
function term(element: Element): string {
  const text = element.textContent.replace(/\s+/g, ' ').trim();
  if (text === '') return '';
  const isCode = element.querySelector('code,tt') !== null || /(?:^|\s)sig/.test(element.className);
  return isCode ? `\`${text}\`` : `**${text}**`;
}
