import { closestTo, elementOf } from '../passage/text-walk';

/** What the reader selected in the page, as far as Docent may look at it. */
export interface ReadableSelection {
  /**
   * `Selection.toString()`: without what is not rendered (`Range.toString()` has it, docs/threats.md R7). Read when
   * first asked for, which takes 40 ms where 1 MB is selected; a copy by spreading has read it.
   */
  readonly whole: string;
  /** Made from its end to its start. */
  backward: boolean;
  /** In document order; more than one only in Firefox (Ctrl, or around `user-select: none`). */
  ranges: Range[];
}

/**
 * The selection, or null where Docent never looks: nothing selected, a field, editable text, a password
 * (docs/threats.md R7). `root` is the open shadow root the reader last pressed in: without it the browser tells only
 * the outer host.
 */
export function readSelection(document: Document, root?: Node | null): ReadableSelection | null {
  const selection = document.getSelection();
  if (!selection?.rangeCount) return null;
  // Copies: what is pressed on is what was selected then, whatever the page selects next (docs/faults.md F54).
  const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index).cloneRange());
  if (root?.isConnected && selection.getComposedRanges) {
    const [inner] = selection.getComposedRanges({ shadowRoots: [root as ShadowRoot] });
    if (inner && root.contains(inner.startContainer) && root.contains(inner.endContainer)) {
      const range = document.createRange();
      range.setStart(inner.startContainer, inner.startOffset);
      range.setEnd(inner.endContainer, inner.endOffset);
      ranges.splice(0, ranges.length, range);
    }
  }
  if (ranges.every((range) => range.collapsed)) return null;
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  const touched = [active, ...ranges.flatMap((range) => [range.startContainer, range.endContainer])];
  if (touched.some((node) => node && isEditable(elementOf(node)))) return null;
  let whole: string | undefined;
  return {
    get whole() {
      return (whole ??= selection.toString());
    },
    backward: selection.direction === 'backward',
    ranges,
  };
}

function isEditable(element: Element | null): boolean {
  return (element as HTMLElement | null)?.isContentEditable === true || !!closestTo(element, 'input,textarea,select');
}
