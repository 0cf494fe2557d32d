/**
 * `npm test`: gets what is missing, builds for both browsers and runs every suite. `npm test -- unit e2e` runs only the
 * suites named. Asks nothing, and may be run again at any time. What a suite leaves behind, a process or a temporary
 * folder, fails it. Ends with the time, its budget and the slowest files; the last line is always
 * `N passed, N failed, N skipped`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildExtension } from './builds.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureDocs } from './docs-packages.mjs';
import { watchForLeftovers } from './leftovers.mjs';
import { nodeBin, ROOT, run } from './run.mjs';
import { say, sentenceFor, step, Stop } from './steps.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { countsLine, countTests, sumCounts, timeLines } from './test-report.mjs';

const SUITES = ['unit', 'e2e', 'interop'];
const REPORTS = join(ROOT, 'artifacts', 'test');
/** A hung browser must not hang the run: far above what each suite takes on two slow cores. */
const SUITE_LIMIT_MS = { unit: 10 * 60_000, e2e: 45 * 60_000, interop: 15 * 60_000 };

async function main() {
  const wanted = suitesToRun(process.argv.slice(2));
  await ensureDependencies();
  if (wanted.some((suite) => suite !== 'unit')) {
    await ensureSystemPackages();
    await ensureDocs();
  }
  const started = performance.now();
  await step('Production builds (Chromium, Firefox)', async () => {
    await buildExtension();
    return '.output/chrome-mv3, .output/firefox-mv3';
  });
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const results = [];
  for (const suite of wanted) results.push({ suite, ...(await runSuite(suite)) });
  return { results, ms: performance.now() - started };
}

function suitesToRun(args) {
  const unknown = args.filter((arg) => !SUITES.includes(arg));
  if (unknown.length > 0)
    throw new Stop(`There is no suite "${unknown.join(' ')}". The suites are ${SUITES.join(', ')}.`);
  const wanted = args.length > 0 ? SUITES.filter((suite) => args.includes(suite)) : SUITES;
  return wanted.filter((suite) => hasTests(join(ROOT, 'tests', suite)));
}

function hasTests(folder) {
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => /\.test\.tsx?$/.test(String(file)))
  );
}

async function runSuite(suite) {
  say(`\n• Suite ${suite} …`);
  const file = join(REPORTS, `${suite}.json`);
  const times = join(REPORTS, `${suite}-files.json`);
  const leftovers = watchForLeftovers();
  const [command, ...vitest] = nodeBin('vitest/vitest.mjs');
  const { code } = await run(
    command,
    [
      ...vitest,
      ...['run', '--project', suite, '--reporter=default'],
      ...['--reporter=json', `--outputFile.json=${file}`, `--reporter=${join(ROOT, 'scripts', 'file-times.mjs')}`],
    ],
    {
      timeoutMs: SUITE_LIMIT_MS[suite],
      env: { DOCENT_BUILT: join(ROOT, '.output'), DOCENT_FILE_TIMES: times, ...leftovers.env },
    },
  );
  const counts = countTests(readReport(file), code);
  const left = await leftovers.collect();
  counts.failures.push(...left);
  counts.failed += left.length;
  if (code === 124) counts.failures.push(`the suite was stopped after ${SUITE_LIMIT_MS[suite] / 60_000} minutes`);
  return { ...counts, files: readReport(times) ?? [] };
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Says in words how it went. @returns {boolean} whether all is well */
function conclude({ results, ms }) {
  say();
  for (const line of timeLines(
    results.flatMap(({ files }) => files),
    ms,
  ))
    say(line);
  for (const { suite, failures, skips, ...counts } of results) {
    say(`${suite}: ${countsLine(counts)}`);
    for (const name of failures) say(`  ✗ ${name}`);
    for (const name of skips) say(`  – skipped: ${name}`);
  }
  const { passed, failed, skipped } = sumCounts(results);
  const refused = process.env.CI && skipped > 0;
  if (failed > 0) say(`Tests failed: ${failed} of ${passed + failed}. Each is named above.`);
  else if (refused) say(`Tests failed: ${skipped} were skipped, which CI does not accept. Each is named above.`);
  else if (passed === 0) say('Tests failed: no test ran.');
  else say(`All tests passed (${results.map(({ suite }) => suite).join(', ')}).`);
  return failed === 0 && !refused && passed > 0;
}

let line = { passed: 0, failed: 1, skipped: 0 };
try {
  const outcome = await main();
  process.exitCode = conclude(outcome) ? 0 : 1;
  line = sumCounts(outcome.results);
} catch (error) {
  say(`\n${sentenceFor(error, 'The tests could not run')}`);
  say('Tests failed: they could not start; the sentence above says what is missing.');
  process.exitCode = 1;
}
say(countsLine(line));
