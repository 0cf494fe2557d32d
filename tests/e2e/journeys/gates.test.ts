import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { firstLoadScripts, gzipBytes } from '../rig/static-imports';

const builds = inject('builds');

describe.each(['chrome', 'firefox'] as const)('sizes of the %s build', (browser) => {
  const build = builds[browser];

  test('the page script is at most 20 kB, 6 kB compressed', () => {
    const [file, ...more] = readdirSync(build).filter((name) => /^selection.*\.js$/.test(name));
    expect(more).toEqual([]);
    expect(readFileSync(join(build, file ?? 'selection.js')).length).toBeLessThanOrEqual(20_000);
    expect(gzipBytes(build, file ?? 'selection.js')).toBeLessThanOrEqual(6_000);
  });

  test('the page script imports nothing: it is one file', () => {
    expect(readFileSync(join(build, 'selection.js'), 'utf8')).not.toMatch(/\bimport\s*[("'{*]/);
  });

  test('the panel draws after at most 150 kB of compressed script', () => {
    const scripts = firstLoadScripts(build, 'sidepanel.html');
    expect(scripts.length).toBeGreaterThan(0);
    const total = scripts.reduce((sum, file) => sum + gzipBytes(build, file), 0);
    expect(total, scripts.map((file) => `${file}: ${gzipBytes(build, file)}`).join('\n')).toBeLessThanOrEqual(150_000);
  });
});
