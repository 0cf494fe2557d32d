/*
 * What may be handed over of a page, in one table. It holds three times: the page script writes no more (`capture.ts`,
 * `inert-html.ts`), the schema of messages refuses more (`schema.ts`; a hostile page has a page script of its own), and
 * the pack converts no more (`utils/panel/pack/bounds.ts`). Lengths are UTF-16 units.
 */

/** The text of a passage. The card decides what part of it is sent. */
export const MAX_TEXT = 200_000;
/** Its markup; of more there is none, and the text stands alone. The same for all that follows of markup. */
export const MAX_HTML = 200_000;
/** Nodes of markup, those that were looked at and left out among them. */
export const MAX_NODES = 20_000;
/** Elements within each other. */
export const MAX_DEPTH = 100;
/** Columns or rows a cell may take: a cell is written once for each column, and HTML itself allows 1 000. */
export const MAX_SPAN = 99;
export const MAX_SPAN_DIGITS = 2;
/** One attribute; a longer one is left out. Addresses too. */
export const MAX_ATTRIBUTE = 8_000;

export const MAX_TITLE = 1_000;
export const MAX_HEADINGS = 12;
export const MAX_HEADING = 500;
/** Headings looked at above a passage: an API index can have thousands. */
export const MAX_PLACES = 1_000;
export const MAX_ANCHOR = 500;
/** Name of a note or a tab. */
export const MAX_NAME = 80;
/** A language, of words or of code. */
export const MAX_LANGUAGE = 64;
/** Text on one side of a quote; the page script writes 32. */
export const MAX_CONTEXT = 200;
export const MAX_HINTS = 20;
export const MAX_HINT = 200;
export const MAX_BACK_END = 2_000;

/** Text that is made of markup: indentation makes it longer than what it came from. */
export const MAX_PACKED = 2 * MAX_HTML;

/** Markup of a whole page, read for mode `page`: more than any page of text has, and little enough to copy at once. */
export const MAX_PAGE_MARKUP = 5_000_000;

/** A message of a page, counted before it is parsed: values in it, and units of all its strings and names. */
export const MAX_MESSAGE_VALUES = 500;
export const MAX_MESSAGE_UNITS = 700_000;
