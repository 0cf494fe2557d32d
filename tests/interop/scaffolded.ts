import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { must, ROOT } from '../../scripts/run.mjs';
import { scaffoldFiles } from '../../scripts/scaffold/files';
import { readOptions } from '../../scripts/scaffold/options';
import { writeScaffold } from '../../scripts/scaffold/write';
import { asTypedHere, startAsTyped } from './as-owner';
import { shellBlocks } from './pages/blocks';

const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'docent-scaffold-'));
  folders.push(folder);
  return join(folder, 'out');
}

/** Writes what `npm run scaffold -- <args>` writes into a new folder. */
export function scaffold(...args: string[]): string {
  const out = newFolder();
  writeScaffold(out, scaffoldFiles(readOptions([...args, '--out', out])));
  return out;
}

/** The command itself, as its users run it. */
export async function runScaffold(...args: string[]): Promise<string> {
  const out = newFolder();
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
export const environmentOf = (out: string): Record<string, string> =>
  parseEnv(readFileSync(join(out, '.env'), 'utf8')) as Record<string, string>;

/**
 * Starts what was written as its README says, word for word; resolves when its descriptor can be read.
 *
 * @returns stops it
 */
export async function startScaffold(out: string, port: number): Promise<() => Promise<void>> {
  const [block = ''] = shellBlocks(readFileSync(join(out, 'README.md'), 'utf8'));
  const health = `http://127.0.0.1:${port}/.well-known/docent.json`;
  // Node keeps a variable that is set already, and `.env` may name a port for everybody.
  const env = { PORT: String(port) };
  const { stop } = await startAsTyped(asTypedHere(block, port), { cwd: out, env, health });
  return stop;
}

export function removeScaffolds(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
