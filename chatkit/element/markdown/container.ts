import {
  inParts,
  type BlockToken,
  type ListItem,
  type ListToken,
  type Parts,
  type QuoteToken,
  type TableRow,
  type TableToken,
} from './token';

export type Container = QuoteToken | ListToken | ListItem | TableToken;
/** What stands in a container: blocks in a quote or an item, items in a list, rows in a table. */
export type Child = BlockToken | ListItem | TableRow;

/** What is finished in a container that is still open, and the container within it that is open too. */
export interface Settled {
  children: Parts<Child>;
  open: Settled | null;
  /** Children that come first when the container is opened again, and are not of the answer. */
  fillers: 0 | 1;
  checked: boolean | null;
  start: number;
  loose: boolean;
}

export const isContainer = (child: Child | undefined): child is Container =>
  child !== undefined &&
  ('checked' in child ||
    ('type' in child && (child.type === 'blockquote' || child.type === 'list' || child.type === 'table')));

const childrenOf = (container: Container): readonly Child[] =>
  ('rows' in container ? container.rows : 'items' in container ? container.items : container.tokens).flat();

/** An item of a list that has become loose. */
const loosen = (child: Child): Child =>
  'checked' in child && child.tokens.some((part) => part.some(isTight))
    ? { ...child, tokens: loosenBlocks(child.tokens) as Parts<BlockToken> }
    : child;

const isTight = (child: Child): boolean => 'type' in child && child.type === 'text';

const loosenBlocks = (parts: Parts<Child>): Parts<Child> =>
  parts.map((part) =>
    part.map((child) => ('type' in child && child.type === 'text' ? { ...child, type: 'paragraph' } : child)),
  );

/** What was read of an open container since it was opened again, its fillers left out; null if it is another one. */
function freshChildren(settled: Settled | null, read: Container): readonly Child[] | null {
  const children = childrenOf(read).slice(settled?.fillers ?? 0);
  if (!settled?.open) return children;
  const [first] = children;
  const joined = isContainer(first) ? join(settled.open, first) : null;
  return joined && [joined, ...children.slice(1)];
}

/** Children behind those that are there: only the last part, which was not full, is another one. */
const append = (parts: Parts<Child>, children: readonly Child[]): Parts<Child> => [
  ...parts.slice(0, -1),
  ...inParts([...(parts.at(-1) ?? []), ...children]),
];

/** The whole container, of what is settled and what was read since; null where that cannot be one container. */
export function join(settled: Settled, read: Container): Container | null {
  const fresh = freshChildren(settled, read);
  if (!fresh) return null;
  if ('rows' in read) return { ...read, rows: append(settled.children, fresh) as Parts<TableRow> };
  if (!('items' in read)) {
    const tokens = append(settled.children, fresh) as Parts<BlockToken>;
    return 'type' in read ? { ...read, tokens } : { checked: settled.checked, tokens };
  }
  const loose = settled.loose || read.loose;
  const before = loose && !settled.loose ? settled.children.map((part) => part.map(loosen)) : settled.children;
  const items = append(before, loose ? fresh.map(loosen) : fresh) as Parts<ListItem>;
  return { ...read, start: settled.start, loose, items };
}

/**
 * Settles what is finished in each container that is open: all but its last child, and in the innermost `kept` of them.
 * @param before what was settled before
 * @param fillers what the containers will begin with when they are opened again, from the outermost
 */
export function settle(
  before: Settled | null,
  read: Container,
  fillers: readonly (0 | 1)[],
  kept: number,
): Settled | null {
  const [filler, ...inner] = fillers;
  const fresh = freshChildren(before, read);
  const last = childrenOf(read).at(-1);
  if (!fresh || filler === undefined) return null;
  const loose = before?.loose === true || ('items' in read && read.loose);
  let open: Settled | null = null;
  if (inner.length > 0) {
    const goesOn = fresh.length === 1 ? (before?.open ?? null) : null;
    open = isContainer(last) ? settle(goesOn, last, inner, kept) : null;
    if (!open) return null;
    if (loose) open = { ...open, children: loosenBlocks(open.children) };
  }
  let children = before?.children ?? [];
  if (loose && before?.loose === false) children = children.map((part) => part.map(loosen));
  const finished = fresh.slice(0, inner.length > 0 ? -1 : -kept);
  return {
    children: finished.length === 0 ? children : append(children, loose ? finished.map(loosen) : finished),
    open,
    fillers: filler,
    checked: before ? before.checked : 'checked' in read ? read.checked : null,
    start: before ? before.start : 'start' in read ? read.start : 1,
    loose,
  };
}
