/** Ends of a number in words, which only stand higher. */
const ORDINAL = /^(?:st|nd|rd|th|ers?|[èe]re|[eè]me|nde?)$/i;
const TRADEMARK = /^(?:tm|sm|mc|md|[®©™℠])$/i;
/** Signs of a note that stands elsewhere. */
const NOTE = /^(?:\[.*\]|[*†‡§]+)$/u;
/** One thing, with its sign: what is read as raised without brackets around it. */
const SINGLE = /^(?:[-+\u2212]?(?:\d+|\p{L}\w{0,3})|[-+\u2212*′'])$/u;
const BRACKETED = /^\([^()]*\)$/;
/** Small print is set so too. */
const MAX_POWER = 24;

/** Writes powers and indices so that they stay what they are in flat text: `2^(n+1)`, `x_i`. Changes `body`. */
export function tidyPowers(body: HTMLElement): void {
  // From within: an exponent may have its own.
  for (const element of Array.from(body.querySelectorAll('sup,sub')).reverse()) {
    if (element.closest('[data-tex]')) continue;
    const text = element.textContent.replace(/\s+/g, ' ').trim();
    if (text === '' || text.length > MAX_POWER) continue;
    const isRaised = element.localName === 'sup';
    if (isRaised && element.querySelector('a')) {
      if (!NOTE.test(text)) element.replaceChildren('[', ...element.childNodes, ']');
      continue;
    }
    if (isRaised && isPlain(text, before(element))) continue;
    if (/^(?:LAT|TEX)$/i.test(before(element) + text + after(element))) continue;
    const isSimple = SINGLE.test(text) || BRACKETED.test(text);
    element.replaceWith((isRaised ? '^' : '_') + (isSimple ? text : `(${text})`));
  }
}

const isPlain = (text: string, base: string) =>
  TRADEMARK.test(text) || NOTE.test(text) || (/\d/.test(base) && ORDINAL.test(text));

const before = (element: Element) => element.previousSibling?.textContent?.at(-1) ?? '';
const after = (element: Element) => element.nextSibling?.textContent?.at(0) ?? '';
