import { languageOf, type CodeBlock } from './document';

/** Lines per finished piece of code. */
const PIECE_LINES = 50;

/**
 * Reads a fenced code block at the start of the unread text while it grows, looking at each character once. Long code
 * is what a whole-tail lexer is slowest at, and the easiest to read without one.
 */
export interface FenceReader {
  /**
   * @param text the whole message so far
   * @param finished nothing more comes
   * @returns the block, and where it ended if it did
   */
  read(text: string, finished: boolean): { block: CodeBlock; end: number | null };
  /** Characters looked at, for the gate on streaming cost. */
  readonly examined: number;
}

/** Null when no complete opening line of an unindented fence stands at `start`. */
export function openFence(text: string, start: number): FenceReader | null {
  const lineEnd = text.indexOf('\n', start);
  if (lineEnd < 0) return null;
  const opening = /^(`{3,}|~{3,})([^\n]*)$/.exec(text.slice(start, lineEnd));
  const fence = opening?.[1];
  const info = opening?.[2] ?? '';
  if (fence === undefined || (fence.startsWith('`') && info.includes('`'))) return null;
  const mark = fence.startsWith('`') ? '`' : '~';
  const closing = new RegExp(`^ {0,3}${mark}{${fence.length},}[ \\t]*$`);
  const language = languageOf(info);

  let scanned = lineEnd + 1;
  let pieces: readonly string[] = [];
  let lines: string[] = [];
  let examined = lineEnd - start;

  const block = (rest: string, end: number, text: string): CodeBlock => {
    return { kind: 'code', key: start, start, raw: text.slice(start, end), language, pieces, rest };
  };

  return {
    get examined() {
      return examined;
    },
    read(text, finished) {
      for (let next = text.indexOf('\n', scanned); next >= 0; next = text.indexOf('\n', scanned)) {
        const line = text.slice(scanned, next);
        examined += line.length + 1;
        if (closing.test(line)) {
          return { block: block(lines.join('\n'), next + 1, text), end: next + 1 };
        }
        lines.push(line);
        if (lines.length === PIECE_LINES) {
          pieces = [...pieces, `${lines.join('\n')}\n`];
          lines = [];
        }
        scanned = next + 1;
      }
      const last = text.slice(scanned);
      examined += last.length;
      // A fence that is just being closed is not shown as code for a frame.
      const isClosing = finished ? closing : new RegExp(`^ {0,3}${mark}+[ \\t]*$`);
      const shown = isClosing.test(last) || (finished && last === '') ? [] : [last];
      return { block: block([...lines, ...shown].join('\n'), text.length, text), end: null };
    },
  };
}
