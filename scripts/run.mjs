import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stop } from './steps.mjs';

/** The folder of package.json, wherever the script was called from. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs a program to its end, without standard input (nothing here may wait for an answer).
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ quiet?: boolean, env?: Record<string, string>, cwd?: string, timeoutMs?: number }} [options]
 *   `quiet` keeps the output back and hands it over in the result; else it is shown as it comes.
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program does not exist, 124 when it was stopped
 *   after `timeoutMs`
 */
export function run(command, args, { quiet = false, env = {}, cwd = ROOT, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    let timedOut = false;
    const keep = (chunk) => (output += chunk);
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const timer = timeoutMs
      ? setTimeout(() => {
          timedOut = true;
          child.kill('SIGTERM');
          setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
        }, timeoutMs)
      : undefined;
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: `${output}${error.message}` });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: timedOut ? 124 : (code ?? 1), output });
    });
  });
}

/** Like `run`, quiet, and a non-zero end becomes a `Stop` with the last lines of the output. */
export async function must(command, args, options, sentence) {
  const { code, output } = await run(command, args, { quiet: true, ...options });
  if (code !== 0) throw new Stop(`${sentence}\n${lastLines(output)}`);
  return output;
}

export function lastLines(text, count = 15) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** Full path of a program on PATH, or undefined. */
export function which(program) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const extension of extensions) {
      const path = join(folder, program + extension);
      if (folder && existsSync(path)) return path;
    }
  }
  return undefined;
}

/**
 * How to call npm: through the npm that runs this script where there is one, because `npm` itself is a shell script
 * that `spawn` cannot start on Windows.
 */
export function npmCommand() {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, cli] : [which('npm') ?? 'npm'];
}

/** A program of node_modules, run by this very Node. */
export function nodeBin(path) {
  return [process.execPath, join(ROOT, 'node_modules', path)];
}

/** True when `sudo` needs no password here. */
export function hasPasswordlessSudo() {
  return which('sudo') !== undefined && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
}
