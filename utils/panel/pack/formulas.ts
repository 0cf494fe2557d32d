import { texOf } from './mathml';

const DRAWN = '.katex,mjx-container,.MathJax,.MathJax_Display,.MathJax_Preview,.MJX_Assistive_MathML,.mwe-math-element';
/** Source that no script has drawn yet (Sphinx, Pandoc), or that was drawn as a picture with its source beside it. */
const WRITTEN = 'span.math,div.math,img.math,img.mwe-math-fallback-image-inline,img.mwe-math-fallback-image-display';

/** To the end of its line, with the break and what the next line begins with (LaTeXML breaks long lines so). */
const COMMENT = /(?<!\\)((?:\\\\)*)%[^\n]*(?:\n\s*|$)/g;

/**
 * Replaces every formula by an element with `data-tex` (`inline` or `block`) whose text is its TeX source: the source
 * that KaTeX, MathJax or the page keeps beside it, else made from MathML.
 */
export function tidyFormulas(body: HTMLElement): void {
  const replace = (element: Element, tex: string, isBlock: boolean) => {
    if (tex.trim() === '') return;
    const source = body.ownerDocument.createElement(isBlock ? 'div' : 'span');
    source.setAttribute('data-tex', isBlock ? 'block' : 'inline');
    source.textContent = tex.replace(COMMENT, '$1').trim();
    element.replaceWith(source);
  };
  for (const drawn of body.querySelectorAll(DRAWN)) {
    if (!drawn.isConnected) continue;
    const source = sourceOf(drawn);
    if (source) replace(drawn, source.tex, source.isBlock);
    // MathJax 2 keeps its source in a script behind what it draws (`inert-html.ts` writes that as `math`).
    else if (/^MathJax|^MJX/.test(drawn.className)) drawn.remove();
  }
  for (const math of body.querySelectorAll('math')) {
    if (!math.isConnected) continue;
    replace(math, texOf(math), math.getAttribute('display') === 'block' || math.closest('.katex-display') !== null);
  }
  for (const written of body.querySelectorAll(WRITTEN)) {
    if (written.closest('pre,[data-tex]') || written.querySelector('[data-tex]')) continue;
    const raw = (written.getAttribute('alt') ?? written.textContent).trim();
    const [, tex = raw] = /^\\[([]([^]*)\\[)\]]$/.exec(raw) ?? [];
    replace(written, tex, written.localName === 'div' || raw.startsWith('\\['));
  }
}

function sourceOf(drawn: Element): { tex: string; isBlock: boolean } | undefined {
  const math = drawn.querySelector('math');
  const isBlock =
    drawn.getAttribute('display') === 'true' ||
    math?.getAttribute('display') === 'block' ||
    drawn.closest('.katex-display,.MathJax_Display') !== null;
  const latex = drawn.getAttribute('data-latex') ?? drawn.querySelector('[data-latex]')?.getAttribute('data-latex');
  if (latex) return { tex: latex, isBlock };
  return math ? { tex: texOf(math), isBlock } : undefined;
}
