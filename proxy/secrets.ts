import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A secret of our own making, kept in the data folder so that it outlives restarts: 32 random bytes, readable by the
 * owner only. Hexadecimal, so that it never looks like another kind of key. `wx` lets only one of two starting proxies
 * make it; the other reads what that one wrote.
 */
export function keptSecret(folder: string, name: 'shared.key' | 'signing.key'): string {
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const made = randomBytes(32).toString('hex');
    writeFileSync(path, made, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const kept = readFileSync(path, 'utf8').trim();
    if (kept.length < 32) throw new Error(`${name} in DATA_DIR is damaged: delete it to have a new one made`);
    return kept;
  }
}
