import * as z from 'zod';
import { LIMITS } from './budget';

/**
 * Fields of a widget as a server may get them wrong: a field of another kind is read as absent, never as a reason to
 * leave out the component it belongs to.
 */
export const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema.optional().catch(undefined) as z.ZodCatch<z.ZodOptional<Schema>>;

/** Text to be shown; numbers and truth values are templates' doing and are shown as they are. */
export const shownText = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => String(value).slice(0, LIMITS.text));
export const line = shownText.transform((text) => text.slice(0, LIMITS.line));
/** A name of a control or of a field of data. */
export const fieldName = z.string().min(1).max(200);

export const oneOf = <const Value extends string>(...values: readonly [Value, ...Value[]]) => maybe(z.enum(values));
export const flag = maybe(z.boolean());
export const count = maybe(z.number().int().min(0).max(1_000));

/** A length, an offset or a share as servers write them; made safe where it becomes a style. */
export const length = maybe(z.union([z.number(), z.string().max(40)]));

const colorText = z.string().max(100);
export const color = maybe(z.union([colorText, z.object({ light: colorText, dark: colorText })]));
export type WidgetColor = z.output<typeof color>;

export const spacing = maybe(
  z.union([
    z.number(),
    z.string().max(40),
    z.object({ top: length, right: length, bottom: length, left: length, x: length, y: length }),
  ]),
);

const edge = z.object({
  size: z.number(),
  color,
  style: oneOf('solid', 'dashed', 'dotted', 'double', 'groove', 'ridge', 'inset', 'outset'),
});
const edgeOrSize = maybe(z.union([z.number(), edge]));
export const border = maybe(
  z.union([
    z.number(),
    edge,
    z.object({
      top: edgeOrSize,
      right: edgeOrSize,
      bottom: edgeOrSize,
      left: edgeOrSize,
      x: edgeOrSize,
      y: edgeOrSize,
    }),
  ]),
);

/** The members that can be read, up to the bound. */
export const listOf = <Schema extends z.ZodType>(schema: Schema, most: number) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((list): z.output<Schema>[] =>
      list.slice(0, most).flatMap((value) => {
        const parsed = schema.safeParse(value);
        return parsed.success ? [parsed.data] : [];
      }),
    );
