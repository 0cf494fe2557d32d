/** Styles of charts, adopted with the first one. */
export const chartStyles = `
.w-chart { display: flex; flex-direction: column; gap: 4px; min-inline-size: 0; inline-size: 100%; }
.chart-legend { display: flex; flex-wrap: wrap; gap: 2px 12px; font-size: 12px; line-height: 16px; }
.chart-legend li { display: inline-flex; align-items: center; gap: 6px; }
.chart-key { flex: none; display: inline-block; inline-size: 10px; block-size: 10px; border-radius: 2px; background: currentColor; forced-color-adjust: none; }
.chart-key[data-kind='line'] { block-size: 3px; border-radius: 0; }
.chart-plot { position: relative; min-inline-size: 0; overflow: clip; border-radius: var(--control); }
.chart-plot svg { display: block; max-inline-size: 100%; }
.chart-grid { stroke: var(--line); stroke-width: 1; stroke-dasharray: 2 3; }
.chart-axis { stroke: var(--edge); stroke-width: 1; }
.chart-text { fill: var(--muted); font: 11px var(--font); }
.chart-here { fill: var(--raised); }
.chart-bar { fill: currentColor; forced-color-adjust: none; }
/* An edge of the background keeps a line apart from the bars it crosses. */
.chart-halo { fill: none; stroke: var(--bg); stroke-width: 5; stroke-linejoin: round; }
.chart-line { fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; forced-color-adjust: none; }
.chart-line[data-dash='1'] { stroke-dasharray: 6 3; }
.chart-line[data-dash='2'] { stroke-dasharray: 2 3; }
.chart-area { fill: currentColor; opacity: .25; forced-color-adjust: none; }
.chart-dot { fill: currentColor; stroke: var(--bg); stroke-width: 1.5; }
.chart-tip { position: absolute; inset-block-start: 4px; display: flex; flex-direction: column; max-inline-size: 60%; padding: 6px 8px; border: 1px solid var(--edge); border-radius: var(--control); background: var(--bg); font-size: 12px; line-height: 16px; pointer-events: none; }
.chart-tip[data-side='before'] { transform: translateX(calc(-100% - 8px)); }
.chart-tip[data-side='after'] { transform: translateX(8px); }
.chart-table { max-block-size: 240px; overflow: auto; }
`;
