import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isUpToDate } from '../../../scripts/dependencies.mjs';
import { ROOT } from '../../../scripts/run.mjs';

const { scripts, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
  bin: Record<string, string>;
};

/** What Node loads before a script's first line runs: its static imports, and theirs. */
function loadedAtOnce(entry: string, seen = new Map<string, string[]>()): Map<string, string[]> {
  if (seen.has(entry)) return seen;
  const source = readFileSync(entry, 'utf8');
  const names = [...source.matchAll(/^(?:import|(?:import|export)\b[^'";]*\bfrom)\s*['"]([^'"]+)['"]/gm)].map(
    ([, name = '']) => name,
  );
  seen.set(entry, names);
  for (const name of names) if (name.startsWith('.')) loadedAtOnce(resolve(dirname(entry), name), seen);
  return seen;
}

/** The Node script that a script of package.json begins with. */
const entryOf = (name: string): string | undefined => /^node (\S+\.mjs)/.exec(scripts[name] ?? '')?.[1];

/** `check` is made of the others. */
const first = Object.keys(scripts).map((name) => [name, /^npm run (\S+)/.exec(scripts[name] ?? '')?.[1] ?? name]);

describe('in a clone without node_modules', () => {
  test.each(first)('npm run %s begins with a script of ours', (_, name = '') => {
    expect(scripts[name]).toMatch(
      /^node (?:scripts\/ensure\.mjs (?:--browsers )?&& |scripts\/\w+(?:-\w+)?\.mjs|proxy\/bin\.mjs)/,
    );
  });

  test.each(['e2e', 'interop', 'bench', 'screenshots'])('npm run %s brings the browsers too', (name) => {
    expect(scripts[name]).toMatch(/^node scripts\/ensure\.mjs --browsers && /);
  });

  const entries = [...new Set([...first.flatMap(([, name = '']) => entryOf(name) ?? []), ...Object.values(bin)])];
  test.each(entries)('%s needs no package before it has looked for them', (entry) => {
    const loaded = loadedAtOnce(join(ROOT, entry));
    const packages = [...loaded].flatMap(([file, names]) =>
      names.filter((name) => !/^(?:\.|node:)/.test(name)).map((name) => `${relative(ROOT, file)} imports ${name}`),
    );
    expect(packages).toEqual([]);
    const looks = [...loaded.keys()].map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(looks).toMatch(/await ensureDependencies(?:Quietly)?\(|ensure-proxy\.mjs/);
  });

  test('every script that a page names is there', () => {
    const pages = ['README.md', 'proxy/README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)];
    const named = pages
      .filter((page) => page.endsWith('.md') && existsSync(join(ROOT, page)))
      .flatMap((page) => [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\bnpm run ([\w:-]+)/g)])
      .map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(10);
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('the proxy runs with an installation that leaves the development packages out', () => {
  const wanted = {
    packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', dev: true } },
  };
  const installed = { packages: { 'node_modules/a': { version: '1.0.0' } } };
  expect(isUpToDate(wanted, installed, { production: true })).toBe(true);
  expect(isUpToDate(wanted, installed)).toBe(false);
  expect(isUpToDate(wanted, { packages: {} }, { production: true })).toBe(false);
});
