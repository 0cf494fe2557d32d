import type { CSSProperties } from 'react';
import type * as z from 'zod';
import { cssColor } from './colors';
import type { border, length, spacing } from './lenient';

type Length = z.output<typeof length>;
type Spacing = z.output<typeof spacing>;
type Border = z.output<typeof border>;

/** One unit of spacing. */
const UNIT_PX = 4;
/** No part of a widget is larger: a server cannot push the rest of the thread out of reach. */
const MAX_PX = 2_000;
const MAX_SPACE_PX = 64;
const MAX_BORDER_PX = 16;

const LENGTH = /^(\d{1,5}(?:\.\d{1,4})?)(px|rem|em|ch|lh|%|vw|vh|dvw|dvh)?$/;
const KEYWORDS = new Set(['auto', 'fit-content', 'max-content', 'min-content']);
/** Most of each unit; of percentages one whole. */
const MOST: Readonly<Record<string, number>> = {
  px: MAX_PX,
  rem: 125,
  em: 125,
  ch: 250,
  lh: 100,
  '%': 100,
  vw: 100,
  vh: 100,
  dvw: 100,
  dvh: 100,
};

/** A size: numbers are pixels. Negative, endless and unknown ones are dropped, large ones held. */
export function cssSize(value: Length, most = MAX_PX): string | undefined {
  if (typeof value === 'number') return finite(value) ? `${Math.min(value, most)}px` : undefined;
  const text = value?.trim() ?? '';
  if (KEYWORDS.has(text)) return text;
  const [, amount, unit = 'px'] = LENGTH.exec(text) ?? [];
  return amount === undefined
    ? undefined
    : `${Math.min(Number(amount), MOST[unit] ?? most, unit === 'px' ? most : Infinity)}${unit}`;
}

/** A distance: numbers, also written as text, are units of 4 px. */
export function cssSpace(value: Length): string | undefined {
  const units = typeof value === 'string' && /^\d{1,4}(?:\.\d{1,3})?$/.test(value.trim()) ? Number(value) : value;
  return typeof units === 'number'
    ? finite(units)
      ? `${Math.min(units * UNIT_PX, MAX_SPACE_PX)}px`
      : undefined
    : cssSize(units, MAX_SPACE_PX);
}

const finite = (value: number) => Number.isFinite(value) && value >= 0;

/** Padding or margin, by logical sides: a widget mirrors with its reader's language. */
export function spacingStyle(value: Spacing, property: 'padding' | 'margin'): CSSProperties {
  if (value === undefined) return {};
  if (typeof value !== 'object') return dropEmpty({ [property]: cssSpace(value) });
  const { top, right, bottom, left, x, y } = value;
  return dropEmpty({
    [`${property}BlockStart`]: cssSpace(top ?? y),
    [`${property}BlockEnd`]: cssSpace(bottom ?? y),
    [`${property}InlineStart`]: cssSpace(left ?? x),
    [`${property}InlineEnd`]: cssSpace(right ?? x),
  });
}

type Edge = Extract<Border, object>;
export function borderStyle(value: Border): CSSProperties {
  if (value === undefined) return {};
  if (typeof value === 'number' || 'size' in value) return dropEmpty({ border: edgeStyle(value) });
  const { top, right, bottom, left, x, y } = value;
  return dropEmpty({
    borderBlockStart: edgeStyle(top ?? y),
    borderBlockEnd: edgeStyle(bottom ?? y),
    borderInlineStart: edgeStyle(left ?? x),
    borderInlineEnd: edgeStyle(right ?? x),
  });
}

function edgeStyle(edge: number | Extract<Edge, { size: number }> | undefined): string | undefined {
  if (edge === undefined) return undefined;
  const { size, color, style } = typeof edge === 'number' ? { size: edge, color: undefined, style: undefined } : edge;
  if (!finite(size)) return undefined;
  return `${Math.min(size, MAX_BORDER_PX)}px ${style ?? 'solid'} ${cssColor(color, 'border') ?? 'var(--line)'}`;
}

