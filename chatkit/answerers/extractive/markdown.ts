import { squeeze } from './units';

/**
 * Marks that Markdown would read as its own, wherever they stand in a line, and those of formulas. A closing bracket
 * opens nothing; escaped as well, the two would be the brackets of a formula.
 */
const INLINE = /[\\`*[<>~&$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** The same at the beginning of a line: headings, lists, rules. */
const OPENING = /^(?:[#+=-]|(?=\d{1,9}[.)])\d+)/u;

/** Text of a page as Markdown that shows exactly this text, on one line. */
export const escapeMarkdown = (text: string): string =>
  squeeze(text)
    .replace(INLINE, (mark) => `\\${mark}`)
    .replace(OPENING, (mark) => (/^\d/u.test(mark) ? mark : `\\${mark}`))
    .replace(/^(\d{1,9})([.)])/u, '$1\\$2');

/** Code in a fence longer than any inside it. */
export function fenced(code: string, language = ''): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${/^[\w+#.-]{1,30}$/u.test(language) ? language : ''}\n${code}\n${fence}`;
}
