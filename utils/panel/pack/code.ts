import { withoutPrompts } from '../../../chatkit/element/markdown/prompts';
import { createGrowingText } from './growing-text';
import { codeOf } from '../../passage/code-language';

const BLOCK = /^(?:div|p|li|tr|table|tbody|ol|ul|pre|section)$/;
/** How highlighters mark a prompt: Pygments, highlight.js, Prism. */
const PROMPT = '.gp,.hljs-meta.prompt_,.token.prompt,.prompt';

/**
 * Makes each block of code one `pre` whose only child is a `code` with its language as class, without prompts: a table of
 * lines, lines as elements, and Doxygen's rows become lines again. @returns in how many blocks there were prompts
 */
export function tidyCode(body: HTMLElement, given: { isCode: boolean; language?: string | undefined }): number {
  const { ownerDocument } = body;
  joinLines(body);
  unwrapTables(body);
  let prompted = 0;
  const blocks = Array.from(body.querySelectorAll('pre')).filter((pre) => !pre.parentElement?.closest('pre'));
  for (const pre of blocks) {
    const language = codeOf(pre)?.language ?? given.language;
    const marked = pre.querySelectorAll(PROMPT);
    const drawn = codeText(pre);
    marked.forEach((prompt) => prompt.remove());
    const text = withoutPrompts(codeText(pre))
      .replace(/^(?:[^\S\n]*\n)+/, '')
      .trimEnd();
    if (text !== drawn.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd()) prompted += 1;
    const code = ownerDocument.createElement('code');
    if (language) code.className = `language-${language}`;
    code.textContent = text;
    pre.replaceChildren(code);
  }
  return prompted;
}

/** Rows of code that each became a `pre` (`inert-html.ts`, `data-line`) are one block. */
function joinLines(body: HTMLElement): void {
  for (const row of body.querySelectorAll('pre[data-line]')) {
    const before = row.previousElementSibling;
    if (before?.localName !== 'pre' || !before.hasAttribute('data-line')) continue;
    before.append('\n', ...row.childNodes);
    row.remove();
  }
}

/** A table of lines (their numbers are gone by now) is its one block of code. */
function unwrapTables(body: HTMLElement): void {
  for (const table of body.querySelectorAll('table')) {
    const blocks = table.querySelectorAll('pre');
    if (blocks.length === 1 && blocks[0]!.textContent.trim() === table.textContent.trim())
      table.replaceWith(blocks[0]!);
  }
}

/** Text of a block of code, each element that is drawn as a line on a line of its own. */
function codeText(pre: Element): string {
  const text = createGrowingText();
  const lineEnd = () => {
    if (text.last() !== '' && text.last() !== '\n') text.add('\n');
  };
  const walk = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) text.add(node.textContent ?? '');
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const { localName } = node as Element;
    const isBlock = node !== pre && BLOCK.test(localName);
    if (localName === 'br') text.add('\n');
    if (isBlock) lineEnd();
    node.childNodes.forEach(walk);
    if (isBlock) lineEnd();
  };
  walk(pre);
  return text.whole();
}
