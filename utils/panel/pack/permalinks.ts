/** What generators set beside a heading or a signature: `[source]`, `[src]`. */
const SOURCE_LINK = /^\[(?:source|src|edit)\]$/i;
/** ¶ of Sphinx, # of Node.js, § of rustdoc, a picture of a chain, or nothing but a style sheet's icon. */
const SIGN = /^[¶§#∞\p{So}\p{Co}\p{Extended_Pictographic}\ufe0e\ufe0f\u200d\s]*$/u;
const NAMED = /anchor|permalink|header-?link|heading-?link|hash-?link/i;
/** What is linked to as a whole: permalinks stand in it. */
const TITLED = 'h1,h2,h3,h4,h5,h6,dt,summary,caption,figcaption,[role=heading]';

/**
 * Takes out links that are there for the mouse: a heading's link to itself, `[source]`. Only a sign that is used for it
 * counts, beside words that stay: `>>=`, `[]` and `#` are also names of what documentation is about.
 */
export function dropPermalinks(body: HTMLElement): void {
  for (const link of body.querySelectorAll('a')) {
    if (link.querySelector('img,code,[data-tex]')) continue;
    const text = link.textContent.trim();
    if (text === '' || SOURCE_LINK.test(text) || (SIGN.test(text) && isPermalink(link, text))) link.remove();
  }
}

function isPermalink(link: Element, text: string): boolean {
  if (NAMED.test(link.className)) return true;
  const title = link.closest(TITLED);
  return title !== null && title.textContent.trim() !== text;
}
