import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/run.mjs';
import { EXTENSION, parseEvents, type Vended, type WireEvent } from '../../unit/proxy/harness';

export const BIN = join(ROOT, 'proxy', 'bin.mjs');

export interface ProxyProcess {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Exit code, or null after a signal. */
  ended: Promise<number | null>;
}

/** The proxy as a user starts it, with nothing of our own environment but the path. */
export function spawnProxy(env: Record<string, string>, { cwd = ROOT, bin = BIN } = {}): ProxyProcess {
  const child = spawn(process.execPath, [bin], {
    cwd,
    env: { PATH: process.env['PATH'], PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

/** Waits for the start message and answers the address in it. */
export async function addressOf({ child, stdout, stderr, ended }: ProxyProcess): Promise<string> {
  const gone = ended.then((code) => {
    throw new Error(`The proxy ended with ${code}.\n${stdout()}${stderr()}`);
  });
  const running = /^Docent's proxy runs at (\S+)\n[\s\S]*stops it\.\n/;
  for (;;) {
    const address = running.exec(stdout())?.[1];
    if (address) {
      gone.catch(() => undefined);
      return address;
    }
    await Promise.race([once(child.stdout ?? child, 'data'), gone]);
  }
}

/** Asks as the extension does. */
export function createClient(address: string) {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    fetch(`${address}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: EXTENSION, ...headers },
      signal: signal ?? null,
    });
  return {
    post,
    async vend(body: object = {}, headers: Record<string, string> = {}): Promise<Vended> {
      const response = await post('/token', body, headers);
      if (response.status !== 200) throw new Error(`vending answered ${response.status}`);
      return (await response.json()) as Vended;
    },
    chatkit: (token: string, type: string, params: object, signal?: AbortSignal) =>
      post('/chatkit', { type, params }, { authorization: `Bearer ${token}` }, signal),
  };
}

export const inputOf = (text: string, quoted_text?: string) => ({
  content: [{ type: 'input_text', text }],
  attachments: [],
  quoted_text,
  inference_options: {},
});

/** Events as they arrive. Ends, without an error, when the connection does. */
export async function* eventsOf(response: Response): AsyncGenerator<WireEvent> {
  let rest = '';
  try {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = (rest + chunk).split('\n\n');
      rest = parts.pop() ?? '';
      yield* parseEvents(parts.map((part) => `${part}\n\n`).join(''));
    }
  } catch (error) {
    if (!(error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError'))) throw error;
  }
}
