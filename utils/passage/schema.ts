import * as z from 'zod';
import type { Passage, PassageOrigin, StagedPassage } from './types';

/** Longest text taken over from a page, in UTF-16 units. The card decides what part of it is sent. */
export const MAX_CAPTURED_TEXT = 200_000;
/** Longest markup taken over, in UTF-16 units (DESIGN.md: 200 kB). */
export const MAX_CAPTURED_HTML = 200_000;

/** Strict: an unknown key in a message from a page process is refused, not ignored (threats.md R1). */
export const passageSchema = z.strictObject({
  id: z.string().min(8).max(64),
  text: z.string().min(1).max(MAX_CAPTURED_TEXT),
  html: z.string().max(MAX_CAPTURED_HTML).optional(),
  quote: z.strictObject({
    exact: z.string().max(MAX_CAPTURED_TEXT),
    prefix: z.string().max(200),
    suffix: z.string().max(200),
  }),
  page: z.strictObject({
    url: z.string().max(8_000),
    title: z.string().max(1_000),
    canonical: z.string().max(8_000).optional(),
    hints: z.array(z.string().max(200)).max(20).optional(),
    lang: z.string().max(64).optional(),
    backEnd: z.string().max(2_000).optional(),
  }),
  section: z.strictObject({
    headings: z.array(z.string().max(500)).max(12),
    anchor: z.string().max(500).optional(),
    note: z.string().max(80).optional(),
    tab: z.string().max(80).optional(),
  }),
  code: z.strictObject({ language: z.string().max(64).optional() }).optional(),
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
}) satisfies z.ZodType<StagedPassage>;
