import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bm25, type EvaluatedAnswerer, modelAt, quotes } from './eval/answerers';
import { examplesOf } from './eval/learn';
import { learn } from './eval/learned';
import { measure, type Measured, tableOf } from './eval/measure';
import { readQuestions } from './eval/read-questions';
import { evaluatePages } from './eval/pages/main';
import { ROOT } from './run.mjs';

/*
 * npm run eval [-- questions.csv] [--model <address> [--name <model>]] [--learn]
 * npm run eval -- pages [<family> … | <address> <selector> …]
 *
 * How often the quotes of *On this device* answer, beside plain BM25 and, where an address is given, a model; over the
 * development set or questions of one's own (docs/eval.md). `--learn` learns the weights of the ranking anew.
 * `pages`: how much of the main content of real documentation a page's reading keeps.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string' }, name: { type: 'string' }, learn: { type: 'boolean', default: false } },
});

try {
  if (positionals[0] === 'pages') await evaluatePages(positionals.slice(1));
  else await evaluateQuotes();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function evaluateQuotes(): Promise<void> {
  const cases = readQuestions(positionals[0] ?? join(ROOT, 'scripts/eval/set/questions.csv'));
  if (values.learn) {
    learn(
      await examplesOf(cases, false),
      await examplesOf(cases, true),
      join(ROOT, 'chatkit/answerers/extractive/ranking/weights.json'),
    );
  } else {
    const answerers: [string, EvaluatedAnswerer][] = [
      ['quotes', quotes],
      ['BM25', bm25],
      ...(values.model
        ? [[values.name ?? 'model', modelAt(values.model, values.name)] as [string, EvaluatedAnswerer]]
        : []),
    ];
    const held = cases.filter(({ text }) => text.held);
    const sets =
      held.length > 0
        ? [['', cases.filter(({ text }) => !text.held)] as const, [', held back', held] as const]
        : [['', cases] as const];
    const rows: [string, Measured][] = [];
    for (const [name, answerer] of answerers)
      for (const [of, some] of sets) rows.push([`${name}${of}`, await measure(some, answerer)]);
    console.log(tableOf(rows));
  }
}
