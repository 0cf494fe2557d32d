import * as z from 'zod';
import { passageSchema } from '../passage/schema';

/**
 * Every message the background answers, who may send it (docs/threats.md R2) and both shapes. Names say what the sender
 * wants. No response may carry a token: pages read the token record from `storage.session` themselves.
 *
 * `page`: a content script in a tab. `extension`: one of our own pages (`OWN_PAGES`).
 */
export const messages = {
  /**
   * Inject a later file of the page script into the sender's frame: `popover` when the reader selects text there for the
   * first time, `ask` when they come near the popover, `menu` when they open it. Until then a page pays for none of it.
   */
  loadPart: {
    from: 'page',
    request: z.strictObject({ part: z.enum(['popover', 'ask', 'menu']) }),
    response: z.object({}),
  },
  /** A popover is shown in a page of several frames: the others put theirs away. `frame` is a number the sender drew. */
  popoverShown: { from: 'page', request: z.strictObject({ frame: z.number() }), response: z.object({}) },
  /** The reader pressed *Ask about selection* (or *Add to the question*). Opens the panel in the same tick, then stages. */
  stagePassage: {
    from: 'page',
    request: z.strictObject({ passage: passageSchema, intent: z.enum(['ask', 'add']) }),
    /** `handover`: Firefox, sidebar closed, the hand-over popup was opened. `asleep`: no consent; nothing was kept. */
    response: z.object({ outcome: z.enum(['panel', 'handover', 'asleep', 'refused']) }),
  },
  /** Sent when the popover is first shown or its menu opens; never before a selection. */
  describePopover: {
    from: 'page',
    request: z.strictObject({}),
    response: z.object({
      /** An unsent passage waits in this window, so *Add to the question* makes sense. */
      waiting: z.boolean(),
      /** The shortcut really set, as the browser words it; empty when none. */
      shortcut: z.string(),
      /** Host of the page in the tab, which is what *Not on this site* is about; empty when the browser does not tell. */
      site: z.string(),
    }),
  },
  /** *Not on this site* / *Pause for an hour*, and their undo. The site is the sender's, not the message's. */
  switchPopover: {
    from: 'page',
    request: z.strictObject({ scope: z.enum(['site', 'hour']), off: z.boolean() }),
    response: z.object({}),
  },
  /** *Settings…* in the popover's menu. */
  openSettings: { from: 'page', request: z.strictObject({}), response: z.object({}) },

  /** A token for this connection is absent, near expiry, of another configuration, or was refused. Written to `storage.session`. */
  refreshToken: {
    from: 'extension',
    request: z.strictObject({ connectionId: z.string(), rejected: z.string().nullable() }),
    response: z.object({}),
  },
  /** Signs in with a key typed by the reader; `remember` keeps it on disk. */
  signIn: {
    from: 'extension',
    request: z.strictObject({ connectionId: z.string(), key: z.string().max(4_000).optional(), remember: z.boolean() }),
    response: z.object({}),
  },
  signOut: { from: 'extension', request: z.strictObject({ connectionId: z.string() }), response: z.object({}) },
  /**
   * A panel (side panel, sidebar, or the same page as a tab) is up for this window: the open() was real. `pressed`: a
   * press has just opened it, not the browser's start.
   */
  panelReady: {
    from: 'extension',
    request: z.strictObject({ windowId: z.number().int() }),
    response: z.object({ pressed: z.boolean() }),
  },
  /** Firefox hand-over page has loaded: clear the popup so that the toolbar stays one step. */
  handoverReady: { from: 'extension', request: z.strictObject({ windowId: z.number().int() }), response: z.object({}) },
  /** Settings, consent, connections or granted hosts changed: bring registration, menus and toolbar in line. */
  settingsChanged: { from: 'extension', request: z.strictObject({}), response: z.object({}) },
  /** Wipes every token, key, inbox entry and draft (consent withdrawn, or delete everything). */
  wipe: {
    from: 'extension',
    request: z.strictObject({ scope: z.enum(['session', 'everything']) }),
    response: z.object({}),
  },
} as const satisfies Record<string, { from: 'page' | 'extension'; request: z.ZodType; response: z.ZodType }>;

export type MessageName = keyof typeof messages;
export type PageMessageName = {
  [N in MessageName]: (typeof messages)[N]['from'] extends 'page' ? N : never;
}[MessageName];
export type Request<Name extends MessageName> = z.infer<(typeof messages)[Name]['request']>;
export type Response<Name extends MessageName> = z.infer<(typeof messages)[Name]['response']>;

/** Paths of our own pages: the only documents that count as sender class `extension`. */
export const OWN_PAGES = ['/sidepanel.html', '/options.html', '/welcome.html', '/handover.html'] as const;
