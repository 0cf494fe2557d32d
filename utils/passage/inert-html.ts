import { isSetLikeCode, setLikeCode } from './code-language';
import { elementOf } from './text-walk';

const DROPPED =
  /^(?:script|style|template|noscript|iframe|frame|object|embed|link|meta|base|canvas|video|audio|source|track|input|textarea|select|option|button|svg)$/;
const VOID = /^(?:br|hr|img|wbr|col)$/;
const KEPT =
  'class lang dir alt colspan rowspan start role aria-hidden aria-selected display encoding alttext data-lang data-language data-latex'.split(
    ' ',
  );
/** Structure that gives a part of it its meaning; a part of a cell or an item stands for itself. */
const UNIT = 'pre,table,ul,ol,dl,blockquote,h1,h2,h3,h4,h5,h6,p,td,th,li,dt,dd';
const WHOLE_UNIT = /^(?:pre|table|[uod]l|blockquote|h\d)$/;
/** A formula is drawn from parts that mean nothing alone; its source stands beside them, mostly unseen. */
const FORMULA = 'math,.katex,mjx-container,.MathJax,.MathJax_Display';

/**
 * Markup of what ranges of one tree hold, written from the live tree: cloning would load images and wake the page's custom
 * elements. Only harmless attributes are kept, addresses are absolute http(s), and what is not rendered is left out; open
 * shadow trees are written in their place, formulas whole with their source, and any block set like code as `pre`.
 * Undefined when it would be longer than `limit` UTF-16 units.
 */
export function inertHtml(ranges: Range[], limit: number): string | undefined {
  let out = '';
  const all = ranges[0]!.cloneRange();
  const last = ranges.at(-1)!;
  all.setEnd(last.endContainer, last.endOffset);
  const common = all.commonAncestorContainer;
  const element = elementOf(common);
  const unit = element?.closest(UNIT);
  const outer = unit && WHOLE_UNIT.test(unit.localName) ? unit : (setLikeCode(element) ?? element?.closest('code,a'));
  write(element?.closest(FORMULA) ?? outer ?? common, false, !!outer?.closest('pre'));
  return out.length <= limit ? out : undefined;

  function write(node: Node, whole: boolean, inCode: boolean): void {
    const touching = ranges.filter((range) => whole || range.intersectsNode(node));
    if (out.length > limit || !touching.length) return;
    if (node.nodeType === Node.TEXT_NODE) {
      const { data } = node as Text;
      const parts = touching.map(({ startContainer, startOffset, endContainer, endOffset }) =>
        data.slice(node === startContainer ? startOffset : 0, node === endContainer ? endOffset : data.length),
      );
      out += escape(whole ? data : parts.join(' '));
    } else if (node.nodeType !== Node.ELEMENT_NODE) {
      node.childNodes.forEach((child) => write(child, whole, inCode));
    } else {
      writeElement(node as Element, whole, inCode);
    }
  }

  function writeElement(element: Element, whole: boolean, inCode: boolean): void {
    let name = element.localName;
    const type = element.getAttribute('type') ?? '';
    if (name === 'script' && type.startsWith('math/tex')) {
      const display = type.includes('display') ? 'block' : 'inline';
      out += `<math display="${display}"><annotation encoding="application/x-tex">${escape(element.textContent)}</annotation></math>`;
      return;
    }
    const formula = element.closest(FORMULA);
    const style = getComputedStyle(element);
    const isRendered = style.display !== 'none' && style.visibility === 'visible' && style.userSelect !== 'none';
    if (DROPPED.test(name) || !(isRendered || formula)) return;
    const isCode = !inCode && isSetLikeCode(style);
    let kind = '';
    if (isCode && name !== 'pre') [name, kind] = ['pre', ' data-line=""'];
    out += `<${name}${kind}${attributes(element)}>`;
    if (VOID.test(name)) return;
    const { shadowRoot } = element;
    const slotted = name === 'slot' ? (element as HTMLSlotElement).assignedNodes() : [];
    (slotted.length ? slotted : (shadowRoot ?? element).childNodes).forEach((child: Node) =>
      write(child, whole || !!formula || !!shadowRoot, inCode || isCode || name === 'pre'),
    );
    out += `</${name}>`;
  }
}

function attributes(element: Element): string {
  const pairs = KEPT.map((name) => [name, element.getAttribute(name)]);
  for (const [name, address] of [
    ['href', (element as HTMLAnchorElement).href],
    ['src', element.localName === 'img' && (element as HTMLImageElement).src],
  ]) {
    if (typeof address === 'string' && /^https?:/i.test(address)) pairs.push([name as string, address]);
  }
  return pairs.map(([name, value]) => (value ? ` ${name}="${escape(value)}"` : '')).join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
