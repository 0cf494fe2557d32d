import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../run.mjs';

export interface RunningProxy {
  /** `http://127.0.0.1:<port>` */
  address: string;
  /** What it printed for its owner, the pairing address with a key among it. */
  greeting: string;
  /** Everything it has logged so far. */
  log(): string;
  /** Resolves when the process has ended by itself or by `kill`. */
  ended: Promise<number | null>;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
  /** Ends it and, if the folder was made here, deletes its data. */
  close(): Promise<void>;
}

/**
 * The reference back end as its users start it: `node proxy/bin.mjs`, on a free port.
 *
 * @param options.dataDir kept after closing when given, so that another start finds the conversations
 * @throws Error with what it printed when it does not come up
 */
export async function startProxy(
  options: { env?: Record<string, string>; dataDir?: string } = {},
): Promise<RunningProxy> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'docent-proxy-')));
  const child = spawn(process.execPath, [join(ROOT, 'proxy', 'bin.mjs')], {
    cwd: ROOT,
    env: { ...process.env, OPENAI_API_KEY: '', PORT: '0', DATA_DIR: dataDir, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let greeting = '';
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (greeting += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));

  const address = await new Promise<string>((resolve, reject) => {
    const give = (reason: string) => reject(new Error(`The proxy ${reason}.\n${greeting}${log}`));
    const timer = setTimeout(() => give('did not come up within 20 s'), 20_000);
    const look = () => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(greeting);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[0]);
    };
    child.stdout.on('data', look);
    void ended.then(() => {
      clearTimeout(timer);
      give('ended before it was up');
    });
  });

  return {
    address,
    greeting,
    log: () => log,
    ended,
    kill: (signal) => void child.kill(signal),
    async close() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(timer);
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
