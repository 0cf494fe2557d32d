import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const ROOMS = ['entrypoints', 'components', 'utils', 'chatkit', 'proxy', 'scripts', 'tests'];
/** What is compared with pages, what stands in for them, and this file. */
const NOT_SEARCHED = /\/(?:fixtures|node_modules|templates)\/|tests\/unit\/docs\/books\.test\.ts$/;
const listed = (folder: string, name: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => name.test(path) && !NOT_SEARCHED.test(path));

const sources = [
  ...ROOMS.flatMap((room) => listed(room, /\.(?:tsx?|mjs|css)$/)),
  ...['wxt.config.ts', 'eslint.config.js', 'vitest.config.ts'],
];
const pages = [...listed('docs', /\.md$/), 'README.md', 'proxy/README.md'];

/** A file's text without ends of lines, also those in strings, so that a citation is in one piece. */
const flat = (path: string) => read(path).replace(/\\n|\n\s*(?:\*|\/\/)? ?/g, ' ');
/** The same for a page, whose links to other pages become the form that code uses. */
const flatPage = (path: string) =>
  path.startsWith('docs/') ? flat(path).replace(/\[[^\]]*\]\((\w+\.md)\)/g, 'docs/$1') : flat(path);
const cited = (pattern: RegExp) =>
  [...sources.map((path) => [path, flat(path)] as const), ...pages.map((path) => [path, flatPage(path)] as const)].flatMap(
    ([path, text]) => [...text.matchAll(pattern)].map((match) => ({ path, match })),
  );

interface Table {
  head: string[];
  rows: string[][];
}

function tablesOf(page: string): Table[] {
  const blocks = read(page).match(/(?:^\|.*\n?)+/gm) ?? [];
  return blocks.map((block) => {
    const [head = [], , ...rows] = block
      .trim()
      .split('\n')
      .map((line) =>
        line
          .split(/(?<!\\)\|/)
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    return { head, rows };
  });
}

/** The books of codes: which page, what its codes look like there. */
const books = [
  ['rules', 'docs/threats.md', /^R\d{1,2}$/],
  ['threats', 'docs/threats.md', /^T\d{2}$/],
  ['rules of the proxy', 'docs/threats.md', /^P\d{1,2}$/],
  ['faults', 'docs/faults.md', /^F\d{2}$/],
] as const;
const tableOf = (page: string, code: RegExp) => tablesOf(page).filter(({ rows }) => rows.some(([cell = '']) => code.test(cell)));

describe.each(books)('the table of %s', (_, page, code) => {
  const [table, ...others] = tableOf(page, code);
  const { head, rows } = table ?? { head: [], rows: [] };
  const codes = rows.map(([cell = '']) => cell);

  test('is one, counts from 1 without a gap, and has every column filled', () => {
    expect(others).toEqual([]);
    expect(codes.map((text) => Number(text.slice(1)))).toEqual(codes.map((_code, index) => index + 1));
    for (const row of rows) {
      expect(row, row[0]).toHaveLength(head.length);
      expect(row, row[0]).not.toContain('');
    }
  });

  test('names tests that are there, or says that there is none', () => {
    for (const row of rows) {
      const cell = row.at(-1) ?? '';
      const parts = cell.split(/(?=`tests\/)/).filter((part) => part.startsWith('`tests/'));
      if (parts.length === 0) expect(cell, row[0]).toMatch(/^No test\b/);
      for (const part of parts) {
        const [, path = ''] = /^`([^`]+)`/.exec(part) ?? [];
        expect(existsSync(join(root, path)), `${row[0]}: ${path}`).toBe(true);
        const names = [...part.matchAll(/“([^”]+)”/g)].map(([, name = '']) => name);
        expect(names, `${row[0]}: ${path}`).not.toEqual([]);
        for (const name of names) expect(read(path).includes(name), `${row[0]}: “${name}” in ${path}`).toBe(true);
      }
    }
  });
});

describe('what the sources cite', () => {
  test('of the books’ codes is in its table', () => {
    const known = new Set(
      books.flatMap(([, page, code]) => tableOf(page, code).flatMap(({ rows }) => rows.map(([cell = '']) => cell))),
    );
    const found = cited(/(?<![\w/])(?:([TF]\d{2})|([PR]\d{1,2})[a-g]?)\b/g).map(({ path, match }) => ({
      path,
      code: match[1] ?? match[2] ?? '',
    }));
    expect(found.length).toBeGreaterThan(100);
    expect(found.filter(({ code }) => !known.has(code))).toEqual([]);
  });

  test('of pages is in the repository', () => {
    const near = (path: string, page: string) =>
      [page, join(dirname(path), page), `scripts/scaffold/templates/${page}`].some((at) => existsSync(join(root, at)));
    // With a folder, in capitals, as a link, or with a place in it: other names in `.md` are examples of addresses.
    const page = /(?:(?:[\w-]+|\.\.?)\/)+[\w.-]+\.md\b|[A-Z][A-Z_]+\.md\b|(?<=\]\()[\w.-]+\.md|[\w.-]+\.md(?=,? [A-Z\d])/;
    const found = cited(new RegExp(String.raw`(?<![\w./-])(?:${page.source})`, 'g'));
    expect(found.length).toBeGreaterThan(100);
    const missing = found
      .map(({ path, match }) => ({ path, page: match[0] }))
      .filter(({ path, page }) => !near(path, page));
    expect(missing.map(({ path, page }) => `${path}: ${page}`)).toEqual([]);
  });

  const list = String.raw`((?:\d[\d.]*\d|\d)(?:(?:, | and |–)(?:\d[\d.]*\d|\d)\b)*)`;
  const numbersOf = (text: string) => text.split(/, | and |–/);
  test.each([
    ['decisions', new RegExp(String.raw`docs/design\.md ${list}`, 'g'), 'docs/design.md', (n: string) => `\n${n}. **`],
    ['lines', new RegExp(String.raw`docs/interface\.md ${list}`, 'g'), 'docs/interface.md', (n: string) => `\n${n}. `],
    ['facts of browsers', new RegExp(String.raw`docs/platform\.md ${list}`, 'g'), 'docs/platform.md', (n: string) => `\n## ${n} `],
    ['facts of ChatKit', new RegExp(String.raw`docs/chatkit\.md, facts? ${list}`, 'g'), 'docs/chatkit.md', (n: string) => `\n### Fact ${n}:`],
    ['contracts', new RegExp(String.raw`docs/backends\.md, contracts? ${list}`, 'g'), 'docs/backends.md', (n: string) => `\n### Contract ${n}:`],
  ])('of numbered %s is there', (_, pattern, page, place) => {
    const found = cited(pattern).flatMap(({ path, match }) => numbersOf(match[1] ?? '').map((number) => ({ path, number })));
    expect(found.length).toBeGreaterThan(0);
    const text = read(page);
    expect(found.filter(({ number }) => !text.includes(place(number)))).toEqual([]);
  });

  test('by a heading is there', () => {
    const found = cited(/docs\/([\w-]+\.md), ([A-Z]\w+)((?: [a-z]+)?)/g);
    expect(found.length).toBeGreaterThan(10);
    const isThere = (page: string, heading: string) =>
      new RegExp(String.raw`^(?:#+ |- \*\*)${heading}\b`, 'm').test(read(`docs/${page}`));
    const missing = found.filter(
      ({ match: [, page = '', first = '', second = ''] }) => !isThere(page, first + second) && !isThere(page, first),
    );
    expect(missing.map(({ path, match }) => `${path}: ${match[0]}`)).toEqual([]);
  });
});
