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

const aliases = new Map(
  installedTypes.statements.filter(ts.isTypeAliasDeclaration).map((alias) => [alias.name.text, alias.type]),
);

/** Paths of everything that can be set in a type, down to what holds no further named member; `[]` is a list's member. */
function pathsIn(type: ts.TypeNode, path: string): string[] {
  if (ts.isParenthesizedTypeNode(type)) return pathsIn(type.type, path);
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) {
    const alias = aliases.get(type.typeName.text);
    return alias ? pathsIn(alias, path) : [path];
  }
  if (ts.isArrayTypeNode(type)) {
    const inside = pathsIn(type.elementType, `${path}[]`);
    return inside.length === 1 && inside[0] === `${path}[]` ? [path] : inside;
  }
  if (ts.isUnionTypeNode(type)) {
    const inside = type.types.flatMap((member) => pathsIn(member, path));
    return [...new Set(inside)];
  }
  if (!ts.isTypeLiteralNode(type)) return [path];
  return type.members.flatMap((member) =>
    ts.isPropertySignature(member) && member.type && ts.isIdentifier(member.name)
      ? pathsIn(member.type, path === '' ? member.name.text : `${path}.${member.name.text}`)
      : [],
  );
}

/** Every option, as in `composer.tools[].label`. */
export function optionPaths(): string[] {
  const options = aliases.get('ChatKitOptions');
  return options ? [...new Set(pathsIn(options, ''))] : [];
}

/** Every method with its parameters, as in `sendUserMessage()` and `sendUserMessage(text)`. */
export function methodNames(): string[] {
  const element = declarationOf('OpenAIChatKit');
  if (!ts.isInterfaceDeclaration(element)) return [];
  return element.members.flatMap((member) => {
    if (!ts.isMethodSignature(member) || !ts.isIdentifier(member.name)) return [];
    const name = member.name.text;
    if (name === 'addEventListener' || name === 'removeEventListener') return [];
    const params = member.parameters.flatMap((param) => {
      if (!param.type || !ts.isIdentifier(param.name)) return [];
      if (!ts.isTypeLiteralNode(param.type) || param.name.text !== 'params') return [param.name.text];
      return param.type.members.flatMap((part) =>
        ts.isPropertySignature(part) && ts.isIdentifier(part.name) ? [part.name.text] : [],
      );
    });
    return [`${name}()`, ...params.map((param) => `${name}(${param})`)];
  });
}

export function eventNames(): string[] {
  const events = aliases.get('ChatKitEvents');
  if (!events || !ts.isTypeLiteralNode(events)) return [];
  return events.members.flatMap((member) =>
    ts.isPropertySignature(member) && ts.isStringLiteral(member.name) ? [member.name.text] : [],
  );
}
