/**
 * What stands before the tools of package.json: the npm packages, and the generated types that `tsconfig.json` extends,
 * without which neither ESLint nor Vitest reads a file. `--browsers`: also what real browsers need. Says nothing when all
 * is there, and else speaks on the error output. Also the first step of .ci/run.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { wxt } from './builds.mjs';
import { ensureDependenciesQuietly } from './dependencies.mjs';
import { ensureDocs, hasDocs } from './docs-packages.mjs';
import { ROOT } from './run.mjs';
import { sayAside, sentenceFor } from './steps.mjs';
import { ensureSystemPackages, hasSystemPackages } from './system-packages.mjs';

try {
  await ensureDependenciesQuietly();
  if (!existsSync(join(ROOT, '.wxt', 'tsconfig.json'))) await wxt(['prepare']);
  if (process.argv.includes('--browsers')) {
    if (!hasSystemPackages()) await ensureSystemPackages(sayAside);
    if (!hasDocs()) await ensureDocs(sayAside);
  }
} catch (error) {
  sayAside(sentenceFor(error, 'What this command needs could not be installed'));
  process.exitCode = 1;
}
