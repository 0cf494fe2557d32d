import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pythonEnvironment } from './python-env';

/** One request as a chat API saw it. */
export interface SeenChat {
  app: 'json' | 'generated' | 'book' | 'todo' | 'vend' | 'link';
  method: string;
  path: string;
  query: string;
  authorization: string | null;
  body: Record<string, unknown> | null;
}

export interface Chats {
  /** `http://127.0.0.1:<port>`; the APIs are below `/json`, `/book`, `/todo`, … (`python/chats.py`). */
  address: string;
  /** What a reader of the todo service signs in with. */
  login: string;
  seen: SeenChat[];
  /** Paths of answers whose client left in the middle. */
  gone: string[];
  stop(): void;
}

/** The first owners' servers, on the real FastAPI (`python/chats.py`). @param environment where theirs stand behind others */
export async function startChats(environment: Record<string, string> = {}): Promise<Chats> {
  const python = pythonEnvironment();
  const script = join(new URL('./python/', import.meta.url).pathname, 'chats.py');
  const child = spawn(python, [script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const chats: Chats = { address: '', login: '', seen: [], gone: [], stop: () => void child.kill('SIGKILL') };
  let buffer = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The chat servers ended with code ${code}.`)));
    child.stdout.on('data', (chunk: Buffer) => {
      buffer += chunk.toString();
      const lines = buffer.split('\n');
      buffer = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('PORT ')) {
          chats.address = `http://127.0.0.1:${line.slice(5)}`;
          resolve();
        } else if (line.startsWith('{'))
          take(JSON.parse(line) as Partial<SeenChat> & { login?: string; gone?: string });
      }
    });
  });
  return chats;

  function take(line: Partial<SeenChat> & { login?: string; gone?: string }): void {
    if (line.login !== undefined) chats.login = line.login;
    else if (line.gone !== undefined) chats.gone.push(line.gone);
    else chats.seen.push(line as SeenChat);
  }
}
