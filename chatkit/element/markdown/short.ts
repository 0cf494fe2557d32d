/** A piece of one plain line. */
export type ShortPiece =
  { kind: 'text'; text: string } | { kind: 'strong'; text: string } | { kind: 'link'; text: string; href: string };

/** Characters that no rule of Markdown looks at within a line, and escaped ones. */
const WORD = String.raw`[\p{L}\p{M}\p{N} \u2066-\u2069·,;?'"()%/.…–—-]`;
/** Not `\\(`: a formula may begin there. */
const ESCAPE = String.raw`\\(?!\()[!-\/:-@\[-\x60\{-~]`;
const INNER = `(?:${WORD}|${ESCAPE})`;
const piece = new RegExp(
  [
    `(?<text>${INNER}+)`,
    // Bold only where it stands between spaces and holds letters at both ends: every reader of Markdown agrees there.
    String.raw`(?<=^| )\*\*(?<strong>[\p{L}\p{N}\u2066-\u2069](?:${INNER}*[\p{L}\p{N}\u2066-\u2069])?)\*\*(?=$| )`,
    // No words and no address that may need their host beside them (`link-host.ts`).
    String.raw`\[(?<label>[\p{L}\p{M}\p{N} ·'–-]+)\]\((?<href>https:\/\/(?!(?:[\w.-]*\.)?xn--)[a-zA-Z\d.-]+(?:[:\/?#][^\s()<>\\&*_\x60~@]*)?)\)`,
  ].join('|'),
  'uy',
);
/** What begins a list at the start, and addresses that become links by themselves. */
const SPECIAL = /^(?:[-+ ]|\d{1,9}[.)])| $|www\./i;

/**
 * Reads a line of words, escapes, bold and whole https links: the disclaimer and the short notices are that, and need no
 * Markdown lexer. Null for anything else.
 */
export function readShort(text: string): ShortPiece[] | null {
  if (text === '' || SPECIAL.test(text)) return null;
  const pieces: ShortPiece[] = [];
  piece.lastIndex = 0;
  while (piece.lastIndex < text.length) {
    const groups = piece.exec(text)?.groups;
    if (!groups) return null;
    const { text: words, strong, label, href } = groups;
    if (label !== undefined && href !== undefined) pieces.push({ kind: 'link', text: unescape(label), href });
    else if (strong !== undefined) pieces.push({ kind: 'strong', text: unescape(strong) });
    else pieces.push({ kind: 'text', text: unescape(words ?? '') });
  }
  return pieces;
}

const unescape = (text: string) => text.replace(/\\(.)/g, '$1');
