/** Lowest contrast an owner's accent must keep (WCAG 1.4.3). */
const NEEDED_CONTRAST = 4.5;

const backgrounds = { light: '#ffffff', dark: '#1b1d20' } as const;
const onAccent = { light: '#ffffff', dark: '#10241e' } as const;

/** Contrast of two `#rrggbb` colours, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
export function contrast(first: string, second: string): number {
  const [lighter = 0, darker = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/**
 * The owner's accent if it is readable on our background and under our text (docs/interface.md 3); else undefined: ours
 * stays.
 */
export function usableAccent(accent: string | undefined, theme: 'light' | 'dark'): string | undefined {
  if (accent === undefined) return undefined;
  const readable = [backgrounds[theme], onAccent[theme]].every((other) => contrast(accent, other) >= NEEDED_CONTRAST);
  return readable ? accent : undefined;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
