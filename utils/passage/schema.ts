import * as z from 'zod';
import * as limits from './limits';
import type { Passage, PassageOrigin, StagedPassage } from './types';

/** Counted before its items are parsed: zod parses a million of them first. */
const list = (item: z.ZodString, most: number) =>
  z.custom<unknown[]>((value) => Array.isArray(value) && value.length <= most).pipe(z.array(item));
const upTo = (length: number) => z.string().max(length);

/** Strict: an unknown key in a message from a page process is refused, not ignored (docs/threats.md R1). */
export const passageSchema = z.strictObject({
  id: z.string().min(8).max(64),
  text: upTo(limits.MAX_TEXT).min(1),
  html: upTo(limits.MAX_HTML).optional(),
  quote: z.strictObject({
    exact: upTo(limits.MAX_TEXT),
    prefix: upTo(limits.MAX_CONTEXT),
    suffix: upTo(limits.MAX_CONTEXT),
  }),
  page: z.strictObject({
    url: upTo(limits.MAX_ATTRIBUTE),
    title: upTo(limits.MAX_TITLE),
    canonical: upTo(limits.MAX_ATTRIBUTE).optional(),
    hints: list(upTo(limits.MAX_HINT), limits.MAX_HINTS).optional(),
    lang: upTo(limits.MAX_LANGUAGE).optional(),
    backEnd: upTo(limits.MAX_BACK_END).optional(),
  }),
  section: z.strictObject({
    headings: list(upTo(limits.MAX_HEADING), limits.MAX_HEADINGS),
    anchor: upTo(limits.MAX_ANCHOR).optional(),
    note: upTo(limits.MAX_NAME).optional(),
    tab: upTo(limits.MAX_NAME).optional(),
  }),
  code: z.strictObject({ language: upTo(limits.MAX_LANGUAGE).optional() }).optional(),
  hidden: z.boolean().optional(),
  capturedAt: z.number().int().nonnegative(),
}) satisfies z.ZodType<Passage>;

export const passageOriginSchema = z.object({
  tabId: z.number().int().optional(),
  windowId: z.number().int().optional(),
  frameId: z.number().int().optional(),
  documentId: z.string().optional(),
}) satisfies z.ZodType<PassageOrigin>;

/** What `inbox:<windowId>:<passageId>` holds. */
export const stagedPassageSchema = z.object({
  passage: passageSchema,
  origin: passageOriginSchema,
  intent: z.enum(['ask', 'add']),
  offerAccess: z.string().optional(),
  whole: z.enum(['asked', 'offered']).optional(),
}) satisfies z.ZodType<StagedPassage>;
