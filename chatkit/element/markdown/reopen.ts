import type { Token } from 'markdown-it';

/** A container that is open at the end of a text. Lines are counted from 0. */
export interface OpenContainer {
  type: 'quote' | 'list' | 'item' | 'table';
  /** Where it begins. */
  line: number;
  children: number;
  /** Where its last child begins, and the one before; -1 where there is none. */
  lastLine: number;
  lineBefore: number;
  /** A list that only a line which may still grow makes loose. */
  isDoubtful: boolean;
}

const TYPES: Readonly<Record<string, OpenContainer['type']>> = {
  blockquote_open: 'quote',
  bullet_list_open: 'list',
  ordered_list_open: 'list',
  list_item_open: 'item',
  table_open: 'table',
};

/** The block at `from` of the lexer's list if it is a container, then the last child of each within it that is one. */
export function openContainers(flat: readonly Token[], from: number): OpenContainer[] {
  const found: OpenContainer[] = [];
  for (let at = from; ;) {
    const token = flat[at];
    const type = token && TYPES[token.type];
    if (!token?.map || !type) return found;
    const container: OpenContainer = {
      type,
      line: token.map[0],
      children: 0,
      lastLine: -1,
      lineBefore: -1,
      isDoubtful: token.meta?.isDoubtful === true,
    };
    let last = at;
    for (let next = at + 1; (flat[next]?.level ?? 0) > token.level; next += 1) {
      const child = flat[next];
      if (!child?.map || child.nesting < 0) continue;
      if (type === 'table' ? child.type !== 'tr_open' : child.level !== token.level + 1) continue;
      container.children += 1;
      container.lineBefore = container.lastLine;
      container.lastLine = child.map[0];
      last = next;
    }
    // The first row of a table is its header.
    if (type === 'table') container.children -= 1;
    found.push(container);
    if (last === at) return found;
    at = last;
  }
}

/** Lines that open containers again as they were, and what they begin with then. */
export interface Opening {
  text: string;
  /** Whether a container begins with a child that is not of the answer, from the outermost. */
  fillers: (0 | 1)[];
}

/** An empty heading: any block may follow it, and it is no text that a line could go on with. */
const FILLER = '#\n';

/**
 * The opening of containers that lie within each other; null where a line is not understood. Each line in which some were
 * opened is repeated up to where their content begins, with a filler there.
 * @param goesOn the line of the child of the innermost with which reading goes on
 */
export function openingOf(
  containers: readonly OpenContainer[],
  goesOn: number,
  lineAt: (line: number) => string,
): Opening | null {
  const fillers = containers.map((): 0 | 1 => 0);
  let text = '';
  let quotes = 0;
  const marked = containers.flatMap(({ type, line }, place) =>
    type === 'quote' || type === 'item' ? [{ type, line, place }] : [],
  );
  for (let at = 0; at < marked.length;) {
    const { line } = marked[at] ?? { line: 0 };
    const here = marked.filter((container) => container.line === line);
    const last = here.at(-1);
    const start = openingLine(lineAt(line), quotes, here.length, last?.type === 'item');
    if (start === null || !last) return null;
    text += start + FILLER;
    fillers[last.place] = 1;
    quotes += here.filter(({ type }) => type === 'quote').length;
    at += here.length;
  }
  const inner = containers.at(-1);
  if (inner?.type === 'list') {
    const start = openingLine(lineAt(goesOn), quotes, 1, true);
    if (start === null) return null;
    text += start + FILLER;
    fillers[fillers.length - 1] = 1;
  }
  if (inner?.type === 'table') {
    const here = marked.filter(({ line }) => line === inner.line);
    const before = quotes - here.filter(({ type }) => type === 'quote').length;
    const header = lineAt(inner.line);
    const end = behindMarkers(header, before, here.length);
    if (end === null) return null;
    // What its line opened is open already: its marks become spaces.
    text += `${header.slice(0, end).replace(/[^>\t]/g, ' ')}${header.slice(end)}\n${lineAt(inner.line + 1)}\n`;
  }
  return { text, fillers };
}

const MARKER = /[ \t]*(?:>|[-*+]|\d{1,9}[.)])/y;
const SPACE = /[ \t]*/y;

/** Where the marks end that open containers in a line, behind those of quotes that were open before. */
function behindMarkers(line: string, quotes: number, opened: number): number | null {
  MARKER.lastIndex = 0;
  for (let count = quotes + opened; count > 0; count -= 1) if (!MARKER.test(line)) return null;
  return quotes + opened === 0 ? 0 : MARKER.lastIndex;
}

/** A line up to where its content begins. */
function openingLine(line: string, quotes: number, opened: number, endsInItem: boolean): string | null {
  const end = behindMarkers(line, quotes, opened);
  if (end === null) return null;
  SPACE.lastIndex = end;
  SPACE.test(line);
  const content = SPACE.lastIndex;
  const width = column(line, content) - column(line, end);
  // Behind more spaces, code begins; an item that begins with an empty line has its content a space further.
  return endsInItem && content < line.length && width <= 4 ? line.slice(0, content) : `${line.slice(0, end)} `;
}

function column(line: string, end: number): number {
  let at = 0;
  for (const letter of line.slice(0, end)) at += letter === '\t' ? 4 - (at % 4) : 1;
  return at;
}
