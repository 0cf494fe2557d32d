import { isSetLikeCode, setLikeCode } from '../passage/code-language';
import { MAX_ATTRIBUTE, MAX_DEPTH, MAX_HTML, MAX_NODES, MAX_SPAN_DIGITS } from '../passage/limits';
import { attributeOf, closestTo, elementOf, hasWords, isDrawn, isElement, isText, own } from '../passage/text-walk';

const DROPPED =
  /^(?:script|style|template|noscript|iframe|frame|object|embed|link|meta|base|canvas|video|audio|source|track|input|textarea|select|option|button)$/;
/** Words of a drawing; its lines and shapes say nothing. */
const DRAWN_WORDS = 'text,foreignObject';
/** What says how it is drawn only by its style; anything else is drawn as its name says, or nearly. */
const INLINE =
  /^(?:a|abbr|b|cite|code|del|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strong|su[bp]|time|tt|u|var)$|-/;
const BLOCK = /^(?:p|div|li|section|article|header|h\d)$/;
const VOID = /^(?:br|hr|img|wbr|col)$/;
const KEPT =
  'class lang dir alt colspan rowspan value reversed role aria-hidden aria-selected display encoding alttext data-lang data-language data-latex'.split(
    ' ',
  );
/** Structure that gives a part of it its meaning; a part of a cell or an item stands for itself. */
const UNIT = 'pre,table,ul,ol,dl,blockquote,h1,h2,h3,h4,h5,h6,p,td,th,li,dt,dd';
const WHOLE_UNIT = /^(?:pre|table|[uod]l|blockquote|h\d)$/;
/** A formula is drawn from parts that mean nothing alone; its source stands beside them, mostly unseen. */
const FORMULA = 'math,.katex,mjx-container,.MathJax,.MathJax_Display';

/** Which part of a document is written. */
export interface Extent {
  /** Whether there is anything of a node in it; `whole`: it holds all of the tree that the node stands in. */
  touches(node: Node, whole: boolean): boolean;
  /** What of a text is in it. */
  textIn(node: Text, whole: boolean): string;
  /** The first node in it. */
  first: Node;
  /** Whether it tells by itself what can be seen and what is there to be pressed; else what cannot be selected goes. */
  seen?: boolean;
}

/** What is written at most; beyond it there is no markup at all. */
export interface MarkupLimits {
  html: number;
  nodes: number;
  depth: number;
}

/** Markup of what ranges of one tree hold, with the structure around them that gives a part its meaning. */
export function inertHtml(ranges: Range[]): string | undefined {
  const all = ranges[0]!.cloneRange();
  const last = ranges.at(-1)!;
  all.setEnd(last.endContainer, last.endOffset);
  const common = all.commonAncestorContainer;
  const element = elementOf(common);
  const unit = closestTo(element, UNIT);
  const outer = unit && WHOLE_UNIT.test(unit.localName) ? unit : (setLikeCode(element) ?? closestTo(element, 'code,a'));
  const extent: Extent = {
    touches: (node, whole) => whole || ranges.some((range) => range.intersectsNode(node)),
    textIn: (node, whole) =>
      whole
        ? node.data
        : ranges
            .filter((range) => range.intersectsNode(node))
            .map(({ startContainer, startOffset, endContainer, endOffset }) =>
              node.data.slice(node === startContainer ? startOffset : 0, node === endContainer ? endOffset : undefined),
            )
            .join(' '),
    first: ranges[0]!.startContainer.childNodes[ranges[0]!.startOffset] ?? ranges[0]!.startContainer,
  };
  return writeMarkup(closestTo(element, FORMULA) ?? outer ?? common, extent, !!outer?.closest('pre'));
}

const PASSAGE_LIMITS: MarkupLimits = { html: MAX_HTML, nodes: MAX_NODES, depth: MAX_DEPTH };

/**
 * Markup of a part of a document, written from the live tree: cloning would load images and wake the page's custom
 * elements. Only harmless attributes are kept, addresses are absolute http(s), and what is not rendered is left out; open
 * shadow trees are written in their place, formulas whole with their source, and any block set like code as `pre`.
 * Undefined when it would be longer, deeper or of more nodes than the limits allow.
 */
