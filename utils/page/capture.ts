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
  const { document } = view;
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
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~=canonical]')?.href;
  const url = pageAddress(view.location.href, canonical);
  const title = document.title.slice(0, MAX_TITLE);
  const named = closestTo(elementOf(start), '[lang]');
  const section = headingTrail(start, title);
  // The fragment is already in use: it names the page (hash routing).
  if (url.includes('#')) delete section.anchor;
  return {
    id: randomId(view.crypto),
    text: exact,
    html: inertHtml(readable.ranges),
    quote: { exact, ...(span ? quoteContext(span, start.getRootNode()) : { prefix: '', suffix: '' }) },
    page: {
      url,
      canonical: canonicalAddress(view.location.href, canonical),
      title: cleanText(title),
      hints: pageHints(document),
      backEnd: document.querySelector<HTMLLinkElement>('link[rel~=docent]')?.href?.slice(0, MAX_BACK_END) || undefined,
      // Words in SVG or MathML have no `lang` of their own.
      lang: (named && attributeOf(named, 'lang')?.slice(0, MAX_LANGUAGE)) || undefined,
    },
    section: { ...section, ...surroundingsOf(common ?? start) },
    code: code ?? undefined,
    hidden: inspected.some(({ hidden }) => hidden) || undefined,
    capturedAt: Date.now(),
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
