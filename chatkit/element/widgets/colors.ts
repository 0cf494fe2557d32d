import type { WidgetColor } from './lenient';

/**
 * Colours of a widget as CSS values: a token of the place it is used in, a primitive (`red-100`), or one colour as CSS
 * writes it. Anything else is dropped: `url(…)`, `var(…)` and whole declarations never reach a style.
 */
export type ColorPlace = 'text' | 'background' | 'border' | 'chart';

const tokens: Record<ColorPlace, Readonly<Record<string, string>>> = {
  text: {
    prose: 'var(--text)',
    primary: 'var(--text)',
    emphasis: 'var(--text)',
    secondary: 'var(--muted)',
    tertiary: 'var(--muted)',
    success: 'var(--success)',
    warning: 'var(--warning)',
    danger: 'var(--danger)',
  },
  background: {
    surface: 'var(--bg)',
    'surface-secondary': 'var(--raised)',
    'surface-tertiary': 'light-dark(#eef1f4, #2e3237)',
    'surface-elevated': 'var(--bg)',
    'surface-elevated-secondary': 'var(--raised)',
  },
  border: { default: 'var(--line)', subtle: 'light-dark(#e4e8ec, #2f3338)', strong: 'var(--edge)' },
  // 3 : 1 against the background in both schemes.
  chart: {
    blue: 'light-dark(#1f6feb, #6cb0ff)',
    purple: 'light-dark(#8250df, #c297ff)',
    orange: 'light-dark(#bc4c00, #ffa657)',
    green: 'light-dark(#1a7f37, #56d364)',
    red: 'light-dark(#cf222e, #ff7b72)',
    yellow: 'light-dark(#9a6700, #e3b341)',
    pink: 'light-dark(#bf3989, #ff9bce)',
  },
};
/** In the order in which series without a colour take them. */
export const chartColors: readonly string[] = Object.values(tokens.chart);

/** Hue and chroma of the primitive scales, in OKLCH. */
const hues: Readonly<Record<string, readonly [hue: number, chroma: number]>> = {
  gray: [250, 0.012],
  red: [27, 0.19],
  orange: [55, 0.16],
  yellow: [90, 0.15],
  green: [150, 0.15],
  blue: [255, 0.17],
  purple: [300, 0.18],
  pink: [350, 0.18],
};

const PRIMITIVE = /^([a-z]+)-(0|25|50|75|[1-9]00|950|1000)$/;
const HEX = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
const FUNCTION = /^(?:rgba?|hsla?|hwb|oklch|oklab|lch|lab)\([-\d\s.,%/]*(?:deg|turn|rad)?[-\d\s.,%/]*\)$/i;
/** A name is one word; the browser ignores those it does not know. */
const NAME = /^[a-z]{3,25}$/i;

export function cssColor(color: WidgetColor, place: ColorPlace): string | undefined {
  if (color === undefined) return undefined;
  if (typeof color === 'string') return oneColor(color.trim(), place);
  const light = oneColor(color.light.trim(), place);
  const dark = oneColor(color.dark.trim(), place);
  return light !== undefined && dark !== undefined ? `light-dark(${light}, ${dark})` : (light ?? dark);
}

function oneColor(color: string, place: ColorPlace): string | undefined {
  if (Object.hasOwn(tokens[place], color)) return tokens[place][color];
  const [, scale = '', step = ''] = PRIMITIVE.exec(color) ?? [];
  if (Object.hasOwn(hues, scale)) return primitive(hues[scale] ?? [0, 0], Number(step));
  return HEX.test(color) || FUNCTION.test(color) || (NAME.test(color) && !RESERVED.has(color.toLowerCase()))
    ? color
    : undefined;
}

/** Words that are colours of what stands around, or none. */
const RESERVED = new Set(['inherit', 'initial', 'unset', 'revert', 'none', 'auto']);

/** 0 is white, 1000 black; the middle of a scale has its full chroma. */
function primitive([hue, chroma]: readonly [number, number], step: number): string {
  const share = Math.min(step, 1_000) / 1_000;
  const lightness = Math.round((1 - share * 0.85) * 1_000) / 1_000;
  const strength = Math.round(chroma * Math.sin(Math.PI * Math.min(1, share + 0.08)) * 1_000) / 1_000;
  return `oklch(${lightness} ${Math.max(0, strength)} ${hue})`;
}
