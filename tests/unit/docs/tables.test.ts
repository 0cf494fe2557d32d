import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import ts from 'typescript';
import type * as z from 'zod';
import { optionsSchema } from '../../../chatkit/element/options/schema';
import { ROOT } from '../../../scripts/run.mjs';
import { errorCodes } from '../../../utils/shared/errors';
import { messages } from '../../../utils/shared/messages';
import { methodNames } from '../element/installed-types';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** Cells of the table below a heading, by row, without its head. */
function rowsBelow(page: string, heading: string): string[][] {
  const [, after = ''] = read(page).split(`\n## ${heading}\n`);
  const [section = ''] = after.split('\n## ');
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(1).map((line) => line.split('|').map((cell) => cell.trim()).slice(1, -1));
}
/** Paths of all that a schema takes, down to what holds no further named member; `[]` is a list's member. */
function pathsIn(schema: z.core.$ZodType, path = ''): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return pathsIn(def.innerType, path);
    case 'array':
      return pathsIn(def.element, `${path}[]`).map((found) => (found === `${path}[]` ? path : found));
    case 'union':
      return [...new Set(def.options.flatMap((option) => pathsIn(option, path)))];
    case 'object':
      return Object.entries(def.shape).flatMap(([key, part]) => pathsIn(part, path === '' ? key : `${path}.${key}`));
    default:
      return [path];
  }
}

/** Members of a class of a source file, as they are named. */
function membersOf(path: string, name: string): { name: string; isOurs: boolean }[] {
  const source = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true);
  const found = source.statements.find(
    (node): node is ts.ClassDeclaration => ts.isClassDeclaration(node) && node.name?.text === name,
  );
  return [...(found?.members ?? [])].flatMap((member) =>
    member.name && ts.isIdentifier(member.name)
      ? [{ name: member.name.text, isOurs: /^\/\*\*[\s*]*Ours:/.test(member.getFullText().trim()) }]
      : [],
  );
}

const namesIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);

test('the page on security names every message, and who may send it', () => {
  const told = rowsBelow('docs/security.md', 'What the background can be asked').map(([name, by]) => [
    namesIn(name)[0],
    by === 'a page script' ? 'page' : by === 'our own pages' ? 'extension' : by,
  ]);
  expect(told).toEqual(Object.entries(messages).map(([name, { from }]) => [name, from]));
});

test('README names every permission that the two packages ask for, and no other', () => {
  const told = rowsBelow('README.md', 'Permissions, and why each').flatMap(([cell]) => namesIn(cell));
  const manifests = ['chrome', 'firefox'].map(
    (browser) =>
      JSON.parse(read(`tests/unit/manifest/${browser}.golden.json`)) as Record<
        'permissions' | 'optional_permissions',
        string[] | undefined
      >,
  );
  const asked = manifests.flatMap((manifest) => [
    ...(manifest.permissions ?? []),
    ...(manifest.optional_permissions ?? []),
  ]);
  expect(told.toSorted()).toEqual([...new Set(asked)].toSorted());
});

test('the page on the interface names every error code', () => {
  const cited = [...read('docs/interface.md').matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, code]) => code);
  const codes = cited.filter((code) => (errorCodes as readonly string[]).includes(code!));
  expect([...new Set(codes)].toSorted()).toEqual([...errorCodes].toSorted());
});

describe('the page on the element names every', () => {
  const PAGE = 'docs/chatkit.md';
  const drawing = readdirSync(join(ROOT, 'chatkit/element'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => join('chatkit/element', file));
  const beyond = rowsBelow(PAGE, 'What it has beyond the public interface');

  test('option that its schema takes, and no other', () => {
    const [, options = ''] = read(PAGE).split('\n### Options\n');
    const told = [...options.split('\n### ')[0]!.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
    expect(told.toSorted()).toEqual([...new Set(pathsIn(optionsSchema))].toSorted());
  });

  test('method of ours, and no other', () => {
    const told = beyond.flatMap(([cell]) => namesIn(cell).flatMap((name) => /^(\w+)\(/.exec(name!)?.[1] ?? []));
    const methods = membersOf('chatkit/element/chatkit-element.ts', 'OpenAIChatKitElement');
    const open = methodNames().flatMap((name) => /^(\w+)\(\)$/.exec(name)?.[1] ?? []);
    const own = methods.map(({ name }) => name).filter((name) => !open.includes(name) && !/Callback$/.test(name));
    expect(told.toSorted()).toEqual(own.toSorted());
    expect(own.toSorted()).toEqual(methods.flatMap(({ name, isOurs }) => (isOurs ? [name] : [])).toSorted());
  });

  test('slot, and no other', () => {
    const told = beyond.filter(([cell]) => cell!.startsWith('slots ')).flatMap(([cell]) => namesIn(cell));
    const made = drawing.flatMap((file) =>
      [...read(file).matchAll(/<slot name="([^"]+)"/g)].map(([, name]) => name),
    );
    expect(told.toSorted()).toEqual(made.toSorted());
  });

  test('custom property that styles it, and no other', () => {
    const told = rowsBelow(PAGE, 'Styling').flatMap(([cell]) => namesIn(cell));
    const taken = [...read('chatkit/element/theme/tokens.css').matchAll(/var\((--chatkit-[\w-]+)/g)].map(([, name]) => name);
    expect(told.toSorted()).toEqual(taken.toSorted());
  });
});
