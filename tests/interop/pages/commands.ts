import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/run.mjs';
import { shellBlocks } from './blocks';

/** Pages whose commands people type. */
export const pages: readonly string[] = [
  'README.md',
  'proxy/README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).flatMap((name) =>
    name.endsWith('.md') ? `docs/${name}` : [],
  ),
];

export const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** What a block is written in, as its fence says. Commands are `sh`; a fence without a word could hide some. */
export const fenceLanguages = (page: string): string[] =>
  [...textOf(page).matchAll(/^```(.*)\n[^]*?^```$/gm)].map(([, language = '']) => language);

/** The lines of a block of commands, without their comments. */
export const linesOf = (block: string): string[] =>
  block.split('\n').flatMap((line) => line.replace(/\s+#\s.*$/, '').trim() || []);

/** Everything that a page says to type. */
export const commandsOf = (page: string): string[] => [
  ...shellBlocks(textOf(page)).flatMap(linesOf),
  ...inlineCommands(page),
];

const PROGRAM = /^(?:[A-Z_]+=\S+ )*(?:npm|npx|node|docker|uvicorn|pip|python3?|curl|git|docent-proxy)(?: |$)/;

/** Commands in the middle of a sentence; but for the bare name of a script, which is looked up in package.json. */
const inlineCommands = (page: string): string[] =>
  [
    ...textOf(page)
      .replace(/^```.*\n[^]*?^```$/gm, '')
      .matchAll(/`([^`\n]+)`/g),
  ]
    .map(([, code = '']) => code)
    .filter((code) => PROGRAM.test(code) && !/^npm run [\w:-]+$/.test(code));
