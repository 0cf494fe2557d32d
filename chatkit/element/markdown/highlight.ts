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
export const MOST_HIGHLIGHTED = 20_000;

/** One piece of coloured code: text, or a class with pieces in it. */
export type CodePiece = string | { className: string; pieces: readonly CodePiece[] };

/** The code in coloured pieces, or null for a language that is not known. The pieces' text is the code, unchanged. */
export function highlight(code: string, language: string): readonly CodePiece[] | null {
  const name = language.toLowerCase();
  if (code.length > MOST_HIGHLIGHTED || !lowlight.registered(name)) return null;
  return piecesOf(lowlight.highlight(name, code).children as ElementContent[]);
}

const piecesOf = (nodes: readonly ElementContent[]): CodePiece[] =>
  nodes.flatMap((node): CodePiece[] => {
    if (node.type === 'text') return [node.value];
    if (node.type !== 'element') return [];
    const names = node.properties.className;
    return [{ className: Array.isArray(names) ? names.join(' ') : '', pieces: piecesOf(node.children) }];
  });
