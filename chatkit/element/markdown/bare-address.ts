import type { MarkdownIt, StateInline, Token } from 'markdown-it';
import { meter } from './bounds';

/** Longest address that becomes a link by itself. */
const MAX_ADDRESS_LENGTH = 2_000;
/** Steps that an address takes, and letters of one that take as much as a rule: each is looked up in tables of Unicode. */
const STEPS_PER_ADDRESS = 6;
const LETTERS_PER_STEP = 4;
/** What no address holds bare. */
const BREAK = /[\s<>"`\\^|\p{Cc}]/u;
/**
 * Punctuation of other scripts, which ends a sentence or closes what stands around the address; and the full-width forms
 * of signs. Dots between parts of a name (`·`, `・`) stay.
 */
const FOREIGN_END = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}\u301c\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/u;
const INNER_DOT = /[·・‧]/u;
/** Signs that end a sentence, or emphasis, when they stand at the end. */
const TRAILING = new Set('?!.,:;*_~\'"');
const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const LATIN_HOST = /^[a-z\d](?:[a-z\d-]{0,62})(?:\.[a-z\d-]{1,63})+/i;
const SPACELESS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/**
 * Where an address ends that begins at `start`, its host at `host`; `start` where there is none. A bare address
 * ends before punctuation that belongs to its sentence.
 */
export function addressEnd(text: string, start: number, host: number, max = text.length): number {
  const limit = Math.min(max, start + MAX_ADDRESS_LENGTH);
  const latin = LATIN_HOST.exec(text.slice(host, Math.min(limit, host + 255)))?.[0].length ?? 0;
  let at = host;
  const open: Record<string, number> = { '(': 0, '[': 0, '{': 0 };
  while (at < limit) {
    const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (BREAK.test(letter)) break;
    // Written without spaces, the sentence goes on behind the host.
    if (at === host + latin && latin > 0 && SPACELESS.test(letter)) break;
    if (letter > '\u007f' && FOREIGN_END.test(letter) && !INNER_DOT.test(letter)) break;
    if (/^(?:\*\*|~~)(?![/\w])/.test(text.slice(at, at + 3))) break;
    if (letter in open) open[letter] = (open[letter] ?? 0) + 1;
    const opener = CLOSING[letter];
    if (opener !== undefined) {
      if (open[opener] === 0) break;
      open[opener] = (open[opener] ?? 0) - 1;
    }
    at += letter.length;
  }
  meter.steps += STEPS_PER_ADDRESS + (at - host) / LETTERS_PER_STEP;
  while (at > host) {
    const last = text.charAt(at - 1);
    if (last === ';') {
      const entity = /&[a-z\d]{1,31};$/i.exec(text.slice(Math.max(host, at - 33), at));
      at -= entity ? entity[0].length : 1;
    } else if (TRAILING.has(last) || INNER_DOT.test(last)) at -= 1;
    else break;
  }
  return at > host && /[\p{L}\p{N}]/u.test(text.slice(host, at)) ? at : start;
}

/** `https://…` as it stands, read before the stars and lines in it could be marks. */
function readAddress(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== 0x3a || !src.startsWith('//', pos + 1) || state.linkLevel > 0) return false;
  const scheme = /(?:^|[^a-z\d+.-])(https?)$/i.exec(src.slice(Math.max(0, pos - 6), pos))?.[1];
  if (scheme === undefined || (!silent && !state.pending.endsWith(scheme))) return false;
  const start = pos - scheme.length;
  const end = addressEnd(src, start, pos + 3, posMax);
  if (end === start) return false;
  if (!silent) {
    state.pending = state.pending.slice(0, -scheme.length);
    const address = src.slice(start, end);
    pushLink(state, address);
  }
  state.pos = end;
  return true;
}

/** Entities are read, as in every other text. */
function pushLink(state: StateInline, address: string): void {
  const text = state.md.utils.unescapeAll(address);
  state.push('link_open', 'a', 1).attrs = [['href', text]];
  state.push('text', '', 0).content = text;
  state.push('link_close', 'a', -1);
}

const HOST = String.raw`[a-z\d](?:[a-z\d-]{0,62})(?:\.[a-z\d-]{1,63}){1,8}`;
const LOOSE = new RegExp(
  String.raw`(?<![\w@/.:-])www\.(?=[\p{L}\d])|(?<![\w.+-])[\w.+-]{1,64}@${HOST}(?![\w-])`,
  'giu',
);

/** `www.…` and addresses of mail in one text, as pieces of it; null where there are none. */
export function looseAddresses(text: string): (string | { href: string; text: string })[] | null {
  if (!/www\.|@/i.test(text)) return null;
  const pieces: (string | { href: string; text: string })[] = [];
  let from = 0;
  meter.steps += text.length / LETTERS_PER_STEP;
  LOOSE.lastIndex = 0;
  for (let found = LOOSE.exec(text); found; found = LOOSE.exec(text)) {
    const { index, 0: whole } = found;
    const isMail = whole.includes('@');
    meter.steps += STEPS_PER_ADDRESS;
    const end = isMail ? index + whole.replace(/[.-]+$/, '').length : addressEnd(text, index, index);
    if (end <= index + (isMail ? 0 : 4)) continue;
    const address = text.slice(index, end);
    pieces.push(text.slice(from, index), { href: isMail ? `mailto:${address}` : `http://${address}`, text: address });
    from = LOOSE.lastIndex = end;
  }
  return from === 0 ? null : [...pieces, text.slice(from)].filter((piece) => piece !== '');
}

/** Makes links of `www.…` and of addresses of mail that stand outside of links. */
function linkLoose(
  md: MarkdownIt,
  flat: readonly Token[],
  make: (type: string, nesting: -1 | 0 | 1) => Token,
): Token[] {
  let links = 0;
  return flat.flatMap((token) => {
    if (token.type === 'link_open') links += 1;
    if (token.type === 'link_close') links -= 1;
    const pieces = token.type === 'text' && links === 0 ? looseAddresses(token.content) : null;
    if (!pieces) return [token];
    const words = (content: string) => Object.assign(make('text', 0), { content });
    return pieces.flatMap((piece) =>
      typeof piece === 'string'
        ? [words(piece)]
        : [
            Object.assign(make('link_open', 1), { attrs: [['href', piece.href]] }),
            words(piece.text),
            make('link_close', -1),
          ],
    );
  });
}

/** Bare addresses as links, as GitHub has them, in sentences of every script. */
export function bareAddresses(md: MarkdownIt): void {
  md.inline.ruler.after('text', 'address', readAddress);
  md.core.ruler.before('text_join', 'loose-addresses', ({ tokens, Token }) => {
    for (const block of tokens) {
      if (!block.children || !/www\.|@/i.test(block.content)) continue;
      block.children = linkLoose(md, block.children, (type, nesting) => new Token(type, '', nesting));
    }
  });
}
