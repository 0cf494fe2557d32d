import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pythonEnvironment } from './python-env';

export { PythonMissingError } from './python-env';

const here = new URL('./python/', import.meta.url).pathname;

export interface PythonServer {
  url: string;
  stop(): void;
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
  const python = pythonEnvironment();
  const child = spawn(python, [join(here, script)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const port = await readPort(child);
  return { url: `http://127.0.0.1:${port}/chatkit`, stop: () => child.kill('SIGKILL') };
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
