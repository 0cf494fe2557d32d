import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const file = fileURLToPath(new URL('../../../node_modules/@openai/chatkit/types/index.d.ts', import.meta.url));

/** The declarations of the installed `@openai/chatkit`, so that a new version shows up as a failing row. */
export const installedTypes = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

export function declarationOf(name: string): ts.TypeAliasDeclaration | ts.InterfaceDeclaration {
  const found = installedTypes.statements.find(
    (node): node is ts.TypeAliasDeclaration | ts.InterfaceDeclaration =>
      (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) && node.name.text === name,
  );
  if (!found) throw new Error(`@openai/chatkit declares no ${name}.`);
  return found;
}

/** The string members of a union. */
export function literalsOf(union: string): string[] {
  const declaration = declarationOf(union);
  if (!ts.isTypeAliasDeclaration(declaration) || !ts.isUnionTypeNode(declaration.type)) return [];
  return declaration.type.types.flatMap((member) =>
    ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal) ? [member.literal.text] : [],
  );
}
