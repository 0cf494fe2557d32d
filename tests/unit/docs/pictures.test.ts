import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../scripts/run.mjs';

/** Bytes of all pictures of the docs together: what everyone pays who clones the repository. */
const MAX_PICTURES_BYTES = 1_000_000;
const PICTURE = /\.(?:png|webp|jpe?g|gif|avif|svg)$/;
/** Not pictures of the docs: what the extension ships and is drawn from, what owners are given, and inputs of tests. */
const OTHERS = /^(?:public|scripts\/icon|scripts\/scaffold\/templates|store|tests)\//;

const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
const pictures = tracked.filter((file) => PICTURE.test(file) && !OTHERS.test(file));

/** Every picture that a page of the docs shows, as a path of the repository. */
function shown(): string[] {
  return tracked
    .filter((file) => /\.(?:md|html)$/.test(file) && !OTHERS.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      const links = [...text.matchAll(/(?:!\[[^\]]*\]\(|\b(?:src|srcset|href)=")([^)"\s]+)/g)].map(([, link = '']) => link);
      return links.map((link) => relative(ROOT, join(ROOT, dirname(file), link)));
    });
}

test('no picture is kept that no page of the docs shows', () => {
  const seen = new Set(shown());
  expect(pictures.filter((file) => !seen.has(file))).toEqual([]);
});

test('every picture that a page shows is there, and all together are below 1 MB', () => {
  expect(pictures.length).toBeGreaterThan(0);
  const missing = shown().filter((file) => PICTURE.test(file) && !file.startsWith('..') && !tracked.includes(file));
  expect(missing).toEqual([]);
  expect(pictures.reduce((sum, file) => sum + statSync(join(ROOT, file)).size, 0)).toBeLessThan(MAX_PICTURES_BYTES);
});
