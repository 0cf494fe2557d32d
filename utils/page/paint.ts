import { FOLDED } from './drawn';
import styles from './paint.css?inline';
import { parentOf } from '../passage/text-walk';

/** Named in paint.css, too. */
const NAME = 'docent-passage';
const SHOWN_MS = 4_000;

/**
 * Unfolds what hides a stretch of the document, scrolls to it and paints it for four seconds by the CSS Custom Highlight
 * API. The page's DOM stays as it is, but for what the browser's own *Find* would open, too.
 */
export function showRange(range: Range): void {
  unfold(range.startContainer.parentElement);
  scrollTo(range);
  paint(range);
}

function unfold(element: Element | null): void {
  for (let at = element; at; at = parentOf(at)) {
    if (!at.matches(FOLDED)) continue;
    at.dispatchEvent(new Event('beforematch', { bubbles: true }));
    if (at instanceof HTMLDetailsElement) at.open = true;
    else at.removeAttribute('hidden');
  }
}

function scrollTo(range: Range): void {
  const still = matchMedia('(prefers-reduced-motion:reduce)').matches;
  const behavior = still ? 'instant' : 'smooth';
  const element = range.startContainer.parentElement;
  const tall = (element?.getBoundingClientRect().height ?? 0) > innerHeight;
  // First the scrollers around it, then, in an element taller than the view, the line itself.
  element?.scrollIntoView({ block: tall ? 'nearest' : 'center', behavior: tall ? 'instant' : behavior });
  if (tall) scrollBy({ top: range.getBoundingClientRect().top - innerHeight / 3, behavior });
}

function paint(range: Range): void {
  const highlight = new Highlight(range);
  CSS.highlights.set(NAME, highlight);
  const root = range.startContainer.getRootNode() as Document | ShadowRoot;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  setTimeout(() => {
    if (CSS.highlights.get(NAME) === highlight) CSS.highlights.delete(NAME);
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
  }, SHOWN_MS);
}
