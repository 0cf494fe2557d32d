import { type ChildProcess, spawn } from 'node:child_process';

export interface ServerProcess {
  /** What it has printed so far, the last 8 000 characters. */
  said(): string;
  /** Ends it with everything that it started, and resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a server and waits until it answers. It leads a process group of its own: a shell may start a server without
 * becoming it, and would be ended alone.
 *
 * @param options.health address that must answer with 2xx
 * @throws Error with what it printed when it ends before that, or does not answer within 30 s
 */
export async function startServer(
  [program = '', ...args]: readonly string[],
  { cwd, env, health }: { cwd: string; env: NodeJS.ProcessEnv; health: string },
): Promise<ServerProcess> {
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-8_000)));
  }
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  child.on('error', (error) => (said += error.message));
  const stop = () => {
    endGroup(child);
    return ended;
  };
  for (const started = Date.now(); ;) {
    const answer = await fetch(health).catch(() => undefined);
    // Somebody else's server at this address is no proof: ours must be running.
    const isGone = child.exitCode !== null || child.pid === undefined;
    if (answer?.ok && !isGone) return { said: () => said, stop };
    if (isGone || Date.now() - started > 30_000) {
      await stop();
      throw new Error(`It did not come up: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Gone by itself, with all of its own.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
