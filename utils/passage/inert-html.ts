const DROPPED =
  /^(?:script|style|template|noscript|iframe|frame|object|embed|link|meta|base|canvas|video|audio|source|track|input|textarea|select|option|button|svg|math)$/;
const VOID = /^(?:br|hr|img|wbr|col)$/;
const KEPT = ['class', 'lang', 'dir', 'alt', 'colspan', 'rowspan', 'start', 'data-lang', 'data-language'];
/** Structure that gives a part of it its meaning. */
const STRUCTURE = 'pre,table,ul,ol,dl,blockquote';

/**
 * Markup of what a range holds, written from the live tree: cloning would load images and wake the page's custom elements.
 * Only harmless attributes are kept, addresses are absolute http(s), and what is not rendered is left out. Undefined when
 * it would be longer than `limit` UTF-16 units.
 */
export function inertHtml(range: Range, limit: number): string | undefined {
  let out = '';
  const common = range.commonAncestorContainer;
  const element = common.nodeType === Node.ELEMENT_NODE ? (common as Element) : common.parentElement;
  write(element?.closest(STRUCTURE) ?? common);
  return out.length <= limit ? out : undefined;

  function write(node: Node): void {
    if (out.length > limit || !range.intersectsNode(node)) return;
    if (node.nodeType === Node.TEXT_NODE) {
      const { data } = node as Text;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : data.length;
      out += escape(data.slice(from, to));
    } else if (node.nodeType !== Node.ELEMENT_NODE) {
      node.childNodes.forEach(write);
    } else if (!DROPPED.test((node as Element).localName) && isRendered(node as Element)) {
      const name = (node as Element).localName;
      out += `<${name}${attributes(node as Element)}>`;
      if (VOID.test(name)) return;
      node.childNodes.forEach(write);
      out += `</${name}>`;
    }
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

function isRendered(element: Element): boolean {
  const style = getComputedStyle(element);
  return style.display !== 'none' && style.visibility === 'visible' && style.userSelect !== 'none';
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
