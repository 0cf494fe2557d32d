/** Relative luminance (0 black … 1 white, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance) and alpha of a computed colour. */
export interface Tone {
  luminance: number;
  alpha: number;
}

/** Reads what `getComputedStyle` serialises: `rgb()`, `color()`, `lab()`, `oklab()` and their kin; null for anything else. */
export function toneOf(colour: string): Tone | null {
  const [, space = '', body = ''] = /^(\w+)\((?:[a-z][\w-]+ )?(.*)\)$/.exec(colour) ?? [];
  const [first = 0, second = 0, third = 0, alpha = 1] = body.split(/[\s,/]+/).map((part) => parseFloat(part) || 0);
  if (/^ok/.test(space)) return { luminance: first ** 3, alpha };
  if (/^l/.test(space)) return { luminance: ((first + 16) / 116) ** 3, alpha };
  const scale = /^rgb/.test(space) ? 255 : space === 'color' ? 1 : 0;
  if (!scale) return null;
  const [red, green, blue] = [first, second, third].map((channel) => linear(channel / scale)) as [
    number,
    number,
    number,
  ];
  return { luminance: 0.2126 * red + 0.7152 * green + 0.0722 * blue, alpha };
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

const DARK_BELOW = 0.4;

/**
 * Luminance of what lies behind an element: the nearest background that is more opaque than not, else the canvas, which
 * follows the root's `color-scheme`. Null over a picture, which cannot be read.
 */
export function groundAt(element: Element | null, view: Window): number | null {
  for (let at = element; at; at = at.parentElement) {
    const { backgroundColor, backgroundImage, colorScheme } = view.getComputedStyle(at);
    const tone = toneOf(backgroundColor);
    if (tone && tone.alpha > 0.5) return tone.luminance;
    if (backgroundImage !== 'none') return null;
    if (!at.parentElement && /dark/.test(colorScheme)) {
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
