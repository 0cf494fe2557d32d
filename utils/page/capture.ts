import { cleanText } from '../passage/clean-text';
import { codeOf } from '../passage/code-language';
import { headingTrail } from './headings';
import { inspectSelected } from './hidden-text';
import { inertHtml } from './inert-html';
import { MAX_BACK_END, MAX_LANGUAGE, MAX_TEXT, MAX_TITLE } from '../passage/limits';
import { canonicalAddress, pageAddress } from '../passage/page-address';
import { pageHints } from './page-hints';
import { quoteContext } from './quote';
import { readSelection } from './readable-selection';
import { selectedText } from './selected-text';
import { surroundingsOf } from '../passage/surroundings';
import { attributeOf, closestTo, elementOf, trimmedSpan } from '../passage/text-walk';
import type { Passage } from '../passage/types';

/**
 * The selection as a passage, read in one go at the press, so that text and address belong together; null when there is
 * nothing Docent may take. `readable`: what `readSelection` gave at the press, for a script that came after it.
 */
export function capturePassage(view: Window, readable = readSelection(view.document)): Passage | null {
  const text =
    readable &&
    cleanText(selectedText(readable).slice(0, 2 * MAX_TEXT))
      .slice(0, MAX_TEXT)
      .toWellFormed();
  const range = readable?.ranges[0];
  const span = range && trimmedSpan(range);
  if (!readable || !text?.trim() || !range) return null;
  const inspected = readable.ranges.map((each) => inspectSelected(each, view));
  if (inspected.some(({ masked }) => masked)) return null;
  const start = span?.first ?? range.startContainer;
  const common = span && commonOf(span.first, (trimmedSpan(readable.ranges.at(-1)!) ?? span).last);
  const code = common && codeOf(common);
  const exact = code ? text : text.trim();
  const page = pageOf(view, start);
  const section = headingTrail(start, page.title);
  // The fragment is already in use: it names the page (hash routing).
  if (page.url.includes('#')) delete section.anchor;
  return {
    id: randomId(view.crypto),
    text: exact,
    html: inertHtml(readable.ranges),
    quote: { exact, ...(span ? quoteContext(span, start.getRootNode()) : { prefix: '', suffix: '' }) },
    page,
    section: { ...section, ...surroundingsOf(common ?? start) },
    code: code ?? undefined,
    hidden: inspected.some(({ hidden }) => hidden) || undefined,
    capturedAt: Date.now(),
  };
}

/** The page itself, for a press with nothing selected: what it is called stands for its text, which the panel reads. */
export function capturePage(view: Window): Passage {
  const page = pageOf(view, view.document.documentElement);
  return {
    id: randomId(view.crypto),
    text: page.title.trim() || page.url,
    quote: { exact: '', prefix: '', suffix: '' },
    page,
    section: { headings: [] },
    capturedAt: Date.now(),
  };
}

function pageOf({ document, location }: Window, start: Node): Passage['page'] {
  const linked = (rel: string) => document.querySelector<HTMLLinkElement>(`link[rel~=${rel}]`)?.href;
  const canonical = linked('canonical');
  const named = closestTo(elementOf(start), '[lang]');
  return {
    url: pageAddress(location.href, canonical),
    canonical: canonicalAddress(location.href, canonical),
    title: cleanText(document.title.slice(0, MAX_TITLE)),
    hints: pageHints(document),
    backEnd: linked('docent')?.slice(0, MAX_BACK_END) || undefined,
    // Words in SVG or MathML have no `lang` of their own.
    lang: (named && attributeOf(named, 'lang')?.slice(0, MAX_LANGUAGE)) || undefined,
  };
}

function commonOf(first: Node, last: Node): Node {
  const range = new Range();
  range.setStart(first, 0);
  range.setEndAfter(last);
  return range.commonAncestorContainer;
}

/** `randomUUID` exists only in secure contexts; documentation is also read over plain http. */
function randomId(crypto: Crypto): string {
  return crypto.getRandomValues(new Uint8Array(16)).toHex();
}
