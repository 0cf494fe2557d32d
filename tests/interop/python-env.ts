import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const requirementsFile = new URL('./python/requirements.txt', import.meta.url).pathname;
const cache = new URL('../../.cache/interop/', import.meta.url).pathname;

/** Python, its venv module or the packages cannot be had here. */
export class PythonMissingError extends Error {
  override name = 'PythonMissingError';
}

/**
 * Makes (once) a virtual environment with the real `openai-chatkit`, FastAPI and uvicorn.
 *
 * @returns its Python
 * @throws PythonMissingError with the one command that helps
 */
export function pythonEnvironment(): string {
  const stamp = createHash('sha256').update(readFileSync(requirementsFile)).digest('hex');
  const directory = join(cache, 'venv');
  const python = join(directory, 'bin', 'python');
  const stampFile = join(cache, 'stamp');
  if (existsSync(python) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return python;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  try {
    execFileSync('python3', ['-m', 'venv', directory], { stdio: 'inherit' });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '-r', requirementsFile], { stdio: 'inherit' });
  } catch (error) {
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
