import type { Truth } from './truth';

/** How much of a page's main content a reading of it has; each 0 to 1, `undefined` where the page has none. */
export interface Kept {
  /** Of the four-word runs of the main content. */
  runs: number;
  code: number | undefined;
  tables: number | undefined;
  /** Of the reading's words: those that stand in no four-word run of the main content. */
  junk: number;
}

const RUN = 4;

/**
 * Languages of code and numbers of items are marks, as bullets are: no words of the layout.
 *
 * @param reading Markdown
 */
export function measureReading(reading: string, { text, code, tables }: Truth): Kept {
  const meant = wordsOf(text);
  const read = wordsOf(reading.replace(/^([> ]*```).*$|^([> -]*)(?:\d+|[a-z]|[ivxl]+)\. /gim, '$1$2'));
  const [meantRuns, readRuns] = [new Set(runsOf(meant)), new Set(runsOf(read))];
  const kept = [...meantRuns].filter((run) => readRuns.has(run)).length;
  const fences = [...reading.matchAll(/^[> ]*```.*\n([\s\S]*?)\n[> ]*```/gm)].map(([, inner = '']) => joined(inner));
  const lines = reading.split('\n').map(joined);
  return {
    runs: meantRuns.size === 0 ? 1 : kept / meantRuns.size,
    code: shareOf(code, (block) => fences.some((fence) => fence.includes(joined(block)))),
    tables: shareOf(
      tables,
      (rows) => (shareOf(rows, (row) => lines.some((each) => each.includes(joined(row)))) ?? 1) >= 0.9,
    ),
    junk: read.length === 0 ? 0 : 1 - foreignless(read, meantRuns) / read.length,
  };
}

/** Words that stand in a run of the main content. */
function foreignless(words: string[], runs: Set<string>): number {
  const known = new Uint8Array(words.length);
  runsOf(words).forEach((run, at) => {
    if (runs.has(run)) known.fill(1, at, at + RUN);
  });
  return known.reduce((sum, each) => sum + each, 0);
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
const joined = (text: string) => ` ${wordsOf(text).join(' ')} `;

function runsOf(words: string[]): string[] {
  return Array.from({ length: Math.max(0, words.length - RUN + 1) }, (_, at) => words.slice(at, at + RUN).join(' '));
}

function shareOf<Each>(all: readonly Each[], holds: (each: Each) => boolean): number | undefined {
  return all.length === 0 ? undefined : all.filter(holds).length / all.length;
}

/** The middle one, and the worst. */
export function spread(values: readonly number[]): { median: number; worst: number } {
  const sorted = values.toSorted((one, other) => one - other);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? NaN, worst: sorted[0] ?? NaN };
}
