import { cpSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { ROOT } from '../../../scripts/run.mjs';

/** What a clone does not hold: installed, built, kept, or written by the scaffold. */
const NOT_CLONED = /^(?:node_modules|\.git|\.output|\.wxt|\.cache|artifacts|dist|data|docent-.*)$/;

/** The repository as `git clone` would bring it, with what is changed here. */
export function copyRepository(to: string): string {
  cpSync(ROOT, to, {
    recursive: true,
    filter: (path) => !NOT_CLONED.test(relative(ROOT, path).split(sep)[0] ?? ''),
  });
  return to;
}
