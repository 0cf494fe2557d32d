import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = new URL('./node/', import.meta.url).pathname;
const folder = new URL('../../.cache/interop/node-kit/', import.meta.url).pathname;

/**
 * Installs (once) chatkit-node-backend-sdk with what its README wants beside it, in a folder of its own.
 *
 * @returns the server, next to its packages
 * @throws Error with the kit's name and the command that helps
 */
export function nodeKit(): string {
  const wanted = readFileSync(join(here, 'package.json'), 'utf8');
  const stamp = join(folder, 'stamp');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), wanted);
    try {
      execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: folder,
        stdio: 'inherit',
      });
    } catch (cause) {
      const command = 'npm install chatkit-node-backend-sdk@1.1.2';
      throw new Error(`chatkit-node-backend-sdk could not be installed: try "${command}".`, { cause });
    }
    writeFileSync(stamp, wanted);
  }
  const server = join(folder, 'server.mjs');
  copyFileSync(join(here, 'server.mjs'), server);
  return server;
}
