import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = new URL('./python/', import.meta.url).pathname;
const cache = new URL('../../.cache/interop/', import.meta.url).pathname;

export interface PythonServer {
  url: string;
  stop(): void;
}

/** Python, its venv module or the packages cannot be had here. */
export class PythonMissingError extends Error {
  override name = 'PythonMissingError';
}

/**
 * Makes (once) a virtual environment with the real `openai-chatkit` and starts one of the servers in it.
 * @param script `server.py` plays the scenes, `readme_server.py` asks a model
 * @throws PythonMissingError with the one command that helps
 */
export async function startPythonServer(
  script: 'server.py' | 'readme_server.py' = 'server.py',
  environment: Record<string, string> = {},
): Promise<PythonServer> {
  const python = ensureEnvironment();
  const child = spawn(python, [join(here, script)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const port = await readPort(child);
  return { url: `http://127.0.0.1:${port}/chatkit`, stop: () => child.kill('SIGKILL') };
}

function ensureEnvironment(): string {
  const requirements = readFileSync(join(here, 'requirements.txt'));
  const stamp = createHash('sha256').update(requirements).digest('hex');
  const directory = join(cache, 'venv');
  const python = join(directory, 'bin', 'python');
  const stampFile = join(cache, 'stamp');
  if (existsSync(python) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return python;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  try {
    execFileSync('python3', ['-m', 'venv', directory], { stdio: 'inherit' });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '-r', join(here, 'requirements.txt')], {
      stdio: 'inherit',
    });
  } catch (error) {
    throw new PythonMissingError(
      'The interop suite needs Python 3.11 or newer: run "apt-get install -y python3 python3-venv".',
      {
        cause: error,
      },
    );
  }
  writeFileSync(stampFile, stamp);
  return python;
}

function readPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let buffer = '';
    child.once('exit', (code) => reject(new Error(`The Python server ended with code ${code}.`)));
    child.stdout!.on('data', (chunk: Buffer) => {
      buffer += chunk.toString();
      const lines = buffer.split('\n');
      buffer = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('PORT ')) resolve(Number(line.slice(5)));
      }
    });
  });
}
