import { groundAt, toneOf } from './colour';
import { isDrawn, textsOf } from '../passage/text-walk';

/** Parents looked at; a longer selection is judged by its beginning. */
const MAX_PARENTS = 500;
const MIN_FONT_PX = 4;
const SAME_TONE = 0.002;

/**
 * What a selection holds beyond what the reader sees: `hidden` when text is selected that is rendered but not visible
 * (transparent, tiny, clipped away, off the page), `masked` when text stands in a field shown as bullets, which Firefox
 * hands over in clear (docs/threats.md R7).
 */
export function inspectSelected(range: Range, view: Window): { hidden: boolean; masked: boolean } {
  const seen = new Set<Element>();
  let hidden = false;
  for (const { node, from, to } of textsOf(range)) {
    const parent = node.parentElement;
    if (!parent || seen.has(parent) || !node.data.slice(from, to).trim()) continue;
    if (seen.add(parent).size > MAX_PARENTS) break;
    const style = view.getComputedStyle(parent);
    const masked = style.getPropertyValue('-webkit-text-security');
    if (masked && masked !== 'none') return { hidden, masked: true };
    hidden ||= isHidden(parent, style, view);
  }
  return { hidden, masked: false };
}

function isHidden(element: Element, style: CSSStyleDeclaration, view: Window): boolean {
  if (style.visibility !== 'visible' || style.userSelect === 'none' || !isDrawn(element)) return false;
  if (!isDrawn(element, { opacityProperty: true }) || parseFloat(style.fontSize) < MIN_FONT_PX) return true;
  const ink = toneOf(style.color);
  const ground = groundAt(element, view);
  const blends = ink && (ink.alpha < 0.1 || (ground !== null && Math.abs(ink.luminance - ground) < SAME_TONE));
  if (blends && style.backgroundClip !== 'text') return true;
  const box = element.getBoundingClientRect();
  const clipped = style.overflow !== 'visible' && box.width <= 2 && box.height <= 2;
  return clipped || box.right + view.scrollX < 0 || box.bottom + view.scrollY < 0;
}
