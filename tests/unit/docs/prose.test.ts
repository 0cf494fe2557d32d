import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../scripts/run.mjs';

/** Characters: a longer line is neither read beside code nor compared line by line. */
const MAX_LINE = 120;
const pages = execFileSync('git', ['ls-files', '*.md', ':!scripts/scaffold/templates', ':!tests'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n');

/** Lines of prose that are too long: not those of tables and fences, nor what cannot be broken (links, long code). */
function longLines(page: string): string[] {
  let isFenced = false;
  return readFileSync(join(ROOT, page), 'utf8')
    .split('\n')
    .filter((line) => {
      if (line.trimStart().startsWith('```')) isFenced = !isFenced;
      return !isFenced && line.length > MAX_LINE && !/^\s*\||\]\(|https?:|`[^`]{60,}`/.test(line);
    });
}

test.each(pages)('the prose of %s has lines of at most 120 characters', (page) => {
  expect(longLines(page)).toEqual([]);
});
