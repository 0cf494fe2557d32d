import * as z from 'zod';
import { modes, MAX_PAGE_TEXT } from '../connection/schema';
import { MAX_PACKED } from '../passage/limits';
import { stagedPassageSchema } from '../passage/schema';

/** What `utils/panel/pack/pack.ts` makes of a passage's markup. */
export const contextPackSchema = z.object({
  /** The passage as plain text, as it may be sent. */
  text: z.string().max(MAX_PACKED),
  /** The same as Markdown, without addresses. */
  markdown: z.string().max(MAX_PACKED),
  /** Markdown with the addresses of links; absent where it has none. */
  linked: z.string().max(MAX_PACKED).optional(),
  product: z.string().optional(),
  version: z.string().optional(),
  generator: z.string().optional(),
});
export type ContextPack = z.infer<typeof contextPackSchema>;

/** The main text of the page a passage came from, or of its section, read when it was switched on. */
export const pageTextSchema = z.object({
  passageId: z.string(),
  /** Absent: the page. */
  part: z.literal('section').optional(),
  /** Of the page; of a section its heading. */
  title: z.string().max(1_000),
  text: z.string().max(MAX_PAGE_TEXT),
  /** Units of the whole text; more than `text.length` when it was cut. */
  total: z.number().int().nonnegative(),
  /** Where in the text the passage stands, of a section where it was found. */
  at: z.number().int().nonnegative().optional(),
  /** It does not begin where the page or section begins. */
  isAround: z.boolean().optional(),
});
export type PageText = z.infer<typeof pageTextSchema>;

/** A passage as the card holds it. */
export const cardPassageSchema = z.object({
  staged: stagedPassageSchema,
  /** The part to send, UTF-16 units of the form that is sent: all of it unless the reader chose a part. */
  start: z.number().int().nonnegative().catch(0),
  /** Exclusive; absent: as far as the limit allows. */
  end: z.number().int().positive().optional().catch(undefined),
  /** Absent until it is made, moments after the passage arrived. */
  pack: contextPackSchema.optional().catch(undefined),
  /** The text of a whole page, once it is read. */
  page: pageTextSchema.optional().catch(undefined),
  /** That could not be read, which the reader was told. */
  isUnreadable: z.boolean().optional().catch(undefined),
});
export type CardPassage = z.infer<typeof cardPassageSchema>;

/** *Also sent*: what goes along with a passage beside its text. */
export const switchesSchema = z.object({
  headings: z.boolean(),
  address: z.boolean(),
  /** Product, version, language and generator of the documentation. */
  about: z.boolean().catch(true),
});
export type Switches = z.infer<typeof switchesSchema>;

/** As many as `metadata.docent` carries. */
export const MAX_PASSAGES = 10;
const passages = z.array(cardPassageSchema).max(MAX_PASSAGES).catch([]);

/**
 * What the panel of one window keeps under `draft:<windowId>` (docs/design.md 6). Only that panel writes it. Every
 * field repairs itself, so that one bad value does not cost the reader the rest.
 */
export const draftSchema = z.object({
  /** The document that wrote it last: another panel of the same window takes over what it reads. */
  writer: z.string().catch(''),
  /** Null: the default connection. */
  connectionId: z.string().nullable().catch(null),
  threadId: z.string().nullable().catch(null),
  /** Not sent yet. */
  passages,
  /** What `passages` held before a new passage replaced it: *Undo*, *Ask about both*. */
  replaced: passages,
  /** Sent, and goes with every further message until the reader removes it (docs/design.md 4). */
  pinned: passages,
  /** Null: what the connection says for the passage's site, else the first it offers. */
  mode: z.enum(modes).nullable().catch(null),
  page: pageTextSchema.nullable().catch(null),
  /** The last answer had no page to look in, and would have needed one: it is offered. */
  pageWanted: z.boolean().catch(false),
  /** *Also sent*, for this question; null: as set in the options. */
  switches: switchesSchema.nullable().catch(null),
  text: z.string().max(200_000).catch(''),
  /** What could not be shown, until the reader opens it all the same or removes it (`utils/panel/opening.ts`). */
  aside: z
    .object({
      passages,
      pinned: passages,
      /** With its connection; null where a passage alone could not be shown. */
      thread: z.object({ id: z.string(), connectionId: z.string().nullable() }).nullable(),
    })
    .nullable()
    .catch(null),
  /** A question on its way, until the server has echoed it; with what to bring back if it never arrives. */
  sending: z
    .object({
      text: z.string(),
      /** Milliseconds since the epoch. */
      at: z.number(),
      passages,
      pinned: passages,
    })
    .nullable()
    .catch(null),
});
export type Draft = z.infer<typeof draftSchema>;
export type Aside = NonNullable<Draft['aside']>;

export const emptyDraft: Draft = draftSchema.parse({});

export const draftKey = (windowId: number) => `draft:${windowId}`;
/** What each panel of a window is drawing. */
export const openingPrefix = (windowId: number) => `opening:${windowId}:`;
