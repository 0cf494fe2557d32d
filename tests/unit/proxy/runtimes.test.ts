import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const PROXY = fileURLToPath(new URL('../../../proxy', import.meta.url));

/** Packages that a file needs when it runs, its own files' packages included. */
function packagesOf(file: string, seen = new Set<string>(), found = new Set<string>()): Set<string> {
  if (seen.has(file)) return found;
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  for (const [, isType, name = ''] of source.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from '([^']+)'/gms)) {
    if (isType) continue;
    if (!name.startsWith('.')) found.add(name);
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

test('the Node entry is what brings SQLite, the server and the model client', () => {
  const packages = packagesOf(join(PROXY, 'main.ts'));
  for (const name of ['@hono/node-server', 'libsql', 'openai', 'node:fs']) expect(packages).toContain(name);
});
