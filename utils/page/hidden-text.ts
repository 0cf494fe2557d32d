import { groundAt, type Tone, toneOf } from './colour';
import { closestTo, isDrawn, own, parentOf, textsOf } from '../passage/text-walk';

/** Parents looked at; a longer selection is judged by its beginning. */
const MAX_PARENTS = 5_000;
/** Letters of four pixels are drawn about five high. */
const MIN_HEIGHT_PX = 5;
const MIN_OPACITY = 0.1;
/** Contrast below which letters cannot be told from their ground; the palest that pages use have 1.2. */
const MIN_CONTRAST = 1.1;
/** https://drafts.fxtf.org/css-masking/ where nothing is left; `clip` is how older style sheets hide for the eye alone. */
const CLIPPED =
  /^(?:inset\((?:50|[5-9]\d|100)%|circle\(0|ellipse\(0|rect\((?:[01]px,? ?){4}|polygon\((?:(-?[\d.]+\w*%?) (-?[\d.]+\w*%?)(?:, \1 \2)*)\))/;
/** Colours of a mask that let nothing through. */
const TRANSPARENT = /rgba\([^)]*, 0\)|transparent/g;
const FILTERED = /opacity\((?:0|0?\.0\d*)\)|blur\((?:[89]|\d\d+)px/;
const PICTURE = 'img,picture,canvas,video,svg,object';

/**
 * What a selection holds beyond what the reader sees: `hidden` when text is selected that is rendered but not visible
 * (transparent, tiny, clipped away, off the page, behind something), `masked` when text stands in a field shown as
 * bullets, which Firefox hands over in clear (docs/threats.md R7). Where what lies behind letters cannot be told, they
 * count as seen. Only styles of what is selected and of what holds it are read.
 */
export function inspectSelected(range: Range, view: Window): { hidden: boolean; masked: boolean } {
  const seen = new Set<Element>();
  const look = createSight(view);
  let hidden = false;
  for (const { node, from, to } of textsOf(range)) {
    const parent = node.parentElement;
    if (!parent || seen.has(parent) || !node.data.slice(from, to).trim()) continue;
    const style = getComputedStyle(parent);
    if (isMasked(style)) return { hidden, masked: true };
    if (hidden || seen.add(parent).size > MAX_PARENTS || style.userSelect === 'none') continue;
    hidden = look(node, parent) === false;
  }
  return { hidden, masked: false };
}

/**
 * Tells whether a reader sees a text: false where it is rendered but not visible, undefined where it is not rendered at
 * all. What is asked of an element is asked once, so its answers hold as long as nothing scrolls.
 */
export function createSight(view: Window): (node: Text, parent: Element) => boolean | undefined {
  const veils = new Map<Element, number>();
  return (node, parent) => {
    const style = getComputedStyle(parent);
    if (style.visibility !== 'visible') return undefined;
    // Tips that code shows when they are needed are left out (`inert-html.ts`).
    if (!isDrawn(parent) || (closestTo(parent, 'pre') && !isDrawn(parent, { opacityProperty: true }))) return undefined;
    return shownThrough(parent, veils) >= MIN_OPACITY && !isUnseen(node, parent, style, view);
  };
}

/** Whether a field shows bullets in place of its text. TypeScript's list of properties lacks this one. */
function isMasked({ webkitTextSecurity }: CSSStyleDeclaration & { webkitTextSecurity?: string }): boolean {
  return !!webkitTextSecurity && webkitTextSecurity !== 'none';
}

/** How much of an element comes through what holds it, itself included: 0 to 1. Each is asked once. */
function shownThrough(element: Element, known: Map<Element, number>): number {
  const path: Element[] = [];
  let at: Element | null = element;
  for (; at && !known.has(at); at = parentOf(at)) path.push(at);
  let shown = at ? known.get(at)! : 1;
  for (const each of path.reverse()) {
    const { opacity, clipPath, clip, filter, maskImage, maskSize } = getComputedStyle(each);
    const isMasked =
      /gradient|url/.test(maskImage) &&
      (!/rgb|url|color|lab|lch/.test(maskImage.replace(TRANSPARENT, '')) || /^0(?:px|%)/.test(maskSize));
    shown *= CLIPPED.test(clipPath) || CLIPPED.test(clip) || FILTERED.test(filter) || isMasked ? 0 : +opacity;
    known.set(each, shown);
  }
  return shown;
}

function isUnseen(node: Text, element: Element, style: CSSStyleDeclaration, view: Window): boolean {
  const letters = new Range();
  letters.selectNodeContents(node);
  const box = letters.getBoundingClientRect();
  if (parseFloat(style.fontSize) <= 4 || box.height < MIN_HEIGHT_PX || isOutside(box, element, view)) return true;
  if (style.textShadow !== 'none' || parseFloat(style.webkitTextStrokeWidth) > 0) return false;
  const ink = toneOf(style.webkitTextFillColor || style.color);
  if (!ink || style.backgroundClip === 'text') return false;
  if (isLegible(ink, groundAt(element, view))) return isCovered(box, element, view);
  const behind = layerBehind(box, element);
  return behind !== null && !isLegible(ink, behind);
}

/** Over a picture (null) anything may be. */
function isLegible({ luminance, alpha }: Tone, ground: number | null | undefined): boolean {
  if (ground === undefined || alpha < MIN_OPACITY) return false;
  const contrast = (luminance + 0.05) / ((ground ?? 0) + 0.05);
  return ground === null || contrast > MIN_CONTRAST || 1 / contrast > MIN_CONTRAST;
}

/** Nothing of it is within the page, or within a box that cuts off what leaves it and cannot be scrolled. */
function isOutside(box: DOMRect, element: Element, view: Window): boolean {
  let area = box;
  let position = 'relative';
  for (let at: Element | null = element; at && position !== 'fixed'; at = parentOf(at)) {
    const { overflowX, overflowY, position: placed } = getComputedStyle(at);
    // What is placed leaves boxes that are not.
    if (position === 'absolute' && placed === 'static') continue;
    position = placed;
    const edge = boxOf(at);
    const cuts = (overflow: string) => /hidden|clip/.test(overflow);
    const width = Math.min(area.right, edge.right) - Math.max(area.left, edge.left);
    const height = Math.min(area.bottom, edge.bottom) - Math.max(area.top, edge.top);
    if ((cuts(overflowX) && width <= 2) || (cuts(overflowY) && height <= 2)) return true;
    // Whatever is out of sight in it can be brought to where it stands.
    if (/auto|scroll/.test(overflowX + overflowY)) area = edge;
  }
  return area.right + view.scrollX <= 0 || area.bottom + view.scrollY <= 0;
}

/** Luminance of a layer beside the element that lies behind its letters; null for a picture; undefined for none. */
function layerBehind(box: DOMRect, element: Element): number | null | undefined {
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const isUnder = (layer: Element) => {
    const { left, right, top, bottom } = boxOf(layer);
    return left <= x && x <= right && top <= y && y <= bottom;
  };
  for (let at: Element | null = element; at; at = parentOf(at)) {
    for (let layer = own(at, 'previousElementSibling'); layer; layer = own(layer, 'previousElementSibling')) {
      if (!isUnder(layer)) continue;
      const { backgroundColor, backgroundImage } = getComputedStyle(layer);
      const holdsPicture = closestTo(layer, PICTURE) || own(layer, 'querySelector').call(layer, PICTURE);
      if (holdsPicture || backgroundImage !== 'none') return null;
      const tone = toneOf(backgroundColor);
      if (tone && tone.alpha > 0.5) return tone.luminance;
    }
    const tone = toneOf(getComputedStyle(at).backgroundColor);
    if (tone && tone.alpha > 0.5) return undefined;
  }
  return undefined;
}

/** Something opaque that stays where it is lies over the letters, as far as they are in view. */
function isCovered(box: DOMRect, element: Element, view: Window): boolean {
  if (box.bottom < 0 || box.top > view.innerHeight) return false;
  const stack = Document.prototype.elementsFromPoint.call(
    view.document,
    box.left + box.width / 2,
    box.top + box.height / 2,
  );
  const depth = stack.indexOf(element);
  return stack.slice(0, Math.max(depth, 0)).some((over) => {
    if (own(element, 'contains').call(element, over)) return false;
    const { backgroundColor, position } = getComputedStyle(over);
    return !/fixed|sticky/.test(position) && (toneOf(backgroundColor)?.alpha ?? 0) > 0.9;
  });
}

/** Asked as the form's own, whatever its controls are called. */
const boxOf = (element: Element) => own(element, 'getBoundingClientRect').call(element);
