/**
 * Counts of one vitest run from its JSON report. A file that could not be loaded, an error outside of any test and a
 * missing report each count as one failure: nothing that went wrong may add up to zero.
 *
 * @param {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number,
 *   testResults?: { name: string, status: string, message?: string, assertionResults: { status: string, fullName: string }[] }[]
 * } | undefined} report
 * @param {number} exitCode of vitest
 * @returns {{ passed: number, failed: number, skipped: number, failures: string[], skips: string[] }}
 */
export function countTests(report, exitCode) {
  if (!report) return { passed: 0, failed: 1, skipped: 0, failures: ['the run ended without a report'], skips: [] };
  const files = report.testResults ?? [];
  const named = (statuses) =>
    files.flatMap((file) =>
      file.assertionResults.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => fullName.trim()),
    );
  const failures = named(['failed']);
  for (const file of files) {
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      failures.push(`${file.name}: ${(file.message ?? 'did not load').split('\n')[0]}`);
    }
  }
  if (exitCode !== 0 && failures.length === 0) failures.push(`vitest ended with code ${exitCode} outside of any test`);
  const skips = named(['skipped', 'pending', 'todo', 'disabled']);
  return { passed: named(['passed']).length, failed: failures.length, skipped: skips.length, failures, skips };
}

export function sumCounts(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The very last line of `npm test`, read by other programs. */
export function countsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** For every suite with the builds, on two idle cores. */
export const BUDGET_MS = 12 * 60_000;

/**
 * The slowest ten files, and the whole beside its budget. Only said: a busy machine would make a limit that fails a
 * failure by chance.
 *
 * @param {{ file: string, ms: number }[]} files with their hooks
 * @param {number} ms of the whole run
 * @returns {string[]}
 */
export function timeLines(files, ms) {
  const slowest = files.toSorted((one, other) => other.ms - one.ms).slice(0, 10);
  const verdict = ms > BUDGET_MS ? 'OVER its budget' : 'within its budget';
  return [
    ...(slowest.length > 0 ? ['The slowest files:'] : []),
    ...slowest.map((one) => `  ${(one.ms / 1000).toFixed(1).padStart(6)} s  ${one.file}`),
    `Took ${minutes(ms)}, ${verdict} of ${minutes(BUDGET_MS)} on two idle cores.`,
  ];
}

function minutes(ms) {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
