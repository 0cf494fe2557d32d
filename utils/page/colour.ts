import { parentOf } from '../passage/text-walk';

/** Relative luminance (0 black … 1 white, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance) and alpha of a computed colour. */
export interface Tone {
  luminance: number;
  alpha: number;
}

/**
 * Reads what `getComputedStyle` serialises: `rgb()`, `color()`, `lab()`, `oklab()` and their kin; null for anything else.
 * The sRGB curve is approximated by a power of 2.2, which is close enough here.
 */
export function toneOf(colour: string): Tone | null {
  const [first = 0, second = 0, third = 0, alpha = 1] = (colour.match(/(?<![\w-])-?[\d.]+(?:e-?\d+)?|none/g) ?? []).map(
    (part) => parseFloat(part) || 0,
  );
  const luminance = /^ok/.test(colour)
    ? first ** 3
    : /^l/.test(colour)
      ? ((first + 16) / 116) ** 3
      : 0.2126 * first ** 2.2 + 0.7152 * second ** 2.2 + 0.0722 * third ** 2.2;
  if (/^rgb/.test(colour)) return { luminance: luminance / 255 ** 2.2, alpha };
  return /^(?:color|l|ok)/.test(colour) ? { luminance, alpha } : null;
}

const DARK_BELOW = 0.4;

/**
 * Luminance of what lies behind an element: the nearest background that is more opaque than not, else the canvas, which
 * follows the root's `color-scheme`. Null over a picture, which cannot be read.
 */
export function groundAt(element: Element | null, view: Window): number | null {
  for (let at = element; at; at = parentOf(at)) {
    const { backgroundColor, backgroundImage, colorScheme } = view.getComputedStyle(at);
    const tone = toneOf(backgroundColor);
    if (tone && tone.alpha > 0.5) return tone.luminance;
    if (backgroundImage !== 'none') return null;
    if (!parentOf(at) && /dark/.test(colorScheme)) {
      return /light/.test(colorScheme) && !view.matchMedia('(prefers-color-scheme:dark)').matches ? 1 : 0;
    }
  }
  return 1;
}

/** Whether the page is dark where this element stands; over a picture its text tells. */
export function isDarkAt(element: Element | null, view: Window): boolean {
  const ink = element && toneOf(view.getComputedStyle(element).color);
  return (groundAt(element, view) ?? 1 - (ink?.luminance ?? 0)) < DARK_BELOW;
}
