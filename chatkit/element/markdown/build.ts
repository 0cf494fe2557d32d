import type { Token } from 'markdown-it';
import { languageOf } from './document';
import { inParts, type Alignment, type BlockToken, type InlineToken, type ListItem } from './token';

/** Marks nested deeper within a line are left out, and their words stay: browsers lay boxes out by recursion. */
const MAX_MARKS = 24;

/** The lexer's flat list from `from` on as a tree, up to the end that belongs to it; `next` is behind that end. */
export function buildBlocks(flat: readonly Token[], from: number): { tokens: BlockToken[]; next: number } {
  const tokens: BlockToken[] = [];
  let at = from;
  for (let token = flat[at]; token && token.nesting >= 0; token = flat[at]) {
    const { block, next } = buildBlock(flat, token, at);
    if (block) tokens.push(block);
    at = next;
  }
  return { tokens, next: at + 1 };
}

/** One block, and where the next begins; null for what is not drawn. */
export function buildBlock(
  flat: readonly Token[],
  token: Token,
  at: number,
): { block: BlockToken | null; next: number } {
  const inline = () => buildInline(flat[at + 1]?.children ?? []);
  switch (token.type) {
    case 'paragraph_open':
      return { block: { type: token.hidden ? 'text' : 'paragraph', tokens: inline() }, next: at + 3 };
    case 'heading_open':
      return { block: { type: 'heading', depth: Number(token.tag.slice(1)), tokens: inline() }, next: at + 3 };
    case 'blockquote_open': {
      const { tokens, next } = buildBlocks(flat, at + 1);
      return { block: { type: 'blockquote', tokens: inParts(tokens) }, next };
    }
    case 'bullet_list_open':
    case 'ordered_list_open': {
      const { items, next } = buildItems(flat, at + 1);
      const start = Number(token.attrs?.find(([name]) => name === 'start')?.[1] ?? 1);
      const loose = token.meta?.loose === true;
      const ordered = token.type === 'ordered_list_open';
      return { block: { type: 'list', ordered, start, loose, items: inParts(items) }, next };
    }
    case 'table_open':
      return buildTable(flat, at + 1);
    case 'fence':
    case 'code_block': {
      const language = token.type === 'fence' ? languageOf(token.info) : '';
      return { block: { type: 'code', language, text: token.content.replace(/\n$/, '') }, next: at + 1 };
    }
    case 'html_block':
      return { block: { type: 'html', text: token.content.trimEnd() }, next: at + 1 };
    case 'hr':
      return { block: { type: 'hr' }, next: at + 1 };
    case 'math_block':
      return { block: { type: 'math', text: token.content, display: true }, next: at + 1 };
    default:
      return { block: null, next: at + 1 };
  }
}

function buildItems(flat: readonly Token[], from: number): { items: ListItem[]; next: number } {
  const items: ListItem[] = [];
  let at = from;
  while (flat[at]?.type === 'list_item_open') {
    const { tokens, next } = buildBlocks(flat, at + 1);
    items.push({ checked: takeBox(tokens[0]), tokens: inParts(tokens) });
    at = next;
  }
  return { items, next: at + 1 };
}

/** Takes `[x] ` off the first words of an item. */
function takeBox(first: BlockToken | undefined): boolean | null {
  if (first?.type !== 'text' && first?.type !== 'paragraph') return null;
  const words = first.tokens[0];
  const box = words?.type === 'text' ? /^\[([ xX])\][ \t]+(?=\S|$)/.exec(words.text) : null;
  if (!box || words?.type !== 'text' || (box[0].length === words.text.length && first.tokens.length === 1)) return null;
  words.text = words.text.slice(box[0].length);
  return box[1] !== ' ';
}

function buildTable(flat: readonly Token[], from: number): { block: BlockToken; next: number } {
  const rows: InlineToken[][][] = [];
  const align: Alignment[] = [];
  let at = from;
  for (let token = flat[at]; token && token.type !== 'table_close'; token = flat[++at]) {
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'th_open') align.push(alignmentOf(token));
    if (token.type === 'inline') rows.at(-1)?.push(buildInline(token.children ?? []));
  }
  const [header = [], ...others] = rows;
  return { block: { type: 'table', align, header, rows: inParts(others) }, next: at + 1 };
}

const alignmentOf = (token: Token): Alignment =>
  (/left|center|right/.exec(String(token.attrs?.find(([name]) => name === 'style')?.[1] ?? ''))?.[0] ??
    null) as Alignment;

const MARKS = { strong_open: 'strong', em_open: 'em', s_open: 'del' } as const;

/** What stands within a line, as a tree. */
export function buildInline(flat: readonly Token[]): InlineToken[] {
  const tokens: InlineToken[] = [];
  /** Where what comes next belongs; a mark that is too deep has none of its own. */
  const open: InlineToken[][] = [tokens];
  let depth = 0;
  const put = (token: InlineToken) => open.at(-1)?.push(token);
  const descend = (token: InlineToken & { tokens: InlineToken[] }) => {
    depth += 1;
    if (depth > MAX_MARKS) return open.push(open.at(-1) ?? tokens);
    put(token);
    return open.push(token.tokens);
  };
  for (const token of flat) {
    switch (token.type) {
      case 'strong_open':
      case 'em_open':
      case 's_open':
        descend({ type: MARKS[token.type], tokens: [] });
        break;
      case 'link_open':
        descend({ type: 'link', href: attribute(token, 'href'), title: attribute(token, 'title'), tokens: [] });
        break;
      case 'strong_close':
      case 'em_close':
      case 's_close':
      case 'link_close':
        depth -= 1;
        open.pop();
        break;
      case 'softbreak':
        put({ type: 'text', text: '\n' });
        break;
      case 'hardbreak':
        put({ type: 'br' });
        break;
      case 'code_inline':
        put({ type: 'codespan', text: token.content });
        break;
      case 'html_inline':
        put({ type: 'html', text: token.content });
        break;
      case 'image':
        put({ type: 'image', href: attribute(token, 'src'), text: altOf(token.children ?? []) });
        break;
      case 'math':
        put({ type: 'math', text: token.content, display: token.markup === 'display' });
        break;
      default:
        if (token.content !== '') put({ type: 'text', text: token.content });
    }
  }
  return tokens;
}

const attribute = (token: Token, wanted: string): string =>
  String(token.attrs?.find(([name]) => name === wanted)?.[1] ?? '');

/** The words of an image's label; a picture in it is named by its own. */
const altOf = (flat: readonly Token[]): string =>
  flat
    .map(({ type, content, children }) =>
      type === 'softbreak' ? ' ' : type === 'image' ? altOf(children ?? []) : content,
    )
    .join('');
