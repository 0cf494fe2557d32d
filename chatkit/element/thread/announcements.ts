/** Markdown as it is spoken: marks that carry no sound are left out, code is read as it is. */
const spokenText = (markdown: string): string =>
  markdown
    .replace(/^ {0,3}(?:`{3,}|~{3,}).*$/gm, '')
    .replace(/^ {0,3}(?:#{1,6}|>|[-*+])[ \t]+/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`|]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * The whole sentences behind `offset`, as they are announced, and where the next ones begin.
 * @param finished nothing follows: what is left counts as a sentence
 */
export function nextSentences(
  text: string,
  offset: number,
  finished: boolean,
  locale: string,
): { spoken: string; offset: number } {
  const rest = text.slice(offset);
  if (finished) return { spoken: spokenText(rest), offset: text.length };
  const sentences = [...new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(rest)];
  // The last segment may still grow.
  const last = sentences.at(-1);
  const end = last === undefined ? 0 : last.index;
  return { spoken: spokenText(rest.slice(0, end)), offset: offset + end };
}
