import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { installOnce } from '../downloads';
import { pythonEnvironment, PythonMissingError } from '../python-env';

const requirements = new URL('../python/orcheo-requirements.txt', import.meta.url).pathname;

/**
 * Makes (once) a virtual environment with the real Orcheo: 830 MB, 12 s with uv.
 *
 * @returns its Python
 * @throws PythonMissingError with the one command that helps
 */
export function orcheoPython(): string {
  const uv = join(dirname(pythonEnvironment('uv')), 'uv');
  const pythonIn = (folder: string) => join(folder, 'bin', 'python');
  const folder = installOnce('orcheo', readFileSync(requirements, 'utf8'), (into) => {
    const from = findPython();
    if (from === undefined) {
      throw new PythonMissingError(`Orcheo needs Python 3.12 or 3.13: run "${uv} python install 3.12".`);
    }
    try {
      execFileSync(uv, ['venv', '--quiet', '--clear', '--python', from, into], { stdio: 'inherit' });
      execFileSync(uv, ['pip', 'install', '--quiet', '--python', pythonIn(into), '-r', requirements], {
        stdio: 'inherit',
      });
    } catch (cause) {
      const command = `${uv} pip install -r tests/interop/python/orcheo-requirements.txt`;
      throw new Error(`orcheo could not be installed: try "${command}" in a virtual environment of Python 3.12.`, {
        cause,
      });
    }
  });
  return pythonIn(folder);
}

/** A Python that Orcheo runs on, wherever one is kept: on the path, by pyenv, by uv. */
function findPython(): string | undefined {
  const kept = ['.pyenv/versions', '.local/share/uv/python'].flatMap((folder) => versionsIn(join(homedir(), folder)));
  const named = ['python3.12', 'python3.13', 'python3', ...kept];
  return named.find((python) => {
    try {
      const check = 'import sys; sys.exit(not (3, 12) <= sys.version_info < (3, 14))';
      execFileSync(python, ['-c', check], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

const versionsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /3\.1[23]/.test(name))
        .map((name) => join(folder, name, 'bin', 'python3'))
    : [];
