import { noteOf, titleOf } from '../../passage/surroundings';
import { tidyCode } from './code';
import { tidyFormulas } from './formulas';
import { dropGutters } from './gutters';

/** What says nothing of its own: permalinks (¶ # §), icons, buttons drawn as links. */
const DECORATION =
  '[aria-hidden=true],[role=img]:empty,[role=button],[role=toolbar],[role=tab]:not([aria-selected=true])';
/** What generators set beside a heading or a signature: `[source]`, `[src]`. */
const SOURCE_LINK = /^\[(?:source|src|edit)\]$/i;
const TABLE_PARTS = 'thead,tbody,tfoot,tr,td,th,caption';
const BARE_LINK = /^[^\p{L}\p{N}]*$/u;

/**
 * Puts the inert markup of a passage into the form it is read in: formulas as their TeX source, code as bare text, no
 * line numbers, prompts, permalinks; notes as quotes under their title. Changes `body`.
 *
 * @returns `isRewritten` when the browser's own text of the selection holds something that was taken out here
 */
export function tidy(
  body: HTMLElement,
  given: { isCode: boolean; language?: string | undefined },
): {
  isRewritten: boolean;
} {
  const formulas = tidyFormulas(body);
  const gutters = dropGutters(body);
  for (const element of body.querySelectorAll(DECORATION)) element.remove();
  for (const link of body.querySelectorAll('a')) {
    const text = link.textContent.trim();
    if ((BARE_LINK.test(text) && !link.querySelector('img,[data-tex]')) || SOURCE_LINK.test(text)) link.remove();
  }
  const prompts = tidyCode(body, given);
  quoteNotes(body);
  for (const part of body.querySelectorAll(TABLE_PARTS)) if (!part.closest('table')) unwrap(part);
  return { isRewritten: formulas + gutters + prompts > 0 };
}

/** A part of a table that has lost it is a block of its own. */
function unwrap(part: Element): void {
  const block = part.ownerDocument.createElement('div');
  block.append(...part.childNodes);
  part.replaceWith(block);
}

function quoteNotes(body: HTMLElement): void {
  for (const box of Array.from(body.querySelectorAll('[class]')).reverse()) {
    const name = noteOf(box);
    if (name === undefined || box.closest('pre')) continue;
    titleOf(box)?.remove();
    const quote = body.ownerDocument.createElement('blockquote');
    const title = body.ownerDocument.createElement('p');
    const strong = title.appendChild(body.ownerDocument.createElement('strong'));
    strong.textContent = name;
    quote.append(title, ...withoutLayout(box));
    box.replaceWith(quote);
  }
}

/** AsciiDoc and DocBook set a note as a table of one row: its icon, then its text. A table of more rows stays one. */
function withoutLayout(box: Element): Node[] {
  const rows = box.querySelectorAll('tr');
  if (box.localName === 'table' && rows.length > 1) {
    const table = box.ownerDocument.createElement('table');
    table.append(...box.childNodes);
    return [table];
  }
  const text = rows.length === 1 ? rows[0]!.querySelector('td:last-of-type') : null;
  return Array.from((text ?? box).childNodes);
}
