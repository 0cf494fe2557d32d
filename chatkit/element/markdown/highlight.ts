import type { ElementContent } from 'hast';
import { common, createLowlight } from 'lowlight';

const lowlight = createLowlight(common);
/** Names that docs use and highlight.js does not know. */
lowlight.registerAlias({
  bash: ['console', 'shell-session', 'zsh'],
  javascript: ['node'],
  python: ['pycon', 'py3', 'python3', 'ipython'],
  typescript: ['mts', 'cts'],
  xml: ['vue', 'html5'],
  ini: ['conf', 'dotenv'],
});

/** Longer code is shown plain: colours are not worth a frame that hangs. */
export const MAX_HIGHLIGHTED = 20_000;
/**
 * An endless word, words without a sign between them, or an endless line: no code is like that, and the patterns of languages take the
 * square of its length.
 */
const ENDLESS = /[\p{L}\p{N}_.:-]{400}|[\p{L}\p{N}_\s]{800}|.{2000}/u;

/** One piece of coloured code: text, or a class with pieces in it. */
export type CodePiece = string | { className: string; pieces: readonly CodePiece[] };

/** The code in coloured pieces, or null for a language that is not known and for code that no language is quick to read. The pieces' text is the code, unchanged. */
export function highlight(code: string, language: string): readonly CodePiece[] | null {
  const name = language.toLowerCase();
  if (code.length > MAX_HIGHLIGHTED || !lowlight.registered(name) || ENDLESS.test(code)) return null;
  try {
    return piecesOf(lowlight.highlight(name, code).children as ElementContent[]);
  } catch {
    // Nested so deep that it ends the stack.
    return null;
  }
}

const piecesOf = (nodes: readonly ElementContent[]): CodePiece[] =>
  nodes.flatMap((node): CodePiece[] => {
    if (node.type === 'text') return [node.value];
    if (node.type !== 'element') return [];
    const names = node.properties.className;
    return [{ className: Array.isArray(names) ? names.join(' ') : '', pieces: piecesOf(node.children) }];
  });
