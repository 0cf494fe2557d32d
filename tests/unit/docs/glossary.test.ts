import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const ROOMS = ['entrypoints', 'components', 'utils', 'chatkit', 'proxy', 'scripts'];
const files = ROOMS.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .map((path) => `${room}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\/(?:node_modules|templates)\//.test(path)),
);

interface Name {
  path: string;
  name: string;
  isExported: boolean;
}

/** What a file declares at its top level. */
function declared(path: string): Name[] {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, false);
  return source.statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const named = (name: ts.Node | undefined): Name[] =>
      name !== undefined && ts.isIdentifier(name) ? [{ path, name: name.text, isExported }] : [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap((declaration) => named(declaration.name));
    }
    return 'name' in statement ? named(statement.name as ts.Node | undefined) : [];
  });
}
const names = files.flatMap(declared);
const shown = (found: Name[]) => found.map(({ path, name }) => `${path}: ${name}`);

test('the names of every room are read', () => {
  expect(names.length).toBeGreaterThan(1_500);
  expect(names.some(({ name, isExported }) => name === 'MAX_JSON_BYTES' && isExported)).toBe(true);
});

describe('docs/glossary.md holds in names', () => {
  test('a limit is MAX_ or MIN_', () => {
    const others = /^(?:MOST|LONGEST|LARGEST|MAXIMUM|LEAST|SHORTEST|SMALLEST|MINIMUM)_|^(?!MAX_|MIN_|DEFAULT_).*_LIMIT$/;
    expect(shown(names.filter(({ name }) => others.test(name)))).toEqual([]);
  });

  test('what goes wrong is an error', () => {
    const others = /fault(?!s?$)|failure|problem|trouble|refusal/i;
    const found = names.filter(({ name, isExported }) => isExported && others.test(name.replace(/default/i, '')));
    expect(shown(found)).toEqual([]);
  });

  test('a passage is selected, not highlighted', () => {
    const found = names.filter(({ path, name }) => /highlight/i.test(name) && /^(?:utils|components|entrypoints)\//.test(path));
    expect(shown(found)).toEqual([]);
  });

  test('a name is exported once in the extension: one declaration for one concept', () => {
    const paths = new Map<string, string[]>();
    for (const { path, name, isExported } of names) {
      if (isExported && /^(?:utils|components|entrypoints)\//.test(path)) paths.set(name, [...(paths.get(name) ?? []), path]);
    }
    const twice = [...paths].filter(([, of]) => new Set(of).size > 1);
    expect(twice.map(([name, of]) => `${name}: ${of.join(', ')}`).toSorted()).toEqual([]);
  });
});
