import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Stop } from '../steps.mjs';
import type { Files } from './template';

/**
 * Writes the files below a folder, all or nothing.
 *
 * @throws Stop when one of them is there already: a key or an edited file is never written over
 */
export function writeScaffold(out: string, files: Files): void {
  for (const path of Object.keys(files)) {
    if (existsSync(join(out, path))) throw new Stop(`${join(out, path)} is there already; nothing was written.`);
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    // The environment holds keys: for its owner's eyes only.
    writeFileSync(join(out, path), text, { mode: path === '.env' ? 0o600 : 0o644 });
  }
}
