import { scaleBand, scaleLinear } from 'd3-scale';
import {
  area,
  curveBasis,
  curveBasisClosed,
  curveBasisOpen,
  curveBumpX,
  curveBumpY,
  curveLinear,
  curveLinearClosed,
  curveMonotoneX,
  curveMonotoneY,
  curveNatural,
  curveStep,
  curveStepAfter,
  curveStepBefore,
  line,
  type CurveFactory,
} from 'd3-shape';
import type { ChartData } from './data';

/** `CurveType` of chatkit-python; an unknown name is drawn straight. */
const curves: Readonly<Record<string, CurveFactory>> = {
  basis: curveBasis,
  basisClosed: curveBasisClosed,
  basisOpen: curveBasisOpen,
  bump: curveBumpX,
  bumpX: curveBumpX,
  bumpY: curveBumpY,
  linear: curveLinear,
  linearClosed: curveLinearClosed,
  monotone: curveMonotoneX,
  monotoneX: curveMonotoneX,
  monotoneY: curveMonotoneY,
  natural: curveNatural,
  step: curveStep,
  stepAfter: curveStepAfter,
  stepBefore: curveStepBefore,
};

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}
export interface Bar {
  row: number;
  series: number;
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Curve {
  series: number;
  kind: 'line' | 'area';
  /** The edge. */
  path: string;
  /** What is filled below it. */
  fill: string | null;
}
export interface Geometry {
  bars: readonly Bar[];
  curves: readonly Curve[];
  /** Middle of each row. */
  centers: readonly number[];
  /** Width that belongs to each row. */
  step: number;
  ticks: readonly { value: number; y: number }[];
  zero: number;
  /** Every n-th row has room for its label. */
  labelEvery: number;
  y: (value: number) => number;
}

/** Room that a label of the axis takes, per character at 11 px. */
const CHARACTER_PX = 6.5;
const LABEL_GAP_PX = 10;
const MAX_LABEL_LENGTH = 16;

/** Where everything of a chart stands, in pixels. Never holds a NaN, whatever the data. */
export function layOut(
  { rows, series, extent }: ChartData,
  { width, height, left, right, top, bottom }: Frame,
  gaps: { bar: number | undefined; category: number | undefined },
): Geometry {
  const inner = Math.max(1, width - left - right);
  const [low, high] = extent[0] === extent[1] ? [0, 1] : extent;
  const y = scaleLinear()
    .domain([low, high])
    .nice(4)
    .range([height - bottom, top]);
  const band = scaleBand<number>()
    .domain(rows.map((_row, index) => index))
    .range([left, left + inner])
    .paddingInner(share(gaps.category, inner, rows.length, 0.25))
    .paddingOuter(0.1);
  const step = Math.min(band.step(), inner);
  const centers = rows.map((_row, index) => (band(index) ?? left) + band.bandwidth() / 2);

  // Bars of one stack stand on each other, others side by side.
  const columns = [
    ...new Set(series.flatMap(({ kind, stack }, index) => (kind === 'bar' ? [stack ?? `#${index}`] : []))),
  ];
  const column = scaleBand<string>()
    .domain(columns)
    .range([0, band.bandwidth()])
    .paddingInner(share(gaps.bar, band.bandwidth(), columns.length, 0.1));
  const bars = series.flatMap(({ kind, stack }, place) =>
    kind !== 'bar'
      ? []
      : rows.flatMap(({ spans }, row): Bar[] => {
          const span = spans[place];
          if (!span) return [];
          const [from, to] = [y(span[0]), y(span[1])];
          const x = (band(row) ?? left) + (column(stack ?? `#${place}`) ?? 0);
          const size = { width: Math.max(1, column.bandwidth()), height: Math.abs(to - from) };
          return [{ row, series: place, x, y: Math.min(from, to), ...size }];
        }),
  );

  const points = rows.map((_row, index) => index);
  const drawn = series.flatMap(({ kind, curve = 'linear' }, place): Curve[] => {
    if (kind === 'bar') return [];
    const factory = Object.hasOwn(curves, curve) ? (curves[curve] ?? curveLinear) : curveLinear;
    const spanAt = (row: number) => rows[row]?.spans[place];
    const x = (row: number) => centers[row] ?? left;
    const isThere = (row: number) => spanAt(row) != null;
    const edge = line<number>(x, (row) => y(spanAt(row)?.[1] ?? 0))
      .defined(isThere)
      .curve(factory);
    const filled = area<number>(
      x,
      (row) => y(spanAt(row)?.[0] ?? 0),
      (row) => y(spanAt(row)?.[1] ?? 0),
    )
      .defined(isThere)
      // An area's own curve cannot be a closed one.
      .curve(/Closed|Open/.test(curve) ? curveLinear : factory);
    return [{ series: place, kind, path: edge(points) ?? '', fill: kind === 'area' ? (filled(points) ?? '') : null }];
  });

  const longest = Math.min(MAX_LABEL_LENGTH, Math.max(1, ...rows.map(({ label }) => label.length)));
  return {
    bars,
    curves: drawn,
    centers,
    step,
    ticks: y.ticks(4).map((value) => ({ value, y: y(value) })),
    zero: y(0),
    labelEvery: Math.max(1, Math.ceil((longest * CHARACTER_PX + LABEL_GAP_PX) / Math.max(step, 0.5))),
    y,
  };
}

/** A gap in pixels as the share of a step that d3 wants. */
function share(gap: number | undefined, room: number, count: number, otherwise: number): number {
  if (gap === undefined || count < 2) return otherwise;
  return Math.min(0.8, Math.max(0, gap / (room / count)));
}

export const shortLabel = (label: string): string =>
  label.length > MAX_LABEL_LENGTH ? `${label.slice(0, MAX_LABEL_LENGTH - 1)}…` : label;
