import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must, ROOT } from '../../scripts/run.mjs';
import { scaffoldFiles } from '../../scripts/scaffold/files';
import { readOptions } from '../../scripts/scaffold/options';
import { writeScaffold } from '../../scripts/scaffold/write';
import { pythonEnvironment } from './python-env';

const folders: string[] = [];

/** Writes what `npm run scaffold -- <args>` writes into a new folder. */
export function scaffold(...args: string[]): string {
  const out = join(mkdtempSync(join(tmpdir(), 'docent-scaffold-')), 'out');
  folders.push(out);
  writeScaffold(out, scaffoldFiles(readOptions([...args, '--out', out])));
  return out;
}

/** The command itself, as its users run it. */
export async function runScaffold(...args: string[]): Promise<string> {
  const out = join(mkdtempSync(join(tmpdir(), 'docent-scaffold-')), 'out');
  folders.push(out);
  const command = [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), join(ROOT, 'scripts/scaffold.ts')];
  await must(process.execPath, [...command, ...args, '--out', out], { quiet: true }, 'scaffold');
  return out;
}

/** Sets values of the written `.env`, as its owner does with what only they have. */
export function fillIn(out: string, values: Record<string, string>): void {
  const file = join(out, '.env');
  let text = readFileSync(file, 'utf8');
  for (const [name, value] of Object.entries(values)) {
    const line = new RegExp(`^${name}=.*$`, 'm');
    text = line.test(text) ? text.replace(line, `${name}=${value}`) : `${text}${name}=${value}\n`;
  }
  writeFileSync(file, text);
}

export const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** The settings of the written `.env`. */
export function environmentOf(out: string): Record<string, string> {
  const lines = readFileSync(join(out, '.env'), 'utf8').split('\n');
  return Object.fromEntries(lines.flatMap((line) => (/^\w+=/.test(line) ? [line.split(/=(.*)/s).slice(0, 2)] : [])));
}

/** Starts what was written, as its README says; resolves when its descriptor can be read. */
export async function startScaffold(out: string, kind: string, port: number): Promise<() => void> {
  const [command, args] =
    kind === 'chat-json' || kind === 'chatkit'
      ? [pythonEnvironment(), ['-m', 'uvicorn', 'docent:app', '--log-level', 'warning', '--port', String(port)]]
      : [process.execPath, [`--env-file=${join(out, '.env')}`, join(ROOT, 'proxy/bin.mjs')]];
  const child = spawn(command, args, {
    cwd: out,
    env: { ...process.env, OPENAI_API_KEY: '', ...environmentOf(out) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  for (let tries = 0; ; tries += 1) {
    const up = await fetch(`http://127.0.0.1:${port}/.well-known/docent.json`).catch(() => undefined);
    if (up?.ok) return () => void child.kill('SIGKILL');
    if (tries > 150 || child.exitCode !== null) throw new Error(`${kind} did not come up: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function removeScaffolds(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
