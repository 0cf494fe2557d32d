import { noteOf, titleOf } from '../../passage/surroundings';
import { tidyCode } from './code';
import { asDrawn } from './drawn';
import { tidyFormulas } from './formulas';
import { dropGutters } from './gutters';
import { dropPermalinks } from './permalinks';
import { tidyPowers } from './powers';

/** What says nothing of its own: icons, buttons drawn as links, tips and notices of what was copied. */
const DECORATION =
  '[aria-hidden=true],[role=img]:empty,[role=button],[role=toolbar],[role=tab]:not([aria-selected=true]),pre [role=tooltip],pre [role=status]';
const TABLE_PARTS = 'thead,tbody,tfoot,tr,td,th,caption';

/**
 * Puts the inert markup of a passage into the form it is read in: formulas as their TeX source, code as bare text, no
 * line numbers, prompts, permalinks; powers with their sign; notes as quotes under their title. Text and Markdown are both made of the result, so they cannot disagree. Changes `body`.
 */
export function tidy(body: HTMLElement, language?: string): void {
  tidyFormulas(body);
  dropGutters(body);
  for (const element of body.querySelectorAll(DECORATION)) element.remove();
  dropPermalinks(body);
  tidyCode(body, language);
  asDrawn(body);
  tidyPowers(body);
  quoteNotes(body);
  for (const part of body.querySelectorAll(TABLE_PARTS)) if (!part.closest('table')) unwrap(part);
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
