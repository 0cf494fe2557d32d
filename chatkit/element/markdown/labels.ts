import type { MarkdownIt } from 'markdown-it';

/**
 * Spares the search for the end of a label where none follows: `[` and `![` without a `]` behind them are words, which
 * the lexer finds out by reading on from each of them. What is read is the same.
 */
export function skipUnclosedLabels(md: MarkdownIt): void {
  let known = { text: '', last: -1 };
  for (const name of ['link', 'image']) {
    const read = md.inline.ruler.__rules__.find((rule) => rule.name === name)?.fn;
    if (!read) throw new Error('This version of markdown-it names its rules otherwise.');
    md.inline.ruler.at(name, (state, silent) => {
      if (known.text !== state.src) known = { text: state.src, last: state.src.lastIndexOf(']') };
      return state.pos < known.last && read(state, silent);
    });
  }
}
