/**
 * What the two stores check, before they do: Mozilla's linter on the Firefox package, our own rules on both, and that
 * the sources zip builds the same package again (Mozilla's source policy: a rebuild without differences).
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { must, nodeBin, ROOT, run, which } from './run.mjs';
import { say, sentenceFor, step, Stop } from './steps.mjs';
import { brokenRules, explainedWarnings } from './store-rules.mjs';
import { makeZips } from './zip.mjs';

/** Mozilla's linter: no error, and no warning that is not explained. */
async function lintForMozilla(zip) {
  const [command, ...bin] = nodeBin('addons-linter/bin/addons-linter');
  const { output } = await run(command, [...bin, '--output', 'json', zip], { quiet: true, timeoutMs: 3 * 60_000 });
  const start = output.indexOf('{');
  if (start < 0) throw new Stop(`addons-linter gave no report.\n${output}`);
  const report = JSON.parse(output.slice(start, output.lastIndexOf('}') + 1));
  const unused = new Map(explainedWarnings.map((entry) => [entry, entry.most]));
  const left = [...report.errors, ...report.warnings].filter((message) => {
    const entry = explainedWarnings.find(
      ({ code, file }) => message._type === 'warning' && code === message.code && file.test(message.file ?? ''),
    );
    const room = entry ? unused.get(entry) : 0;
    if (entry && room > 0) unused.set(entry, room - 1);
    return !(entry && room > 0);
  });
  if (left.length > 0) {
    const lines = left.map(({ code, file, line, message }) => `  ${code} ${file ?? ''}:${line ?? ''} ${message}`);
    throw new Stop(`Mozilla's linter objects to the Firefox package:\n${lines.join('\n')}`);
  }
  const stale = [...unused].filter(([entry, room]) => room === entry.most).map(([{ code }]) => code);
  if (stale.length > 0) throw new Stop(`scripts/store-rules.mjs explains warnings that are gone: ${stale.join(', ')}.`);
  const explained = report.warnings.length;
  return `0 errors, ${explained === 0 ? '0 warnings' : `${explained} warnings, each explained in scripts/store-rules.mjs`}`;
}

/** Our own rules, on every text file of an unpacked build. */
function lintTexts(folder) {
  const broken = filesOf(folder)
    .filter((file) => /\.(js|html|json|css)$/.test(file))
    .flatMap((file) =>
      brokenRules(readFileSync(join(folder, file), 'utf8')).map((sentence) => `  ${file}: ${sentence}`),
    );
  if (broken.length > 0) throw new Stop(`The package holds what a store refuses:\n${broken.join('\n')}`);
}

/** Builds once more from nothing but the sources zip, and compares byte by byte. */
async function rebuildFromSources(sources, built, scratch) {
  const folder = join(scratch, 'sources');
  await must('unzip', ['-q', sources, '-d', folder], {}, 'The sources zip could not be unpacked.');
  await refuseUntracked(folder);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await must(
    process.execPath,
    [join(folder, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'build', '-b', 'firefox'],
    { cwd: folder, env: { DOCENT_STORE_BUILD: '1', DOCENT_OUT: join(folder, '.output'), NO_COLOR: '1' } },
    'The sources zip does not build.',
  );
  const again = join(folder, '.output', 'firefox-mv3');
  const differing = [...new Set([...filesOf(built), ...filesOf(again)])].filter(
    (file) => !sameFile(file, built, again),
  );
  if (differing.length > 0)
    throw new Stop(`The sources zip builds another package. Differing: ${differing.join(', ')}.`);
}

/** What lies beside the sources, a key or a database, must not travel with them. */
async function refuseUntracked(folder) {
  if (!existsSync(join(ROOT, '.git'))) return;
  const output = await must('git', ['ls-files', '-z'], { cwd: ROOT, quiet: true }, 'The tracked files are not listed.');
  const tracked = new Set(output.split('\0'));
  const others = filesOf(folder).filter((file) => !tracked.has(file.replaceAll('\\', '/')));
  if (others.length > 0) throw new Stop(`The sources zip holds what is not in the repository: ${others.join(', ')}.`);
}

function sameFile(file, one, other) {
  try {
    return readFileSync(join(one, file)).equals(readFileSync(join(other, file)));
  } catch {
    return false;
  }
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => relative(folder, join(folder, file)));
}

const scratch = mkdtempSync(join(tmpdir(), 'docent-lint-'));
try {
  await ensureDependencies();
  const zips = await makeZips(join(scratch, 'dist'));
  const firefox = join(scratch, 'dist', 'firefox-mv3');
  await step("Mozilla's linter", () => lintForMozilla(zips.firefox));
  await step('Our store rules', async () => {
    lintTexts(join(scratch, 'dist', 'chrome-mv3'));
    lintTexts(firefox);
  });
  if (!which('unzip')) say('• The sources zip is not built again: this machine has no unzip.');
  else {
    await step('The sources zip builds the same package', () => rebuildFromSources(zips.sources, firefox, scratch));
  }
  say('The store packages pass.');
} catch (error) {
  say(sentenceFor(error, 'The store packages could not be checked'));
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
