import { type Connection, DEFAULT_PASSAGE_LIMIT } from '../connection/schema';
import type { Mode } from '../connection/schema';
import type { CardPassage, Draft } from '../draft';
import { cutPart, shareLimit } from '../passage/cut';
import { effectiveMode } from './conversation';
import { activePassages } from './draft';

/** One passage as the card draws it. */
export interface PassageView {
  id: string;
  /** 1, 2, … when the card holds several. */
  number: number | undefined;
  /** Where it stands: title and headings. */
  trail: string[];
  /** The same for one line, `json › Encoders`: the title's first words and the innermost heading. */
  shortTrail: string[];
  host: string;
  isCode: boolean;
  hasHiddenText: boolean;
  /** Units of the whole passage, and the part of it that is sent. */
  total: number;
  start: number;
  end: number;
  /** What leaves the browser, and nothing else: absent means not sent. */
  sent: { text: string; title?: string; headings?: string[]; language?: string; url?: string; anchor?: string };
}

/**
 * What the card shows. `shape-request.ts` builds the request from this very value, so that what is sent is what the
 * card shows (promise 2): prefix, suffix, markup and whatever is switched off are not in it.
 */
export interface CardView {
  passages: PassageView[];
  mode: Mode;
  switches: { headings: boolean; address: boolean };
  /** The page's text, only in mode `page`. */
  page: { title: string; text: string; total: number } | undefined;
}

export interface CardContext {
  connection: Connection;
  /** *Also sent* as the options have it, for drafts without a choice of their own. */
  switches: { headings: boolean; address: boolean };
  /** Longest passage a policy allows. */
  maxPassage?: number | undefined;
}

/** @param passages which of the draft's passages; those the next message carries when left out */
export function describeCard(draft: Draft, context: CardContext, passages = activePassages(draft)): CardView {
  const switches = draft.switches ?? context.switches;
  const mode = effectiveMode(draft, context.connection, passages[0]?.staged.passage.page.url);
  const hasPage = mode === 'page' && passages.some(({ staged }) => staged.passage.id === draft.page?.passageId);
  const limit = Math.min(
    context.connection.presentation.limits?.passage ?? DEFAULT_PASSAGE_LIMIT,
    context.maxPassage ?? Infinity,
  );
  const shares = shareLimit(
    passages.map(({ staged }) => staged.passage.text.length),
    limit - numberingUnits(passages.length),
  );
  return {
    passages: passages.map((item, index) =>
      describePassage(item, passages.length > 1 ? index + 1 : undefined, shares[index] ?? 0, switches),
    ),
    mode: mode === 'page' && !hasPage ? 'passage' : mode,
    switches,
    page:
      hasPage && draft.page ? { title: draft.page.title, text: draft.page.text, total: draft.page.total } : undefined,
  };
}

/** Units that `[1] ` and the blank lines between several passages take (`shape-request.ts`). */
export function numberingUnits(count: number): number {
  return count > 1
    ? Array.from({ length: count }, (_, index) => `[${index + 1}] \n\n`.length).reduce((a, b) => a + b)
    : 0;
}

/** What sites put between the name of a page and their own. */
const TITLE_SEPARATOR = / [—–|·•»:-] /u;

function describePassage(
  { staged: { passage }, start }: CardPassage,
  number: number | undefined,
  limit: number,
  switches: CardView['switches'],
): PassageView {
  const part = cutPart(passage.text, start, limit);
  const { title, url } = passage.page;
  const language = passage.code?.language;
  const { headings } = passage.section;
  const isNamed = (name: string | undefined) => name !== undefined && name.trim() !== '';
  return {
    id: passage.id,
    number,
    trail: [title, ...headings].filter(isNamed),
    shortTrail: [title.split(TITLE_SEPARATOR)[0], headings.at(-1)].filter(isNamed).map(String),
    host: URL.parse(url)?.host ?? '',
    isCode: passage.code !== undefined,
    hasHiddenText: passage.hidden === true,
    total: passage.text.length,
    ...part,
    sent: {
      text: passage.text.slice(part.start, part.end),
      ...(switches.headings ? { ...(title ? { title } : {}), headings } : {}),
      ...(language ? { language } : {}),
      ...(switches.address ? { url, ...(passage.section.anchor ? { anchor: passage.section.anchor } : {}) } : {}),
    },
  };
}
