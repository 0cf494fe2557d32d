import type { DocentMetadata } from '../../chatkit/protocol/requests';
import { type Connection, DEFAULT_MAX_PASSAGE } from '../connection/schema';
import type { Mode } from '../connection/schema';
import { type PassageWay, passageShare, passageWayOf } from '../connection/passage-way';
import type { CardPassage, ContextPack, Draft, PageText, Switches } from '../shared/draft';
import { offeredModes } from '../connection/modes';
import { cutPart, type Part, shareLimit } from '../passage/cut';
import { addressOfPassage } from './show-in-page';
import { effectiveMode } from './conversation';
import { activePassages } from './draft-changes';
import { partAround } from './page-part';

/** One passage as the card draws it. */
export interface PassageView {
  id: string;
  /** 1, 2, … when the card holds several. */
  number: number | undefined;
  /** Where it stands: title and headings. */
  trail: string[];
  /** The same for one line, `json › Encoders`: the title's first words and the innermost heading. */
  shortTrail: string[];
  /** Of a whole page its address, which is sent only as switched. */
  host: string;
  isCode: boolean;
  hasHiddenText: boolean;
  /** The reader chose both ends of the part that is sent. */
  isTrimmed: boolean;
  /** Product, version, language and generator, whether they go along or not. */
  about: string;
  /** All of the passage in the form that is sent, to choose a part of. */
  text: string;
  /** Units of the whole passage, and the part of it that is sent. */
  total: number;
  start: number;
  end: number;
  /** It is the whole page: `beside` where its text goes as the page's, else in the place of a passage. */
  whole: 'beside' | 'quoted' | undefined;
  /** What leaves the browser, and nothing else: absent means not sent. */
  sent: DocentMetadata['passages'][number];
}

/** The text of a page or a section that goes along. */
export interface PageView {
  title: string;
  text: string;
  /** Units of all there is; more than `text.length` when it was cut. */
  total: number;
  /** What was cut is not the end alone: the passage would not have been in it. */
  isAround: boolean;
}

/**
 * What the card shows. `shape-request.ts` builds the request from this very value, so that what is sent is what the
 * card shows (promise 2): prefix, suffix, markup and whatever is switched off are not in it.
 */
export interface CardView {
  passages: PassageView[];
  mode: Mode;
  switches: Switches;
  /** The text of the page or of the section, only in these modes. */
  page: PageView | undefined;
  /** What is not read yet: a whole page, or the section that goes along unless the reader chose otherwise. */
  unread: { item: CardPassage; part: 'section' | undefined } | undefined;
  /** Whether the passages also stand in the message itself; absent where there is but one way. */
  way?: PassageWay | undefined;
}

export interface CardContext {
  connection: Connection;
  /** *Also sent* as the options have it, for drafts without a choice of their own. */
  switches: Switches;
  /** False when the reader took the permission to send addresses back in the browser; a draft's own choice then falls too. */
  addressAllowed?: boolean;
  /** Longest passage a policy allows. */
  maxPassage?: number | undefined;
  /** What a whole page is called, in the reader's language. */
  wholePage?: string;
}

/** @param passages which of the draft's passages; those the next message carries when left out */
export function describeCard(draft: Draft, context: CardContext, passages = activePassages(draft)): CardView {
  const chosen = draft.switches ?? context.switches;
  const switches = { ...chosen, address: chosen.address && context.addressAllowed !== false };
  // The text of one page has a place of its own, where the back end knows of pages.
  const wholes = passages.filter(({ staged }) => staged.whole);
  const beside = offeredModes(context.connection).includes('page') ? wholes[0] : undefined;
  const chosenMode = effectiveMode(draft, context.connection, passages[0]?.staged.passage.page.url);
  const mode = beside ? 'page' : wholes[0] ? 'passage' : chosenMode;
  const page = passages.some(({ staged }) => staged.passage.id === draft.page?.passageId) ? draft.page : null;
  const read = beside ? beside.page : page && mode === (page.part ?? 'page') ? page : undefined;
  const limit = Math.min(
    context.connection.presentation.limits?.passage ?? DEFAULT_MAX_PASSAGE,
    context.maxPassage ?? Infinity,
    passageShare(context.connection),
  );
  const forms = passages.map((item) => formOf(item, context, switches, item === beside));
  const shares = shareLimit(
    passages.map(({ start, end }, index) => partOf(forms[index]!.text, start, end).length),
    limit - numberingUnits(passages.length) - forms.reduce((sum, { name = '' }) => sum + name.length, 0),
  );
  const described = passages.map((item, index) =>
    describePassage(item, forms[index]!, passages.length > 1 ? index + 1 : undefined, shares[index] ?? 0, switches),
  );
  const shown = read?.text ? describePage(read, described, context.connection) : undefined;
  const unread = wholes.find((item) => !item.page) ?? (mode === 'section' && !page ? passages[0] : undefined);
  return {
    passages: described,
    mode: (mode === 'page' || mode === 'section') && !shown ? 'passage' : mode,
    switches,
    page: shown,
    unread: unread && { item: unread, part: unread.staged.whole ? undefined : 'section' },
    way: beside ? undefined : passageWayOf(context.connection),
  };
}

