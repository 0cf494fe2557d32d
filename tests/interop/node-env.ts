import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce } from './downloads';

const here = new URL('./node/', import.meta.url).pathname;

/**
 * Installs (once) chatkit-node-backend-sdk with what its README wants beside it, Express among it, in a folder of its
 * own.
 *
 * @param script of `node/`
 * @returns the server, next to its packages
 * @throws Error with the kit's name and the command that helps
 */
export function nodeKit(script: 'server.mjs' | 'token-proxy.mjs' = 'server.mjs'): string {
  const wanted = readFileSync(join(here, 'package.json'), 'utf8');
  const folder = installOnce('node-kit', wanted, (into) => {
    writeFileSync(join(into, 'package.json'), wanted);
    try {
      execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: into,
        stdio: 'inherit',
      });
    } catch (cause) {
      const command = 'npm install chatkit-node-backend-sdk@1.1.2';
      throw new Error(`chatkit-node-backend-sdk could not be installed: try "${command}".`, { cause });
    }
  });
  // Another checkout may be of another version.
  const text = readFileSync(join(here, script), 'utf8');
  const server = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 12)}-${script}`);
  writeFileSync(server, text);
  return server;
}
