import { hostOf } from '../../connection/origins';
import { MAX_PAGE_TEXT } from '../../connection/schema';
import type { PageText } from '../../shared/draft';
import { AppError } from '../../shared/errors';
import { cleanText } from '../../passage/clean-text';
import { samePage } from '../../passage/page-address';
import { cutPart } from '../../passage/cut';
import { MAX_PAGE_MARKUP, MAX_TITLE } from '../../passage/limits';
import type { PageMarkup, SectionMarkup } from '../../passage/show-world';
import type { Passage, StagedPassage } from '../../passage/types';
import { partAround, placeOfPassage } from '../page-part';

export interface PageReader {
  /** What a reader sees of a document of the tab; rejects where the browser does not let us. */
  readPage: (tabId: number, frameId: number) => Promise<PageMarkup | undefined>;
  /** Whether the browser gives lasting access to a page. */
  hasAccess: (url: string) => Promise<boolean>;
  /** Inert: nothing in the result loads or runs. */
  parse: (html: string) => Document;
}

export interface SectionReader extends Omit<PageReader, 'readPage'> {
  /** The section that holds the passage, as its frame has it; null where the page does not hold the passage any more. */
  readSection: (tabId: number, frameId: number, passage: Passage) => Promise<SectionMarkup | null>;
}

/**
 * The main text of the page a passage came from, as Markdown of at most 60 000 units, read when the reader switches it
 * on (docs/design.md, Modes). Throws `NEEDS_PERMISSION` when the reader can let us read it, `PAGE_CLOSED` when nobody
 * can, or when the tab shows another page by now.
 */
export async function readPageText(
  staged: StagedPassage,
  { readPage, hasAccess, parse }: PageReader,
): Promise<PageText> {
  const markup = await readIn(staged, hasAccess, (tabId) => readPage(tabId, staged.origin.frameId ?? 0));
  if (markup === undefined || !samePage(markup.url, staged.passage.page.url)) throw new AppError('PAGE_CLOSED');
  const { pageMarkdown } = await import('./page-markdown');
  const text = cleanText(pageMarkdown(markup.html.slice(0, MAX_PAGE_MARKUP), parse));
  if (text === '') throw new AppError('PAGE_CLOSED', { reason: 'empty' });
  const { end } = cutPart(text, 0, MAX_PAGE_TEXT);
  return {
    passageId: staged.passage.id,
    title: markup.title.slice(0, MAX_TITLE),
    text: text.slice(0, end),
    total: text.length,
  };
}

/**
 * The section a passage stands in, in the same way. A page that does not hold the passage any more says so
 * (`PAGE_CLOSED`, reason `gone`).
 */
export async function readSectionText(
  staged: StagedPassage,
  { readSection, hasAccess, parse }: SectionReader,
): Promise<PageText> {
  const { passage, origin } = staged;
  const markup = await readIn(staged, hasAccess, (tabId) => readSection(tabId, origin.frameId ?? 0, passage));
  if (!markup || !samePage(markup.url, passage.page.url)) throw new AppError('PAGE_CLOSED', { reason: 'gone' });
  const { sectionMarkdown } = await import('./page-markdown');
  const text = cleanText(sectionMarkdown(markup.html.slice(0, MAX_PAGE_MARKUP), parse));
  if (text === '') throw new AppError('PAGE_CLOSED', { reason: 'gone' });
  const at = placeOfPassage(text, passage.text);
  const { start, end } = partAround(text, at, passage.text.length, MAX_PAGE_TEXT);
  return {
    passageId: passage.id,
    part: 'section',
    title: (markup.heading || markup.title).slice(0, MAX_TITLE),
    text: text.slice(start, end),
    total: text.length,
    ...(at === undefined ? {} : { at: at - start }),
    ...(start > 0 ? { isAround: true } : {}),
  };
}

async function readIn<Read>(
  { origin: { tabId }, passage }: StagedPassage,
  hasAccess: PageReader['hasAccess'],
  read: (tabId: number) => Promise<Read>,
): Promise<Read> {
  if (tabId === undefined) throw new AppError('PAGE_CLOSED');
  try {
    return await read(tabId);
  } catch (cause) {
    const { url } = passage.page;
    const canBeAllowed = /^https?:/.test(url) && !(await hasAccess(url));
    throw canBeAllowed
      ? new AppError('NEEDS_PERMISSION', { host: hostOf(url) })
      : new AppError('PAGE_CLOSED', {}, { cause });
  }
}
