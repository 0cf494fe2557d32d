import { cleanText } from './clean-text';
import { codeOf } from './code-language';
import { headingTrail } from './headings';
import { inspectSelected } from './hidden-text';
import { inertHtml } from './inert-html';
import { canonicalAddress, pageAddress } from './page-address';
import { pageHints } from './page-hints';
import { quoteContext } from './quote';
import { readSelection } from './readable-selection';
import { selectedText } from './selected-text';
import { surroundingsOf } from './surroundings';
import { elementOf, trimmedSpan } from './text-walk';
import type { Passage } from './types';

/** The limits of `schema.ts`, which the page script must not import. */
const MAX_TEXT = 200_000;
const MAX_HTML = 200_000;

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
  const { hidden, masked } = readable.ranges.map((each) => inspectSelected(each, view)).reduce(either);
  if (masked) return null;
  const start = span?.first ?? range.startContainer;
  const common = span && commonOf(span.first, (trimmedSpan(readable.ranges.at(-1)!) ?? span).last);
  const code = common && codeOf(common);
  const exact = code ? text : text.trim();
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~=canonical]')?.href;
  const url = pageAddress(view.location.href, canonical);
  const section = headingTrail(start, document.title);
  // The fragment is taken already: it names the page.
  if (url.includes('#')) delete section.anchor;
  return {
    id: randomId(view.crypto),
    text: exact,
    html: inertHtml(readable.ranges, MAX_HTML),
    quote: { exact, ...(span ? quoteContext(span, start.getRootNode()) : { prefix: '', suffix: '' }) },
    page: {
      url,
      canonical: canonicalAddress(view.location.href, canonical),
      title: cleanText(document.title).slice(0, 1_000),
      hints: pageHints(document),
      backEnd: document.querySelector<HTMLLinkElement>('link[rel~=docent]')?.href.slice(0, 2_000) || undefined,
      lang: elementOf(start)?.closest<HTMLElement>('[lang]')?.lang.slice(0, 64) || undefined,
    },
    section: { ...section, ...surroundingsOf(common ?? start) },
    code: code ?? undefined,
    hidden: hidden || undefined,
    capturedAt: Date.now(),
  };
}

function either(a: { hidden: boolean; masked: boolean }, b: { hidden: boolean; masked: boolean }) {
  return { hidden: a.hidden || b.hidden, masked: a.masked || b.masked };
}

function commonOf(first: Node, last: Node): Node {
  const range = first.ownerDocument!.createRange();
  range.setStart(first, 0);
  range.setEndAfter(last);
  return range.commonAncestorContainer;
}

/** `randomUUID` exists only in secure contexts; documentation is also read over plain http. */
function randomId(crypto: Crypto): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
