import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { eventNames, methodNames, optionPaths } from './installed-types';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(fileURLToPath(new URL(path, root)), 'utf8');

/** Rows of the tables under a heading of docs/chatkit.md, as cells. */
function rowsUnder(heading: string): string[][] {
  const [, after = ''] = read('docs/chatkit.md').split(`\n### ${heading}\n`);
  const [section = ''] = after.split('\n### ');
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
const nameIn = ([cell = '']: string[]) => cell.replaceAll('`', '');

const tables = [
  ['Methods', methodNames(), 20],
  ['Events', eventNames(), 13],
  ['Options', optionPaths(), 75],
] as const;

describe.each(tables)('%s', (heading, names, least) => {
  test('are those of the installed types, each in one row', () => {
    expect(names.length).toBeGreaterThanOrEqual(least);
    expect(rowsUnder(heading).map(nameIn).toSorted()).toEqual([...names].toSorted());
  });

  test('say yes or why not', () => {
    for (const [name, here = ''] of rowsUnder(heading)) expect(here, name).toMatch(/^(?:yes|no: .{30,})/);
  });
});

test('every event beyond the installed types is in the table of what the element has besides', () => {
  const [, own = ''] = read('chatkit/element/events.ts').split('export interface OwnEvents');
  const names = [...own.split('\n}')[0]!.matchAll(/'(chatkit\.[a-z.]+)'/g)].map(([, name]) => name);
  const [, section = ''] = read('docs/chatkit.md').split('\n## What it has beyond the public interface\n');
  const documented = section.split('\n## ')[0]!.matchAll(/^\| `(chatkit\.[a-z.]+)`/gm);
  expect(names.length).toBeGreaterThanOrEqual(5);
  expect([...documented].map(([, name]) => name).toSorted()).toEqual(names.toSorted());
});

test('at most five are a no', () => {
  const refused = tables.flatMap(([heading]) => rowsUnder(heading)).filter(([, here]) => here?.startsWith('no'));
  expect(refused.length).toBeLessThanOrEqual(5);
});

test('every yes names tests, and each of them is there', () => {
  const known = new Map(rowsUnder('The tests').map(([key = '', file = '', title = '']) => [key, { file, title }]));
  for (const [heading] of tables) {
    for (const [name, here = '', keys = ''] of rowsUnder(heading)) {
      if (!here.startsWith('yes')) continue;
      const named = keys.split(' ').filter((key) => key !== '');
      expect(named.length, `${name} names no test`).toBeGreaterThan(0);
      for (const key of named) expect(known.has(key), `${name}: no test "${key}"`).toBe(true);
    }
  }
  for (const [key, { file, title }] of known) {
    expect(existsSync(fileURLToPath(new URL(`tests/${file}`, root))), `${key}: ${file}`).toBe(true);
    expect(read(`tests/${file}`), `${key}: ${title}`).toContain(title);
  }
});
