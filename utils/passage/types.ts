/**
 * The passage contract (docs/design.md, Contracts), as types only: the page script imports this file and must not pay
 * for a schema. `schema.ts` holds the same shape as zod and is checked against these types.
 */
export interface Passage {
  /** Random, made where the passage was captured. */
  id: string;
  /** What the reader selected, as `Selection.toString()` gives it, cleaned (`clean-text.ts`). */
  text: string;
  /** Inert markup of the selection, at most 200 kB; becomes Markdown in the panel, never stored with a thread. */
  html?: string;
  /** W3C TextQuoteSelector: https://www.w3.org/TR/annotation-model/#text-quote-selector */
  quote: { exact: string; prefix: string; suffix: string };
  page: {
    /** Without userinfo, fragment, and (unless it is `rel=canonical`) query. Sent only when the reader switches it on. */
    url: string;
    title: string;
    /** Another address that the page calls its own (`rel=canonical`). */
    canonical?: string;
    lang?: string;
    /** What may tell product, version and generator (`page-hints.ts`); read in the panel, never sent. */
    hints?: string[];
    /** Address the page proposes as its back end (`rel=docent`): offered in the panel, never sent. */
    backEnd?: string;
  };
  section: {
    /** Heading trail, outermost first, without the page title. */
    headings: string[];
    /** `id` of the nearest heading or section, without `#`. */
    anchor?: string;
    /** Note, warning or the like the passage stands in, and the tab it is shown in (`surroundings.ts`). */
    note?: string;
    tab?: string;
  };
  /** Present when the passage is code. */
  code?: { language?: string };
  /** True when the selection holds text that is not visible on the page. */
  hidden?: boolean;
  /** Milliseconds since the epoch. */
  capturedAt: number;
}

/** Where a passage came from, as the browser attests it (never taken from the message body). */
export interface PassageOrigin {
  tabId?: number;
  windowId?: number;
  frameId?: number;
  documentId?: string;
}

/** A passage as the inbox and the draft hold it. */
export interface StagedPassage {
  passage: Passage;
  origin: PassageOrigin;
  /** `ask` replaces an unsent passage (with Undo); `add` joins it. */
  intent: 'ask' | 'add';
  /** Set when the site gave no lasting access: the panel then offers *Always here*. */
  offerAccess?: string;
  /**
   * It is the page itself, with nothing selected on it: its text is read in the panel. `asked`: by the menu's own entry;
   * `offered`: with the panel's opening, so that it stands back behind what the panel holds. Never taken from a page.
   */
  whole?: 'asked' | 'offered';
}
