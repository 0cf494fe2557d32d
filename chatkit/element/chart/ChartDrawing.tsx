import type { ChartData } from './data';
import { shortLabel, type Frame, type Geometry } from './geometry';

/** The chart itself; what it says is said in words beside it. */
export function ChartDrawing({
  data,
  geometry,
  frame: { width, height, left, right },
  colors,
  current,
  showX,
  showY,
  tickText,
}: {
  data: ChartData;
  geometry: Geometry;
  frame: Frame;
  colors: readonly string[];
  current: number | null;
  showX: boolean;
  showY: boolean;
  tickText: (value: number) => string;
}) {
  const { bars, curves, centers, step, ticks, zero, labelEvery, y } = geometry;
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {current === null ? null : (
        <rect className="chart-here" x={(centers[current] ?? 0) - step / 2} y={0} width={step} height={height} />
      )}
      {ticks.map(({ value, y: at }) => (
        <g key={value}>
          <line className="chart-grid" x1={left} x2={width - right} y1={at} y2={at} />
          {showY ? (
            <text className="chart-text" x={left - 6} y={at} dy="0.35em" textAnchor="end">
              {tickText(value)}
            </text>
          ) : null}
        </g>
      ))}
      {curves.map(({ series, fill }) =>
        fill === null ? null : <path key={series} className="chart-area" d={fill} style={{ color: colors[series] }} />,
      )}
      {bars.map(({ row, series, ...box }) => (
        <rect key={`${row} ${series}`} className="chart-bar" {...box} style={{ color: colors[series] }} />
      ))}
      {curves.map(({ series, path }, place) => (
        <g key={series}>
          <path className="chart-halo" d={path} />
          {/* Lines differ in more than their colour. */}
          <path className="chart-line" data-dash={place % 3} d={path} style={{ color: colors[series] }} />
        </g>
      ))}
      {current === null
        ? null
        : curves.map(({ series }) => {
            const span = data.rows[current]?.spans[series];
            return span ? (
              <circle
                key={series}
                className="chart-dot"
                cx={centers[current]}
                cy={y(span[1])}
                r={3.5}
                style={{ color: colors[series] }}
              />
            ) : null;
          })}
      <line className="chart-axis" x1={left} x2={width - right} y1={zero} y2={zero} />
      {showX
        ? data.rows.map(({ label }, index) =>
            index % labelEvery === 0 ? (
              <text key={index} className="chart-text" x={centers[index]} y={height - 6} textAnchor="middle">
                {shortLabel(label)}
              </text>
            ) : null,
          )
        : null}
    </svg>
  );
}