const radii = {
  none: '0',
  '2xs': '2px',
  xs: '3px',
  sm: '4px',
  md: '6px',
  lg: '8px',
  xl: '12px',
  '2xl': '16px',
  '3xl': '20px',
  '4xl': '24px',
  full: '9999px',
  '100%': '100%',
} as const;
export const RADII = Object.keys(radii) as [keyof typeof radii, ...(keyof typeof radii)[]];

const alignments = { start: 'flex-start', center: 'center', end: 'flex-end', baseline: 'baseline', stretch: 'stretch' };
const justifications = {
  start: 'flex-start',
  center: 'center',
  end: 'flex-end',
  between: 'space-between',
  around: 'space-around',
  evenly: 'space-evenly',
  stretch: 'stretch',
};
export const ALIGNMENTS = Object.keys(alignments) as [keyof typeof alignments, ...(keyof typeof alignments)[]];
export const JUSTIFICATIONS = Object.keys(justifications) as [
  keyof typeof justifications,
  ...(keyof typeof justifications)[],
];

export interface BlockFields {
  height?: Length;
  width?: Length;
  size?: Length;
  minHeight?: Length;
  minWidth?: Length;
  minSize?: Length;
  maxHeight?: Length;
  maxWidth?: Length;
  maxSize?: Length;
  aspectRatio?: Length;
  radius?: keyof typeof radii;
  margin?: Spacing;
  flex?: Length;
}

const RATIO = /^\d{1,4}(?:\.\d{1,3})?(?:\s*\/\s*\d{1,4}(?:\.\d{1,3})?)?$/;
const FLEX = /^(?:\d{1,3}(?:\.\d)?(?:\s+\d{1,3}(?:\s+(?:auto|\d{1,4}(?:px|%)?))?)?|auto|none|initial)$/;

/** Size, margin, corners. Nothing here can lift a part out of its place: no position, no offset, no transform. */
export function blockStyle(fields: BlockFields): CSSProperties {
  const { size, minSize, maxSize, aspectRatio, radius, margin, flex } = fields;
  return {
    ...dropEmpty({
      blockSize: cssSize(fields.height ?? size),
      inlineSize: cssSize(fields.width ?? size),
      minBlockSize: cssSize(fields.minHeight ?? minSize),
      minInlineSize: cssSize(fields.minWidth ?? minSize),
      maxBlockSize: cssSize(fields.maxHeight ?? maxSize),
      maxInlineSize: maxInline(cssSize(fields.maxWidth ?? maxSize)),
      aspectRatio: matching(aspectRatio, RATIO),
      flex: matching(flex, FLEX),
      borderRadius: radius && radii[radius],
    }),
    ...spacingStyle(margin, 'margin'),
  };
}

/** Never wider than the column, whatever was asked for. */
const maxInline = (size: string | undefined) => size && (KEYWORDS.has(size) ? '100%' : `min(100%, ${size})`);

const matching = (value: Length, pattern: RegExp): string | undefined => {
  const text = String(value ?? '').trim();
  return pattern.test(text) ? text : undefined;
};

export interface FlexFields extends BlockFields {
  align?: keyof typeof alignments;
  justify?: keyof typeof justifications;
  wrap?: 'nowrap' | 'wrap' | 'wrap-reverse';
  gap?: Length;
  padding?: Spacing;
  border?: Border;
  background?: Parameters<typeof cssColor>[0];
  direction?: 'row' | 'col';
}

/** A flex container. */
export const flexStyle = (fields: FlexFields): CSSProperties => ({
  ...dropEmpty({
    flexDirection: fields.direction && (fields.direction === 'row' ? 'row' : 'column'),
    alignItems: fields.align && alignments[fields.align],
    justifyContent: fields.justify && justifications[fields.justify],
    flexWrap: fields.wrap,
    gap: cssSpace(fields.gap),
    background: cssColor(fields.background, 'background'),
  }),
  ...spacingStyle(fields.padding, 'padding'),
  ...borderStyle(fields.border),
  ...blockStyle(fields),
});

const dropEmpty = (style: Record<string, string | undefined>): CSSProperties =>
  Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
