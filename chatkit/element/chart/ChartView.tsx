import { useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { readChart, type ChartComponent } from './data';
import { layOut } from './geometry';
import { chartColors, cssColor } from '../widgets/colors';
import { blockStyle } from '../widgets/measures';
import type { Translate } from '../strings';
import chartStyles from './chart.css?inline';
import { createSheetRef } from '../shared/adopted-sheet';
import { ChartDrawing } from './ChartDrawing';
import { ChartTable } from './ChartTable';
import { useWidth } from './use-width';

const adoptChartStyles = createSheetRef(chartStyles);
const HEIGHT_PX = 200;
const MIN_HEIGHT_PX = 80;
const MAX_HEIGHT_PX = 600;

/**
 * Bars, lines and areas with axes and legend. What a pointer reads by hovering a keyboard reads by the arrow keys, and
 * everyone can have the numbers as a table.
 */
export function ChartView({ chart, t }: { chart: ChartComponent; t: Translate }) {
  const data = useMemo(() => readChart(chart), [chart]);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [current, setCurrent] = useState<number | null>(null);
  const asked = chart.height ?? chart.size;
  const height = Math.round(
    Math.min(MAX_HEIGHT_PX, Math.max(MIN_HEIGHT_PX, typeof asked === 'number' && asked > 0 ? asked : HEIGHT_PX)),
  );
  const number = useMemo(() => new Intl.NumberFormat(t.locale, { maximumFractionDigits: 4 }), [t.locale]);
  const short = useMemo(
    () => new Intl.NumberFormat(t.locale, { notation: 'compact', maximumFractionDigits: 2 }),
    [t.locale],
  );
  const showY = chart.showYAxis ?? false;
  const frame = {
    width,
    height,
    left: showY ? 44 : 4,
    right: 4,
    top: 8,
    bottom: chart.xAxis.hide ? 8 : 24,
  };
  const geometry = layOut(data, frame, { bar: chart.barGap, category: chart.barCategoryGap });
  const colors = data.series.map(
    ({ color }, index) => cssColor(color, 'chart') ?? chartColors[index % chartColors.length] ?? 'currentColor',
  );
  const names = new Intl.ListFormat(t.locale, { type: 'conjunction' }).format(data.series.map(({ label }) => label));
  const described = useId();
  const hasTip = chart.showTooltip ?? true;
  const row = current === null ? undefined : data.rows[current];
  const tip = row
    ? [row.label, ...data.series.map(({ label }, index) => `${label} ${show(row.values[index])}`)]
        .filter((part) => part !== '')
        .join(', ')
    : '';

  function show(value: number | null | undefined): string {
    return value === null || value === undefined ? t('chartNoValue') : number.format(value);
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = data.rows.length - 1;
    const next = {
      ArrowRight: (current ?? -1) + 1,
      ArrowLeft: (current ?? last + 1) - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined || last < 0) return;
    event.preventDefault();
    event.stopPropagation();
    setCurrent(Math.max(0, Math.min(last, next)));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const nearest = geometry.centers.findIndex((center) => Math.abs(center - x) <= geometry.step / 2);
    setCurrent(nearest < 0 ? null : nearest);
  };

  return (
    <div
      className="w-chart"
      ref={adoptChartStyles}
      style={{ ...blockStyle({ ...chart, height: undefined, size: undefined, aspectRatio: undefined }) }}
    >
      {(chart.showLegend ?? data.series.length > 1) ? (
        <ul className="chart-legend">
          {data.series.map(({ label, kind }, index) => (
            <li key={index} dir="auto">
              <span className="chart-key" data-kind={kind} style={{ color: colors[index] }} aria-hidden="true" />
              {label}
            </li>
          ))}
        </ul>
      ) : null}
      <div
        ref={box}
        className="chart-plot"
        dir="ltr"
        role="group"
        tabIndex={0}
        aria-label={t('chartOf', names)}
        aria-describedby={described}
        onKeyDown={onKeyDown}
        onBlur={() => setCurrent(null)}
        onPointerMove={hasTip ? onPointerMove : undefined}
        onPointerLeave={() => setCurrent(null)}
      >
        <ChartDrawing
          data={data}
          geometry={geometry}
          frame={frame}
          colors={colors}
          current={current}
          showX={!chart.xAxis.hide}
          showY={showY}
          tickText={(value) => short.format(value)}
        />
        {row && current !== null && hasTip ? (
          <div
            className="chart-tip"
            aria-hidden="true"
            data-side={(geometry.centers[current] ?? 0) > width / 2 ? 'before' : 'after'}
            style={{ left: geometry.centers[current] }}
          >
            <strong dir="auto">{row.label}</strong>
            {data.series.map(({ label }, index) => (
              <span key={index} dir="auto">
                <span className="chart-key" style={{ color: colors[index] }} /> {label}: {show(row.values[index])}
              </span>
            ))}
          </div>
        ) : null}
      </div>
      <span id={described} className="hidden">
        {t('chartKeys')}
      </span>
      <span className="hidden" role="status">
        {tip}
      </span>
      <ChartTable data={data} axis={chart.xAxis.dataKey} t={t} show={show} />
    </div>
  );
}
