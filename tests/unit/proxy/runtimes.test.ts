import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const PROXY = fileURLToPath(new URL('../../../proxy', import.meta.url));

/** `hono` of `hono/bearer-auth`, `@hono/node-server` of itself. */
const packageOf = (name: string) => (name.startsWith('node:') ? name : (/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name));

/** Packages that a file needs when it runs, its own files' packages included. */
function packagesOf(file: string, seen = new Set<string>(), found = new Set<string>()): Set<string> {
  if (seen.has(file)) return found;
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  for (const [, isType, name = ''] of source.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from '([^']+)'/gms)) {
    // Data imports nothing.
    if (isType || name.endsWith('.json')) continue;
    if (!name.startsWith('.')) found.add(packageOf(name));
    else
      packagesOf(
        [`${join(dirname(file), name)}.ts`, join(dirname(file), name, 'index.ts')].find(existsSync) ?? name,
        seen,
        found,
      );
  }
  return found;
}

test('the app runs wherever web standards do: nothing it imports is of Node', () => {
  expect([...packagesOf(join(PROXY, 'app.ts'))].toSorted()).toEqual(['hono', 'jose', 'zod']);
});

test('the Node entry is what brings SQLite, the server and the patient fetch', () => {
  const packages = packagesOf(join(PROXY, 'main.ts'));
  for (const name of ['@hono/node-server', 'libsql', 'undici', 'node:fs']) expect(packages).toContain(name);
});
