import { hostOf } from '../../connection/origins';
import { MAX_PAGE_TEXT } from '../../connection/schema';
import type { PageText } from '../../shared/draft';
import { AppError } from '../../shared/errors';
import { samePage } from '../../passage/page-address';
import { cutPart } from '../../passage/cut';
import { MAX_PAGE_MARKUP, MAX_TITLE } from '../../passage/limits';
import { readMarkup } from '../read-markup';
import type { StagedPassage } from '../../passage/types';

type Markup = ReturnType<typeof readMarkup>;

export interface PageReader {
  /** Runs a function in the tab's top frame and gives its result; rejects where the browser does not let us. */
  run: <Args extends unknown[], Result>(
    tabId: number,
    func: (...args: Args) => Result,
    args: Args,
  ) => Promise<Result | undefined>;
  /** Whether the browser gives lasting access to a page. */
  hasAccess: (url: string) => Promise<boolean>;
  /** Inert: nothing in the result loads or runs. */
  parse: (html: string) => Document;
}

/**
 * The main text of the page a passage came from, as Markdown of at most 60 000 units, read when the reader switches it
 * on (docs/design.md, Modes). Throws `NEEDS_PERMISSION` when the reader can let us read it, `PAGE_CLOSED` when nobody
 * can, or when the tab shows another page by now.
 */
export async function readPageText(staged: StagedPassage, { run, hasAccess, parse }: PageReader): Promise<PageText> {
  const { tabId } = staged.origin;
  if (tabId === undefined) throw new AppError('PAGE_CLOSED');
  let markup: Markup | undefined;
  try {
    markup = await run(tabId, readMarkup, [MAX_PAGE_MARKUP]);
  } catch (cause) {
    const { url } = staged.passage.page;
    const canBeAllowed = /^https?:/.test(url) && !(await hasAccess(url));
    throw canBeAllowed
      ? new AppError('NEEDS_PERMISSION', { host: hostOf(url) })
      : new AppError('PAGE_CLOSED', {}, { cause });
  }
  if (markup === undefined || !samePage(markup.url, staged.passage.page.url)) throw new AppError('PAGE_CLOSED');
  const { pageMarkdown } = await import('./page-markdown');
  const text = pageMarkdown(markup.html.slice(0, MAX_PAGE_MARKUP), parse);
  if (text === '') throw new AppError('PAGE_CLOSED');
  const { end } = cutPart(text, 0, MAX_PAGE_TEXT);
  return {
    passageId: staged.passage.id,
    title: markup.title.slice(0, MAX_TITLE),
    text: text.slice(0, end),
    total: text.length,
  };
}
