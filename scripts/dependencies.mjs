import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, npmCommand, ROOT } from './run.mjs';
import { step, Stop } from './steps.mjs';

const OLDEST_NODE = [20, 19];

/** Refuses a Node the tools do not run on, before anything else fails in an unclear way. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Stop(
      `Docent needs Node ${OLDEST_NODE.join('.')} or newer, this is ${version}. Install it from https://nodejs.org.`,
    );
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm notes what it installed in
 * `node_modules/.package-lock.json`; optional packages of other systems are left out there.
 *
 * @param {{ packages?: Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }> }} wanted
 * @param {typeof wanted | undefined} installed
 */
export function isUpToDate(wanted, installed) {
  if (!installed?.packages) return false;
  return Object.entries(wanted.packages ?? {}).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed.packages?.[path]?.version === version,
  );
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Installs the npm packages when they are missing or not those of the lock file. */
export async function ensureDependencies() {
  checkNode();
  await step('npm packages', async () => {
    const wanted = readJson(join(ROOT, 'package-lock.json'));
    if (!wanted)
      throw new Stop('package-lock.json is missing or damaged. Get it back with: git checkout package-lock.json');
    if (isUpToDate(wanted, readJson(join(ROOT, 'node_modules', '.package-lock.json')))) return 'up to date';
    const [command, ...args] = npmCommand();
    // WXT names Node 22 but runs on 20.19: the warning would only worry people.
    await must(
      command,
      [...args, 'ci', '--include=dev', '--no-progress', '--loglevel=error'],
      { timeoutMs: 10 * 60_000 },
      'The npm packages could not be installed. Look at the lines below, then run: npm ci',
    );
    return 'installed';
  });
}
