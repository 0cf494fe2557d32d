import { hostOf } from './connection/origins';
import { PAGE_TEXT_LIMIT } from './connection/schema';
import type { PageText } from './draft';
import { AppError } from './errors';
import { samePage } from './passage/page-address';
import { cutPart } from './passage/cut';
import { MAX_PAGE_MARKUP, readMarkup } from './passage/read-markup';
import type { StagedPassage } from './passage/types';

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
 * on (DESIGN.md, Modes). Throws `NEEDS_PERMISSION` when the reader can let us read it, `PAGE_CLOSED` when nobody can, or
 * when the tab shows another page by now.
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
  const { mainMarkdown } = await import('./page-markdown');
  const text = mainMarkdown(parse(markup.html));
  if (text === '') throw new AppError('PAGE_CLOSED');
  const { end } = cutPart(text, 0, PAGE_TEXT_LIMIT);
  return {
    passageId: staged.passage.id,
    title: markup.title.slice(0, 1_000),
    text: text.slice(0, end),
    total: text.length,
  };
}
