import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What the tests download: outside the repository, so that every checkout of this user has it. */
const root = join(
  process.env.DOCENT_DOWNLOADS ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'docent'),
  'interop',
);

/** An installation that takes longer was killed. */
const MAX_INSTALL_MS = 15 * 60_000;

/**
 * Installs once what `wanted` says, in a folder of its own; another wish has another folder, so that checkouts of
 * different versions do not undo each other's. A second process waits for the first.
 *
 * @param name begins the folder's name
 * @param wanted everything that decides what is installed
 * @returns the folder, whole
 * @throws what `install` throws; nothing half stays
 */
export function installOnce(name: string, wanted: string, install: (folder: string) => void): string {
  const folder = join(root, `${name}-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`);
  const complete = join(folder, '.complete');
  if (existsSync(complete)) return folder;
  mkdirSync(root, { recursive: true });
  const lock = `${folder}.lock`;
  while (!taken(lock)) {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > MAX_INSTALL_MS) rmSync(lock, { recursive: true, force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    if (existsSync(complete)) return folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    install(folder);
    writeFileSync(complete, wanted);
    return folder;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
