import { addressEnd } from './bare-address';

/** Scripts that put no spaces between words: a mark may stand behind any of their letters. */
const SPACELESS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const WORD = /[\p{L}\p{M}\p{N}_]/u;
/** What begins a line as a block: nothing may come between it and its first word. */
const OPENING = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)]|#{1,6}|\[[ xX]?\]?))+[ \t]*$/;
/** The line that makes a table of the one above. */
const DELIMITERS = /^[ \t|:-]*-[ \t|:-]*$/;
/** Longest group of letters that is drawn as one. */
const MAX_LETTER_LENGTH = 40;
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Where a mark stands in a block's text: behind what it cites, and never inside a word, a letter, an address, a marker of
 * Markdown or the beginning of a line.
 * @param wanted what the server said, in UTF-16 units of the text
 */
export function markPlace(raw: string, wanted: number, isTable: boolean): number {
  const end = raw.trimEnd().length;
  let place = wanted <= 0 ? end : Math.min(wanted, end);
  while (place > 0 && /\s/.test(raw.charAt(place - 1))) place -= 1;
  if (place === 0) return end;
  if (isTable) place = insideCell(raw, place, end);
  const line = raw.lastIndexOf('\n', place - 1) + 1;
  // Up to here what a line may begin with is looked at, so that long lines cost nothing.
  if (place - line < 200 && OPENING.test(raw.slice(line, place))) {
    while (place < end && /\s/.test(raw.charAt(place))) place += 1;
    if (place < end) place += 1;
  }
  for (let before = -1; before !== place && place < end;) {
    before = place;
    place = behindLetter(raw, place);
    place = behindWord(raw, place, end);
    place = behindMarker(raw, place, end);
    place = behindAddress(raw, place);
  }
  return Math.min(place, end);
}

/** In a row, before the bar that closes the cell; of the line of delimiters, in the row above. */
function insideCell(raw: string, wanted: number, end: number): number {
  let place = wanted;
  const line = raw.lastIndexOf('\n', place - 1) + 1;
  const lineEnd = raw.indexOf('\n', place);
  if (line > 0 && DELIMITERS.test(raw.slice(line, lineEnd < 0 ? end : lineEnd))) place = line - 1;
  const first = raw.lastIndexOf('\n', place - 1) + 1;
  let back = place;
  while (back > first && /[|\s]/.test(raw.charAt(back - 1))) back -= 1;
  if (back > first) return back;
  while (place < end && /[|\s]/.test(raw.charAt(place))) place += 1;
  return Math.min(end, place + 1);
}

function behindLetter(raw: string, place: number): number {
  const from = Math.max(0, place - MAX_LETTER_LENGTH);
  const letter = letters.segment(raw.slice(from, place + MAX_LETTER_LENGTH)).containing(place - from);
  return letter && from + letter.index < place ? from + letter.index + letter.segment.length : place;
}

function behindWord(raw: string, wanted: number, end: number): number {
  let place = wanted;
  const before = /.$/su.exec(raw.slice(Math.max(0, place - 2), place))?.[0] ?? '';
  if (!WORD.test(before) || SPACELESS.test(before)) return place;
  while (place < end) {
    const letter = String.fromCodePoint(raw.codePointAt(place) ?? 0);
    // An apostrophe or a hyphen inside a word is part of it.
    const isInner = /['’-]/.test(letter) && WORD.test(raw.charAt(place + 1));
    if (SPACELESS.test(letter) || !(WORD.test(letter) || isInner)) break;
    place += letter.length;
  }
  return place;
}

/** Not between the two stars of `**`, behind a backslash, inside an entity or between a link's words and its address. */
function behindMarker(raw: string, wanted: number, end: number): number {
  let place = wanted;
  while (place < end && /[*_~`$]/.test(raw.charAt(place)) && raw.charAt(place) === raw.charAt(place - 1)) place += 1;
  if (/(?:^|[^\\])\\$/.test(raw.slice(Math.max(0, place - 2), place)) && place < end) return place + 1;
  const entity = /&[#\w]{1,31}$/.exec(raw.slice(Math.max(0, place - 32), place));
  if (entity && raw.charAt(place) === ';') return place + 1;
  const destination = /\](?:\([^()\s]*|(?=$))$/.exec(raw.slice(Math.max(0, place - 2_000), place));
  if (destination && (destination[0].length > 1 || raw.charAt(place) === '(')) {
    const close = raw.indexOf(')', place);
    if (close >= 0 && close < place + 2_000 && !raw.slice(place, close).includes('\n')) return close + 1;
  }
  return place;
}

function behindAddress(raw: string, place: number): number {
  const before = raw.slice(Math.max(0, place - 2_000), place);
  const found = /(?:https?:\/\/|www\.)\S*$/i.exec(before) ?? /https?:?\/?$/i.exec(before);
  if (!found) return place;
  const start = place - found[0].length;
  const host = start + (/^https?:\/\//i.exec(raw.slice(start, start + 8))?.[0].length ?? 0);
  return Math.max(place, addressEnd(raw, start, host));
}
