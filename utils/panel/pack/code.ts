import { withoutPrompts } from '../../../chatkit/element/markdown/prompts';
import { createGrowingText } from './growing-text';
import { codeOf } from '../../passage/code-language';

const BLOCK = /^(?:div|p|li|tr|table|tbody|ol|ul|pre|section)$/;
/** How highlighters mark a prompt (Pygments, GAPDoc, highlight.js, Prism), and how long one is. */
const PROMPT = /(?:^|\s)gp(?:\s|$)|prompt/i;
const MAX_PROMPT = 40;
/** Spaces that do not break mean nothing in code, and no compiler takes them. */
const HARD_SPACE = /[\u00a0\u2007\u202f]/g;

/**
 * Makes each block of code one `pre` whose only child is a `code` with its language as class, without prompts: a table of
 * lines, lines as elements, and Doxygen's rows become lines again.
 *
 * @param given the language where the code itself does not name it
 */
export function tidyCode(body: HTMLElement, given?: string): void {
  const { ownerDocument } = body;
  joinLines(body);
  unwrapTables(body);
  const blocks = Array.from(body.querySelectorAll('pre')).filter((pre) => !pre.parentElement?.closest('pre'));
  for (const pre of blocks) {
    const language = codeOf(pre)?.language ?? given;
    for (const part of pre.querySelectorAll('[class]')) {
      const { length } = part.textContent;
      const isPrompt = PROMPT.test(part.getAttribute('class') ?? '') && length <= MAX_PROMPT;
      if (isPrompt && length < pre.textContent.trim().length) part.remove();
    }
    const text = withoutPrompts(codeText(pre))
      .replace(HARD_SPACE, ' ')
      .replace(/^(?:[^\S\n]*\n)+/, '')
      .trimEnd();
    const code = ownerDocument.createElement('code');
    if (language) code.className = `language-${language}`;
    code.textContent = text;
    pre.replaceChildren(code);
  }
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
    const drawn = (node as Element).getAttribute('data-drawn');
    const isBlock = node !== pre && (drawn ? drawn === 'block' : BLOCK.test(localName));
    if (localName === 'br') text.add('\n');
    if (isBlock) lineEnd();
    node.childNodes.forEach(walk);
    if (isBlock) lineEnd();
  };
  walk(pre);
  return text.whole();
}
