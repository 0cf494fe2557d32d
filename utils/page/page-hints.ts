import { cleanText } from '../passage/clean-text';
import { MAX_HINT, MAX_HINTS } from '../passage/limits';

const META =
  /^(?:generator|version|application-name|og:site_name|(?:docsearch|docusaurus|readthedocs|doc|docs|product|dc|vitepress)[:._-].+)$/i;

/**
 * What the page says of itself that may tell product, version and generator, as `name=text`: meta elements, what is
 * marked as a version, the end of its footer. Read in our panel (`utils/panel/pack/facts.ts`), and sent to nobody as it is.
 */
export function pageHints(document: Document): string[] {
  const hints: string[] = [];
  const add = (name: string, text: string | null | undefined) => {
    const clean = cleanText((text ?? '').slice(0, 2 * MAX_HINT).replace(/\s+/g, ' ')).trim();
    if (clean && hints.length < MAX_HINTS) hints.push(`${name.toLowerCase()}=${clean}`.slice(0, MAX_HINT));
  };
  for (const meta of document.querySelectorAll('meta[content]')) {
    const name = meta.getAttribute('name') ?? meta.getAttribute('property') ?? '';
    if (META.test(name)) add(name, meta.getAttribute('content'));
  }
  const shown = '[class~=version i],[class*="-version" i],#projectnumber,#projectname';
  for (const element of [...document.querySelectorAll(shown)].slice(0, 3)) {
    if (element.textContent.length < MAX_HINT / 2) add(element.id || 'version', element.textContent);
  }
  const footers = document.querySelectorAll('footer,[role=contentinfo],[class*=footer i],[id*=footer i]');
  const ends = Array.from(footers, ({ textContent }) => textContent.slice(-MAX_HINT).trim());
  add('footer', ends.findLast(Boolean)?.slice(-150));
  return hints;
}
