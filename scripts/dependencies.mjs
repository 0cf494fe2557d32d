import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, npmCommand, ROOT, run } from './run.mjs';
import { sayAside, step, Stop } from './steps.mjs';

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
 * @param {{ packages?: Record<string, { version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, link?: boolean }> }} wanted
 * @param {typeof wanted | undefined} installed
 * @param {{ production?: boolean }} [options] `production`: what is only for development need not be there
 */
export function isUpToDate(wanted, installed, { production = false } = {}) {
  if (!installed?.packages) return false;
  return Object.entries(wanted.packages ?? {}).every(
    ([path, { version, dev, optional, devOptional }]) =>
      path === '' || optional || devOptional || (production && dev) || installed.packages?.[path]?.version === version,
  );
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether the packages are there. Reads two files; a script that starts with this is slower by milliseconds. */
function hasDependencies(options) {
  const wanted = readJson(join(ROOT, 'package-lock.json'));
  if (!wanted)
    throw new Stop('package-lock.json is missing or damaged. Get it back with: git checkout package-lock.json');
  return isUpToDate(wanted, readJson(join(ROOT, 'node_modules', '.package-lock.json')), options);
}

async function install() {
  const [command, ...args] = npmCommand();
  // WXT names Node 22 but runs on 20.19: the warning would only worry people.
  const { code, output } = await run(command, [...args, 'ci', '--include=dev', '--no-progress', '--loglevel=error'], {
    quiet: true,
    timeoutMs: 10 * 60_000,
  });
  if (code !== 0) throw new Stop(installFailure(output));
}

/** Installs the npm packages when they are missing or not those of the lock file, and says so either way. */
export async function ensureDependencies() {
  checkNode();
  await step('npm packages', async () => {
    if (hasDependencies()) return 'up to date';
    await install();
    return 'installed';
  });
}

/**
 * The same for a command whose output belongs to somebody: nothing is said when all is there, else on the error output.
 *
 * @param {{ production?: boolean }} [options] `production`: an installation without development packages will do
 */
export async function ensureDependenciesQuietly(options) {
  checkNode();
  if (!hasDependencies(options)) await step('npm packages', () => install().then(() => 'installed'), sayAside);
}

/** What Node calls a network that does not carry a request to its end. */
const NO_NETWORK =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b/;

/** @param {string} output of npm */
export function installFailure(output) {
  if (NO_NETWORK.test(output)) {
    return 'The npm packages could not be fetched: the package registry does not answer. Go online, or name the proxy of this network (npm config set proxy …), then run the same command again.';
  }
  // A stack trace says nothing to the person who only wanted to start.
  const lines = output.split('\n').filter((line) => !/^npm error\s+at /.test(line));
  return `The npm packages could not be installed. npm says:\n${lastLines(lines.join('\n'))}`;
}
