import * as z from 'zod';
import type { Page } from '../chatkit/protocol/items';
import { type FeedbackKind, NotFoundError, type Paging } from '../chatkit/server/types';

/** Rows of the database, parsed like everything that comes from outside: the file may be another version's. */

const rowSchema = z.object({ id: z.string(), json: z.string() });
const positionSchema = z.object({ position: z.number() });
const feedbackSchema = z.object({ id: z.string(), feedback: z.enum(['positive', 'negative']) });
const dataSchema = z.object({ data: z.instanceof(Uint8Array) });
const usageSchema = z.object({ count: z.number(), bytes: z.number() });

/** @throws NotFoundError */
export function readPosition(row: unknown, what: string): number {
  if (row === undefined) throw new NotFoundError(`No such ${what}.`);
  return positionSchema.parse(row).position;
}

/** @throws NotFoundError */
export function readRow<Schema extends z.ZodType>(row: unknown, schema: Schema, what: string): z.output<Schema> {
  if (row === undefined) throw new NotFoundError(`No such ${what}.`);
  return schema.parse(JSON.parse(rowSchema.parse(row).json));
}

/** Leaves out a record that no longer reads: one damaged row must not hide a history. */
export function readRows<Schema extends z.ZodType>(rows: unknown[], schema: Schema): z.output<Schema>[] {
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(JSON.parse(rowSchema.parse(row).json));
    return parsed.success ? [parsed.data] : [];
  });
}

export const readFeedback = (rows: unknown[]): Record<string, FeedbackKind> =>
  Object.fromEntries(rows.map((row) => feedbackSchema.parse(row)).map(({ id, feedback }) => [id, feedback]));

/** A copy that is not a Buffer, whose memory may be shared. @throws NotFoundError */
export function readData(row: unknown): Uint8Array<ArrayBuffer> {
  if (row === undefined) throw new NotFoundError('No such file.');
  return new Uint8Array(dataSchema.parse(row).data);
}

export const readUsage = (row: unknown) => usageSchema.parse(row);

/** What a paged statement takes after its owner: the position to go on from, and one more row than asked, for `has_more`. */
export function pageBounds({ limit, order }: Paging, cursor: number | undefined): [from: number, limit: number] {
  return [cursor ?? (order === 'asc' ? -1 : Number.MAX_SAFE_INTEGER), limit + 1];
}

export function pageOf<Schema extends z.ZodType>(
  rows: unknown[],
  schema: Schema,
  limit: number,
): Page<z.output<Schema>> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: readRows(page, schema),
    has_more: rows.length > limit,
    after: last === undefined ? undefined : rowSchema.parse(last).id,
  };
}