/** Undefined where the passages leave no room for it. */
function describePage(
  { title, text, total, at, isAround = false }: PageText,
  passages: readonly PassageView[],
  connection: Connection,
): PageView | undefined {
  const taken = passages.reduce((sum, { sent }) => sum + sent.text.length, 0);
  const room =
    passageWayOf(connection) === 'message' ? Math.min(passageShare(connection), DEFAULT_MAX_PASSAGE) - taken : Infinity;
  if (room < MIN_PAGE_TEXT) return undefined;
  const { start, end } = partAround(text, at, passages[0]?.sent.text.length ?? 0, room);
  return { title, text: text.slice(start, end), total, isAround: isAround || start > 0 };
}

/** Less than this of a page or a section says nothing that its passage does not. */
const MIN_PAGE_TEXT = 200;

/** Units that `[1] ` and the blank lines between several passages take (`shape-request.ts`). */
export function numberingUnits(count: number): number {
  return count > 1
    ? Array.from({ length: count }, (_, index) => `[${index + 1}] \n\n`.length).reduce((a, b) => a + b)
    : 0;
}

/** Separators between a page's title and the name of its site. */
const TITLE_SEPARATOR = / [—–|·•»:-] /u;

type Form = { text: string; isMarkdown: boolean; name?: string; whole?: PassageView['whole'] };

/**
 * Markdown where the back end says that it takes it, else plain text. Addresses of links go only with the page's own. A
 * whole page is called so, whoever reads the conversation later.
 */
function formOf(
  { staged, pack, page }: CardPassage,
  { connection: { presentation }, wholePage = '' }: CardContext,
  { address, headings }: Switches,
  isBeside: boolean,
): Form {
  if (staged.whole) {
    const name = [wholePage, headings ? staged.passage.page.title.trim() : ''].filter(Boolean).join(' · ');
    return isBeside
      ? { text: name, isMarkdown: false, whole: 'beside' }
      : { text: page?.text ?? '', isMarkdown: false, whole: 'quoted', name: `${name}\n\n` };
  }
  if (!pack) return { text: staged.passage.text, isMarkdown: false };
  if (!presentation.accepts?.includes('markdown')) return { text: pack.text, isMarkdown: false };
  return { text: (address && pack.linked) || pack.markdown, isMarkdown: true };
}

/** The part the reader chose, within the text as it is now. */
function partOf(text: string, start: number, end = text.length): Part & { length: number } {
  const last = Math.min(end, text.length);
  const from = start < last ? start : 0;
  return { start: from, end: last, length: last - from };
}

function describePassage(
  { staged: { passage }, start, end, pack }: CardPassage,
  { text, isMarkdown, name = '', whole }: Form,
  number: number | undefined,
  limit: number,
  switches: Switches,
): PassageView {
  const chosen = partOf(text, start, end);
  // Without a chosen end the limit is used to the full, however near to the end the part begins.
  const part = end === undefined || chosen.length > limit ? cutPart(text, chosen.start, limit) : chosen;
  const { page, section } = passage;
  const isNamed = (name: string | undefined) => name !== undefined && name.trim() !== '';
  return {
    id: passage.id,
    number,
    trail: [page.title, ...section.headings].filter(isNamed),
    shortTrail: [page.title.split(TITLE_SEPARATOR)[0], section.headings.at(-1)].filter(isNamed).map(String),
    host: whole ? page.url.replace(/^https?:\/\//, '') : (URL.parse(page.url)?.host ?? ''),
    isCode: passage.code !== undefined,
    hasHiddenText: passage.hidden === true,
    isTrimmed: end !== undefined,
    about: describeAbout(page.lang, pack),
    text,
    total: text.length,
    start: part.start,
    end: part.end,
    whole,
    sent: withoutAbsent({
      text: `${name}${text.slice(part.start, part.end)}`,
      whole: whole === 'beside' || undefined,
      format: isMarkdown ? 'markdown' : undefined,
      language: passage.code?.language,
      ...(switches.headings && {
        title: page.title || undefined,
        headings: section.headings,
        note: section.note,
        tab: section.tab,
      }),
      ...(switches.about && {
        product: pack?.product,
        version: pack?.version,
        generator: pack?.generator,
        lang: page.lang,
      }),
      ...(switches.address && {
        url: page.url,
        anchor: section.anchor,
        canonical: page.canonical,
        // It would still hold words that the reader trimmed away.
        link: !whole && part.start === 0 && part.end === text.length ? addressOfPassage(passage) : undefined,
      }),
    }),
  };
}

function describeAbout(lang: string | undefined, pack: ContextPack | undefined): string {
  const product = [pack?.product, pack?.version].filter(Boolean).join(' ');
  return [product, lang, pack?.generator].filter(Boolean).join(' · ');
}

/** Absent means not sent: nothing stands in the request as `undefined` either. */
function withoutAbsent(sent: DocentMetadata['passages'][number]): DocentMetadata['passages'][number] {
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as typeof sent;
}
