import type { ComponentOf } from '../widgets/schema';

/** Rows drawn; a chart of more says how many it leaves out. */
export const MAX_ROWS = 500;
/** Numbers beyond this are not drawn: a scale over them shows nothing of the others. */
const LARGEST = 1e15;
/** Nearer to zero than this, differences are no numbers any more, and d3 finds no steps between them. */
const SMALLEST = 1e-300;

export type ChartComponent = ComponentOf<'Chart'>;
type SeriesFields = ChartComponent['series'][number];

export interface ChartRow {
  /** What stands below the row. */
  label: string;
  /** Per series; null where there is no number: a gap, never a zero. */
  values: readonly (number | null)[];
  /** Per series, where its mark begins and ends: above those it is stacked on. */
  spans: readonly (readonly [from: number, to: number] | null)[];
}
export interface ChartSeries {
  kind: SeriesFields['type'];
  label: string;
  stack: string | undefined;
  color: SeriesFields['color'];
  curve: string | undefined;
}
export interface ChartData {
  rows: readonly ChartRow[];
  series: readonly ChartSeries[];
  /** Rows the server sent. */
  total: number;
  /** Lowest and highest value drawn; zero is always between them. */
  extent: readonly [number, number];
}

export function readChart({ data, series, xAxis }: ChartComponent): ChartData {
  const rows = data.slice(0, MAX_ROWS).map((raw): ChartRow => {
    const row = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
    const own = (key: string): unknown => (Object.hasOwn(row, key) ? row[key] : undefined);
    const name = words(own(xAxis.dataKey));
    const values = series.map(({ dataKey }) => numberOf(own(dataKey)));
    return {
      label: Object.hasOwn(xAxis.labels, name) ? (xAxis.labels[name] ?? name) : name,
      values,
      spans: stacked(series, values),
    };
  });
  const ends = rows.flatMap(({ spans }) => spans.flatMap((span) => span ?? []));
  return {
    rows,
    series: series.map(({ type, label, dataKey, stack, color, curveType }) => ({
      kind: type,
      label: label || dataKey,
      stack: type === 'line' ? undefined : stack,
      color,
      curve: curveType,
    })),
    total: data.length,
    extent: [ends.reduce((a, b) => Math.min(a, b), 0), ends.reduce((a, b) => Math.max(a, b), 0)],
  };
}

const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).slice(0, 200)
    : '';

function numberOf(value: unknown): number | null {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  if (!Number.isFinite(number) || Math.abs(number) > LARGEST) return null;
  return Math.abs(number) < SMALLEST ? 0 : number;
}

/** Positive values pile up above zero, negative ones below it. */
function stacked(series: readonly SeriesFields[], values: readonly (number | null)[]): ChartRow['spans'] {
  const tops = new Map<string, number>();
  return values.map((value, index) => {
    const { stack, type } = series[index] ?? {};
    if (value === null) return null;
    if (stack === undefined || type === 'line') return [0, value];
    const key = `${type} ${value < 0 ? '-' : '+'} ${stack}`;
    const from = tops.get(key) ?? 0;
    tops.set(key, from + value);
    return [from, from + value];
  });
}
