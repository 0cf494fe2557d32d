import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../scripts/run.mjs';

const FOLDERS = ['chatkit/element', 'utils/page'];
const filesOf = (folder: string, name: RegExp) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(ROOT, folder, file), 'utf8') }));

/** Words in the strings of sources, and what a template puts before its first value: `depth-` of `depth-${…}`. */
function wordsIn(sources: { file: string; text: string }[]): { words: Set<string>; starts: string[] } {
  const words = new Set<string>();
  const starts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      const found = node.text.split(/\s+/);
      found.forEach((word) => words.add(word));
      if (!ts.isStringLiteralLike(node)) starts.push(...found.filter((word) => word.endsWith('-')));
    }
    ts.forEachChild(node, visit);
  };
  for (const { file, text } of sources) visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return { words, starts };
}

function classesIn(css: string): string[] {
  const selectors = css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g);
  const names = [...selectors].flatMap(([, selector = '']) => [...selector.matchAll(/\.([a-z][\w-]*)/g)]);
  return [...new Set(names.map(([, name = '']) => name))];
}

describe.each(FOLDERS)('every class in %s is drawn by somebody:', (folder) => {
  const { words, starts } = wordsIn(filesOf(folder, /\.tsx?$/));
  const isWord = (part: string) => words.has(part) || /^\d$/.test(part);
  const isDrawn = (name: string) =>
    words.has(name) ||
    starts.some((start) => name.startsWith(start) && name.slice(start.length).split('-').every(isWord));

  // highlight.js gives the classes of code.
  test.each(filesOf(folder, /(?<!\/code)\.css$/))('$file', ({ text }) => {
    expect(classesIn(text).filter((name) => !isDrawn(name))).toEqual([]);
  });
});
