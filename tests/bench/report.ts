/** One line of the bench: what was timed, its control of the same run, and the goal of docs/design.md. */
export interface BenchRow {
  what: string;
  goal: string;
  unit: 'ms' | 'fps';
  subject: number[];
  control: number[];
  controlName: string;
}

export const RUNS = 15;

/** Linear interpolation between closest ranks. @param share 0…1 */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? NaN;
  const high = sorted[Math.ceil(place)] ?? NaN;
  return low + (high - low) * (place - Math.floor(place));
}

const figures = (values: number[], unit: string) =>
  `${quantile(values, 0.5).toFixed(1)} / ${quantile(values, unit === 'fps' ? 0.05 : 0.95).toFixed(1)} ${unit}`;

/** Prints median and p95 (p5 for frame rates) of subject and control, side by side. */
export function printRow(row: BenchRow): void {
  const lines = [
    row.what,
    `  goal     ${row.goal}`,
    `  docent   ${figures(row.subject, row.unit)}  (${row.subject.length} runs)`,
    `  control  ${figures(row.control, row.unit)}  ${row.controlName}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n\n`);
}
