import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must, ROOT } from '../../../scripts/run.mjs';

/** A host that serves files and sends no header of its own choice, as GitHub Pages does. */
export interface StaticHost {
  origin: string;
  /** What it serves; put files in. */
  folder: string;
  close(): Promise<void>;
}

/** Python's own static server, on a free loopback port. */
export async function startStaticHost(): Promise<StaticHost> {
  const folder = await mkdtemp(join(tmpdir(), 'docent-static-'));
  const child = spawn('python3', ['-u', '-m', 'http.server', '0', '--bind', '127.0.0.1', '--directory', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const origin = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const port = /\bport (\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    void ended.then(() => reject(new Error(`The static host ended. ${said}`)));
  });
  return {
    origin,
    folder,
    async close() {
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Writes the frame page for OpenAI's view as a docs owner does, with `npm run frame`.
 *
 * @param allow extension origins, separated by commas
 * @param script address of chatkit.js
 */
export async function writeFramePage(out: string, allow: string, script: string): Promise<void> {
  const args = [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), join(ROOT, 'scripts/frame.ts')];
  await must(process.execPath, [...args, '--out', out, '--allow', allow, '--script', script], { quiet: true }, 'frame');
}
