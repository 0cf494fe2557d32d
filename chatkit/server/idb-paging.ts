import { type Page } from '../protocol/items';
import { type Paging } from './types';

/** The two walks a page needs; both an idb index and a test double have them. */
interface OrderedIndex<Row> {
  getAll(range: IDBKeyRange, count: number): Promise<Row[]>;
  openCursor(range: IDBKeyRange, direction: 'prev'): Promise<RowCursor<Row> | null>;
}
interface RowCursor<Row> {
  value: Row;
  continue(): Promise<RowCursor<Row> | null>;
}

/**
 * One page of an index whose keys are `[...prefix, order]`.
 * @param after the `order` of the last row of the page before.
 */
export async function readPage<Row extends { id: string }, T>(
  index: OrderedIndex<Row>,
  prefix: string[],
  { limit, order }: Paging,
  after: number | undefined,
  parse: (row: Row) => T | undefined,
): Promise<Page<T>> {
  const open = after !== undefined;
  const lowest = [...prefix, order === 'asc' ? (after ?? 0) : 0];
  const highest = [...prefix, order === 'desc' ? (after ?? Infinity) : Infinity];
  const range = IDBKeyRange.bound(lowest, highest, open && order === 'asc', open && order === 'desc');
  const rows = order === 'asc' ? await index.getAll(range, limit + 1) : await lastRows(index, range, limit + 1);
  const page = rows.slice(0, limit);
  return {
    // A record this version cannot read is left out and never breaks its thread.
    data: page.flatMap((row) => parse(row) ?? []),
    has_more: rows.length > limit,
    after: page.at(-1)?.id,
  };
}

async function lastRows<Row>(index: OrderedIndex<Row>, range: IDBKeyRange, count: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor = await index.openCursor(range, 'prev'); cursor && rows.length < count;) {
    rows.push(cursor.value);
    cursor = await cursor.continue();
  }
  return rows;
}
