import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_ROWS, readChart, type ChartComponent } from '../../../../chatkit/element/chart/data';
import { layOut, shortLabel } from '../../../../chatkit/element/chart/geometry';
import { componentSchema } from '../../../../chatkit/element/widgets/schema';

const chart = (fields: object): ChartComponent => {
  const parsed = componentSchema.parse({ type: 'Chart', xAxis: 'x', ...fields });
  if (parsed.type !== 'Chart') throw new Error('not a chart');
  return parsed;
};
const frame = { width: 320, height: 200, left: 40, right: 4, top: 8, bottom: 24 };
const noGaps = { bar: undefined, category: undefined };
const bars = (fields: object) => layOut(readChart(chart(fields)), frame, noGaps).bars;

test('bars of one stack stand on each other, others side by side', () => {
  const data = [{ x: 'a', p: 1, q: 2, r: 3 }];
  const series = [
    { type: 'bar', dataKey: 'p', stack: 's' },
    { type: 'bar', dataKey: 'q', stack: 's' },
    { type: 'bar', dataKey: 'r' },
  ];
  const [p, q, r] = bars({ data, series });
  expect(p?.x).toBe(q?.x);
  expect((q?.y ?? 0) + (q?.height ?? 0)).toBeCloseTo(p?.y ?? NaN);
  expect(r?.x).toBeGreaterThan(p?.x ?? NaN);
  expect(q?.height).toBeCloseTo(2 * (p?.height ?? NaN));
});

test('values below zero pile up below the axis', () => {
  const { rows, extent } = readChart(
    chart({
      data: [{ x: 'a', p: -1, q: 2, r: -3 }],
      series: ['p', 'q', 'r'].map((dataKey) => ({ type: 'bar', dataKey, stack: 's' })),
    }),
  );
  expect(rows[0]?.spans).toEqual([
    [0, -1],
    [0, 2],
    [-1, -4],
  ]);
  expect(extent).toEqual([-4, 2]);
});

test('what is no number is a gap', () => {
  const values = [1, '2', 'x', null, undefined, NaN, Infinity, 1e300, {}, true, ''];
  const { rows } = readChart(chart({ data: values.map((v) => ({ v })), series: [{ type: 'line', dataKey: 'v' }] }));
  expect(rows.map(({ values: [value] }) => value)).toEqual([1, 2, ...Array<null>(9).fill(null)]);
});

test('the axis takes the server’s own words for its values', () => {
  const { rows } = readChart(
    chart({ data: [{ m: '01' }, { m: '02' }], series: [], xAxis: { dataKey: 'm', labels: { '01': 'January' } } }),
  );
  expect(rows.map(({ label }) => label)).toEqual(['January', '02']);
});

test('of a long chart the first rows are drawn, and it knows how many there were', () => {
  const data = Array.from({ length: 100_000 }, (_, x) => ({ x, v: x }));
  const read = readChart(chart({ data, series: [{ type: 'area', dataKey: 'v' }] }));
  expect(read.rows).toHaveLength(MAX_ROWS);
  expect(read.total).toBe(100_000);
  expect(layOut(read, frame, noGaps).labelEvery).toBeGreaterThan(20);
});

test.each(['basis', 'bumpY', 'monotone', 'stepAfter', 'linearClosed', 'basisOpen', 'toString', 'nope'])(
  'a %s curve has a path',
  (curveType) => {
    const data = [1, 3, 2, 5, 4].map((v, x) => ({ x, v }));
    const series = ['line', 'area'].map((type) => ({ type, dataKey: 'v', curveType }));
    const { curves } = layOut(readChart(chart({ data, series })), frame, noGaps);
    expect(curves.map(({ path }) => path).join('')).toMatch(/^M[^N]+$/);
  },
);

describe('whatever the data', () => {
  test('nothing drawn holds a NaN and no bar stands outside of its chart', () => {
    const value = fc.oneof(
      fc.double(),
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom(NaN, -Infinity, '1e400', '-0', 5e-324, -5e-324),
    );
    const row = fc.dictionary(fc.constantFrom('x', 'p', 'q', '__proto__'), value);
    const kind = fc.constantFrom('bar', 'line', 'area');
    const one = fc.record({
      type: kind,
      dataKey: fc.constantFrom('p', 'q', '__proto__'),
      stack: fc.option(fc.constant('s'), { nil: undefined }),
      curveType: fc.constantFrom('natural', 'step', 'basisClosed'),
    });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 12 }),
        fc.array(one, { maxLength: 4 }),
        fc.nat(40),
        (data, series, gap) => {
          const geometry = layOut(readChart(chart({ data, series })), frame, { bar: gap, category: gap });
          expect(JSON.stringify([geometry.bars, geometry.ticks, geometry.zero, geometry.centers])).not.toContain(
            'null',
          );
          expect(geometry.curves.map(({ path, fill }) => path + (fill ?? '')).join('')).not.toContain('NaN');
          for (const bar of geometry.bars) {
            expect(bar.y).toBeGreaterThanOrEqual(frame.top - 0.01);
            expect(bar.y + bar.height).toBeLessThanOrEqual(frame.height - frame.bottom + 0.01);
          }
        },
      ),
    );
  });
});

test('a long label is cut', () => {
  expect(shortLabel('short')).toBe('short');
  expect(shortLabel('a label of more than sixteen')).toBe('a label of more…');
});
