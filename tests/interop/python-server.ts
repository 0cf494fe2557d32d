import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = new URL('./python/', import.meta.url).pathname;
const cache = new URL('../../.cache/interop/', import.meta.url).pathname;

/** One request as the Python server saw it. */
export interface SeenRequest {
  type: string;
  accept: string | null;
  input?: { quoted_text?: string; content: { type: string; text: string }[] };
  metadata?: Record<string, unknown>;
}

export interface PythonServer {
  url: string;
  seen: SeenRequest[];
  stop(): void;
}

/**
 * Makes (once) a virtual environment with the real `openai-chatkit` and starts the scripted server in it.
 * Throws with the one command that helps when Python or its venv module is missing.
 */
export async function startPythonServer(): Promise<PythonServer> {
  const python = ensureEnvironment();
  const child = spawn(python, [join(here, 'server.py')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const seen: SeenRequest[] = [];
  const port = await readPort(child, seen);
  return { url: `http://127.0.0.1:${port}/chatkit`, seen, stop: () => child.kill('SIGKILL') };
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
    throw new Error('The interop suite needs Python 3.11 or newer: run "apt-get install -y python3 python3-venv".', {
      cause: error,
    });
  }
  writeFileSync(stampFile, stamp);
  return python;
}

function readPort(child: ChildProcess, seen: SeenRequest[]): Promise<number> {
  return new Promise((resolve, reject) => {
    let buffer = '';
    child.once('exit', (code) => reject(new Error(`The Python server ended with code ${code}.`)));
    child.stdout!.on('data', (chunk: Buffer) => {
      buffer += chunk.toString();
      const lines = buffer.split('\n');
      buffer = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('PORT ')) resolve(Number(line.slice(5)));
        else if (line.startsWith('{')) seen.push(JSON.parse(line) as SeenRequest);
      }
    });
  });
}
