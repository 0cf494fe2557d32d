import { MAX_DEPTH, MAX_NODES, MAX_SPAN } from '../../passage/limits';

/** What of markup is converted; beyond it the text stands alone. */
export interface MarkupBounds {
  /** Nodes, and tags before there are any. */
  nodes: number;
  /** Elements within each other. */
  depth: number;
}

/** As the page script writes it, with the few elements that a parser adds around. */
export const PASSAGE_BOUNDS: MarkupBounds = { nodes: MAX_NODES, depth: MAX_DEPTH + 10 };
/** A whole page: most have less than a tenth of it. */
export const PAGE_BOUNDS: MarkupBounds = { nodes: 150_000, depth: 400 };

/** Elements a parser may open again by itself: tags times what is still open of `FORMATTING`. */
const MAX_REOPENED = 500_000;
/** What of one tag stands outside quotes: names of attributes, each of which Firefox compares with all before it. */
const MAX_TAG = 1_000;
/** Columns of one table. */
const MAX_COLUMNS = 1_000;
/** Cells of all tables as they are written, each as often as it is wide. */
const MAX_CELLS = 50_000;
/** Cells that are looked at to align columns: all of a table for each of its columns, again in each row of its head. */
const MAX_ALIGNED = 2_000_000;

/** https://html.spec.whatwg.org/multipage/parsing.html#the-list-of-active-formatting-elements */
const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '));
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/**
 * Whether a parser of HTML makes little more of a text than stands in it. Formatting that is closed out of order is opened
 * again in every block that follows: 200 kB can become 50 million elements before anybody can count them. Reads each
 * character once.
 */
export function isParsable(html: string, { nodes, depth }: MarkupBounds): boolean {
  const tag = /<(\/?)([a-z][^\s/>]*)/iy;
  const unquoted = /[^>"']*/y;
  const open = new Map<string, number>();
  let [tags, level, formatting, reopened] = [0, 0, 0, 0];
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    tag.lastIndex = at;
    const [whole = '<', slash, written = ''] = tag.exec(html) ?? [];
    at += whole.length;
    if (written === '') {
      if (html.startsWith('!--', at)) at = html.indexOf('-->', at);
      if (at < 0) break;
      continue;
    }
    let outside = 0;
    for (let end = ''; end !== '>';) {
      unquoted.lastIndex = at;
      const { length } = unquoted.exec(html)![0];
      outside += length;
      at += length;
      end = html.charAt(at++);
      if (end === '' || outside > MAX_TAG) return end === '' && outside <= MAX_TAG;
      if (end === '>') break;
      at = html.indexOf(end, at) + 1;
      if (at === 0) return true;
    }
    const name = written.toLowerCase();
    const isEnd = slash === '/';
    if (FORMATTING.has(name)) {
      const count = open.get(name) ?? 0;
      if (!isEnd || count > 0) {
        open.set(name, count + (isEnd ? -1 : 1));
        formatting += isEnd ? -1 : 1;
      }
    }
    if (!VOID.has(name)) level = Math.max(0, level + (isEnd ? -1 : 1));
    reopened += formatting;
    if (++tags > 2 * nodes || level > depth || reopened > MAX_REOPENED) return false;
  }
  return true;
}

/**
 * Whether parsed markup can be converted in a time that nobody notices, counted before it is tried. Cells that span more
 * than a table can have span one.
 */
export function isConvertible(body: HTMLElement, { nodes, depth }: MarkupBounds): boolean {
  const walker = body.ownerDocument.createTreeWalker(body);
  let [count, level] = [0, 0];
  for (let node: Node | null = body; node;) {
    if (++count > nodes || level > depth) return false;
    let next = walker.firstChild();
    if (next) level += 1;
    else {
      while (!(next = walker.nextSibling()) && walker.parentNode()) level -= 1;
    }
    node = next;
  }
  return areTablesConvertible(body);
}

function areTablesConvertible(body: HTMLElement): boolean {
  let [cells, aligned] = [0, 0];
  for (const cell of body.querySelectorAll('[colspan],[rowspan]')) {
    for (const name of ['colspan', 'rowspan']) {
      const span = Number(cell.getAttribute(name) ?? 1);
      if (!(Number.isInteger(span) && span >= 1 && span <= MAX_SPAN)) cell.removeAttribute(name);
      else if (name === 'colspan') cells += span - 1;
    }
  }
  for (const table of body.querySelectorAll('table')) {
    let [rows, heads, columns] = [0, 1, 0];
    for (const row of table.querySelectorAll('tr')) {
      if (row.closest('table') !== table) continue;
      const { length } = row.childNodes;
      rows += 1;
      cells += length;
      columns = Math.max(columns, length);
      if (row.parentElement?.localName === 'thead') heads += 1;
    }
    aligned += rows * columns * heads;
    if (columns > MAX_COLUMNS || cells > MAX_CELLS || aligned > MAX_ALIGNED) return false;
  }
  return true;
}
