import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';

/**
 * The scripts a built page loads before it can draw: its script elements and preloads, and what those import
 * statically, over all levels. Paths are relative to the build.
 */
export function firstLoadScripts(build: string, page: string): string[] {
  const html = readFileSync(join(build, page), 'utf8');
  const roots = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="([^"]+\.js)"[^>]*>/g)].map(([, path]) =>
    join(build, path ?? ''),
  );
  const seen = new Set<string>();
  const follow = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const imported of staticImports(readFileSync(file, 'utf8'))) {
      follow(imported.startsWith('/') ? join(build, imported) : join(dirname(file), imported));
    }
  };
  roots.forEach(follow);
  return [...seen].map((file) => relative(build, file));
}

function staticImports(code: string): string[] {
  return parseAst(code).body.flatMap((statement) =>
    (statement.type === 'ImportDeclaration' ||
      statement.type === 'ExportNamedDeclaration' ||
      statement.type === 'ExportAllDeclaration') &&
    statement.source
      ? [String(statement.source.value)]
      : [],
  );
}

/** Bytes as a file is transferred compressed. */
export function gzipBytes(build: string, file: string): number {
  return gzipSync(readFileSync(join(build, file)), { level: 9 }).length;
}