export function writeMarkup(
  from: Node,
  { touches, textIn, first, seen }: Extent,
  isCode = false,
  limits: MarkupLimits = PASSAGE_LIMITS,
): string | undefined {
  let out = '';
  let nodes = 0;
  let depth = 0;
  write(from, false, isCode);
  return nodes > limits.nodes || out.length > limits.html ? undefined : out;

  function write(node: Node, whole: boolean, inCode: boolean): void {
    if (depth > limits.depth || out.length > limits.html) nodes = limits.nodes;
    if (++nodes > limits.nodes || !touches(node, whole)) return;
    if (isText(node)) out += escape(textIn(node, whole));
    else if (isElement(node)) writeElement(node, whole, inCode);
    else node.childNodes.forEach((child) => write(child, whole, inCode));
  }

  function writeElement(element: Element, whole: boolean, inCode: boolean): void {
    let name = own(element, 'localName');
    const type = attributeOf(element, 'type') ?? '';
    if (name === 'script' && type.startsWith('math/tex')) {
      const display = type.includes('display') ? 'block' : 'inline';
      out += `<math display="${display}"><annotation encoding="application/x-tex">${escape(element.textContent)}</annotation></math>`;
      return;
    }
    const formula = closestTo(element, FORMULA);
    const style = getComputedStyle(element);
    const isRendered =
      style.display !== 'none' && (seen || (style.visibility === 'visible' && style.userSelect !== 'none'));
    if (!(isRendered || formula)) return;
    if (name === 'svg') return element.querySelectorAll(DRAWN_WORDS).forEach((words) => write(words, whole, inCode));
    // A word of a sentence may be a button; what stands alone, or in code, is there to be pressed.
    if (name === 'button' && !inCode && (seen || Array.from(element.parentNode!.childNodes).some(isWord)))
      name = 'span';
    // In code also a tip that is shown when it is needed.
    if (DROPPED.test(name) || (inCode && !isDrawn(element, { opacityProperty: true }))) return;
    const isCode = !inCode && isSetLikeCode(style);
    let facts = drawnAs(element, name, style);
    if (isCode && name !== 'pre') [name, facts] = ['pre', ' data-line=""'];
    if (closestTo(element, DRAWN_WORDS) === element) name = 'div';
    if (name === 'ol') facts += numbering(element, first);
    out += `<${name}${facts}${attributes(element)}>`;
    // The box of an item stands before its first word, where few selections begin.
    const box = name === 'li' && element.querySelector<HTMLInputElement>('input[type=checkbox]');
    if (box && closestTo(box, 'li') === element) out += `<input type="checkbox"${box.checked ? ' checked' : ''}>`;
    if (VOID.test(name)) return;
    const { shadowRoot } = element;
    depth++;
    const slotted = name === 'slot' ? (element as HTMLSlotElement).assignedNodes() : [];
    (slotted.length ? slotted : own(shadowRoot ?? element, 'childNodes')).forEach((child: Node) =>
      write(child, whole || !!formula || !!shadowRoot, inCode || isCode || name === 'pre'),
    );
    depth--;
    out += `</${name}>`;
  }
}

const isWord = (node: Node) => isText(node) && hasWords(node);

/** What only the style says: a line of code that is a `span` drawn as a box, an item drawn within a line. */
function drawnAs(element: Element, name: string, { display, position }: CSSStyleDeclaration): string {
  if (BLOCK.test(name)) return /^(?:inline|contents)$/.test(display) ? ' data-drawn="inline"' : '';
  // Words for screen readers alone are boxes too, of one pixel.
  const isBox = INLINE.test(name) && /^(?:block|flex|grid|flow-root|list-item|table(?:-row)?)$/.test(display);
  return isBox && (position !== 'absolute' || element.clientWidth > 2) ? ' data-drawn="block"' : '';
}

/** The number that the page shows at the first item that is written, and in which letters. */
function numbering(list: Element, from: Node): string {
  const items = Array.from(list.children).filter(({ localName }) => localName === 'li');
  const isFalling = attributeOf(list, 'reversed') !== null;
  const numberOf = (element: Element, name: string) => parseInt(attributeOf(element, name) ?? '');
  let number = numberOf(list, 'start');
  if (isNaN(number)) number = isFalling ? items.length : 1;
  for (const item of items) {
    const own = numberOf(item, 'value');
    if (!isNaN(own)) number = own;
    if (from.compareDocumentPosition(item) !== Node.DOCUMENT_POSITION_PRECEDING) break;
    number += isFalling ? -1 : 1;
  }
  const letters = /^(?:none|(?:lower|upper)-.{5})$/.exec(items[0] ? getComputedStyle(items[0]).listStyleType : '');
  return ` start="${number}"${letters ? ` data-letters="${letters[0]}"` : ''}`;
}

function attributes(element: Element): string {
  const pairs: [string, string | null][] = KEPT.map((name) => [name, attributeOf(element, name)]);
  for (const [name, address] of [
    ['href', (element as HTMLAnchorElement).href],
    ['src', element.localName === 'img' && (element as HTMLImageElement).src],
  ]) {
    if (typeof address === 'string' && /^https?:/i.test(address)) pairs.push([name as string, address]);
  }
  const fits = (name: string, value: string) => value.length <= (/span$/.test(name) ? MAX_SPAN_DIGITS : MAX_ATTRIBUTE);
  return pairs.map(([name, value]) => (value && fits(name, value) ? ` ${name}="${escape(value)}"` : '')).join('');
}

/** Cuts a text that makes the markup too long: the rest would only cost time. */
function escape(text: string): string {
  return text.slice(0, MAX_HTML + 1).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
