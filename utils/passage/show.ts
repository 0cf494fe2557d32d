import type { Passage } from './types';

/**
 * *Show in page*: finds a quote in the document, scrolls to it and paints it for four seconds by the CSS Custom Highlight
 * API, without a change to the page's DOM. Of several places the one with the right surroundings wins, then the first one
 * after `anchor`. `gone` when the page no longer holds the text.
 *
 * Runs alone in the page (`scripting.executeScript({ func: showPassage, args: [quote, anchor] })`): it uses nothing from
 * outside itself. Text is compared without white space, format characters and case, because a selection's text differs
 * from the document's in all three (`text-transform`, blocks, soft hyphens).
 */
export function showPassage(quote: Passage['quote'], anchor?: string | null): 'shown' | 'gone' {
  const NAME = 'docent-passage';
  const SHOWN_MS = 4_000;
  const nodes: Text[] = [];
  const owners: number[] = [];
  const offsets: number[] = [];
  const pieces: string[] = [];

  collect(document.body);
  const text = pieces.join('');
  const [exact, prefix, suffix] = [quote.exact, quote.prefix, quote.suffix].map(solid) as [string, string, string];
  const place = exact ? best() : -1;
  if (place < 0) return 'gone';
  const range = document.createRange();
  const last = place + exact.length - 1;
  range.setStart(nodes[owners[place]!]!, offsets[place]!);
  range.setEnd(nodes[owners[last]!]!, offsets[last]! + 1);
  reveal();
  paint();
  return 'shown';

  function collect(root: Node): void {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element) {
        if (node.shadowRoot) collect(node.shadowRoot);
      } else {
        take(node as Text);
      }
    }
  }

  function take(node: Text): void {
    const parent = node.parentElement;
    if (!/\S/.test(node.data) || (parent && !isSelectable(parent))) return;
    nodes.push(node);
    for (let at = 0; at < node.data.length; at++) {
      const piece = solid(node.data[at]!);
      if (!piece) continue;
      pieces.push(piece);
      owners.push(nodes.length - 1);
      offsets.push(at);
    }
  }

  function isSelectable(element: Element): boolean {
    const { display, visibility, userSelect } = getComputedStyle(element);
    if (visibility !== 'visible' || userSelect === 'none') return false;
    return display === 'contents' || element.checkVisibility();
  }

  /** Unit by unit, so that places in the result stay places in the document. */
  function solid(string: string): string {
    let out = '';
    for (let at = 0; at < string.length; at++) {
      const lower = string[at]!.toLowerCase();
      if (!/[\s\p{Cf}\p{Cc}\p{Co}\p{Cs}\ufe00-\ufe0f]/u.test(lower)) out += lower.length === 1 ? lower : string[at];
    }
    return out;
  }

  function best(): number {
    const after = anchor ? document.getElementById(anchor) : null;
    let found = -1;
    let foundScore = -1;
    for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
      const before = text.slice(Math.max(0, at - prefix.length), at);
      const behind = text.slice(at + exact.length, at + exact.length + suffix.length);
      const follows = after && after.compareDocumentPosition(nodes[owners[at]!]!) & Node.DOCUMENT_POSITION_FOLLOWING;
      const score =
        alike([...before].reverse(), [...prefix].reverse()) + alike([...behind], [...suffix]) + (follows ? 0.5 : 0);
      if (score > foundScore) [found, foundScore] = [at, score];
    }
    return found;
  }

  function alike(a: string[], b: string[]): number {
    const differs = b.findIndex((character, index) => character !== a[index]);
    return differs < 0 ? b.length : differs;
  }

  function reveal(): void {
    const still = matchMedia('(prefers-reduced-motion:reduce)').matches;
    const behavior = still ? 'instant' : 'smooth';
    const element = range.startContainer.parentElement;
    const tall = (element?.getBoundingClientRect().height ?? 0) > innerHeight;
    // First the scrollers around it, then, in an element taller than the view, the line itself.
    element?.scrollIntoView({ block: tall ? 'nearest' : 'center', behavior: tall ? 'instant' : behavior });
    if (tall) scrollBy({ top: range.getBoundingClientRect().top - innerHeight / 3, behavior });
  }

  function paint(): void {
    const highlight = new Highlight(range);
    CSS.highlights.set(NAME, highlight);
    const root = range.startContainer.getRootNode() as Document | ShadowRoot;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`::highlight(${NAME}){background-color:Mark;color:MarkText}`);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    setTimeout(() => {
      if (CSS.highlights.get(NAME) === highlight) CSS.highlights.delete(NAME);
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
    }, SHOWN_MS);
  }
}
