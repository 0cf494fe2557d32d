/** C0/C1 controls (but newline and tab), soft hyphens, zero-width, bidi overrides and isolates, annotation, tag and private-use characters. */
const NEVER =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e00ff}\p{Co}]/gu;
/** Joiners and variation selectors: part of real words and emoji, and a way to smuggle bits when piled up. */
const JOINERS = /[\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+/gu;
const JOINED_BEFORE = /(?!\p{ASCII})[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;
const JOINED_AFTER = /(?!\p{ASCII})[\p{L}\p{M}\p{Extended_Pictographic}]/u;

/**
 * Page text as it may be shown and sent (docs/threats.md R8c): well-formed, `\n` line ends, nothing invisible that
 * could carry hidden instructions or turn the reading direction. Joiners stay only singly, between letters outside
 * ASCII or emoji. Otherwise nothing is rewritten: the text may be code. Cleaning twice changes nothing.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(NEVER, '')
    .replace(JOINERS, (run, at: number, whole: string) => (isMeaningful(run, at, whole) ? run : ''))
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd();
}

function isMeaningful(run: string, at: number, whole: string): boolean {
  // The characters beside it, each at most a surrogate pair.
  const before = [...whole.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
  const [after = ''] = whole.slice(at + run.length, at + run.length + 2);
  const [first = 0, second] = [...run].map((character) => character.codePointAt(0) ?? 0);
  const joiner = second ?? first;
  if (run.length > 2 || (second !== undefined && first !== 0xfe0f)) return false;
  if (joiner !== 0x200c && joiner !== 0x200d) return second === undefined && before.trim() !== '';
  return JOINED_BEFORE.test(before) && JOINED_AFTER.test(after);
}
