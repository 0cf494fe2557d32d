import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, npmCommand, ROOT, run } from './run.mjs';
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
    const { code, output } = await run(command, [...args, 'ci', '--include=dev', '--no-progress', '--loglevel=error'], {
      quiet: true,
      timeoutMs: 10 * 60_000,
    });
    if (code !== 0) throw new Stop(installFailure(output));
    return 'installed';
  });
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
