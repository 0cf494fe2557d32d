import { createMarkdownParser } from '../../chatkit/element/markdown/parser';
import { type BenchRow, RUNS } from './report';

const LENGTH = 60_000;
/** About a token of a model in each. */
const PIECE = 13;
const HOSTILE = [
  '* a\n1. b\n',
  '- a\n',
  '> # a\nb\n',
  '**「a」**b',
  '[a]: b\n',
  '![',
  'a|b\n-|-\n',
  'a@b.c ',
  '- > a\n',
];

function cpuOf(read: () => void): number {
  const before = process.cpuUsage();
  read();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The processor's time of all readings of a hostile answer that streams, summed; the control reads the whole once. */
export function benchMarkdown(): BenchRow[] {
  return HOSTILE.map((unit) => {
    const text = unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);
    const subject: number[] = [];
    const control: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      subject.push(
        cpuOf(() => {
          const parser = createMarkdownParser();
          for (let end = PIECE; end < LENGTH; end += PIECE) parser.update(text.slice(0, end), false);
          parser.update(text, true);
        }),
      );
      control.push(cpuOf(() => createMarkdownParser().update(text, true)));
    }
    const what = `60 kB of ${JSON.stringify(unit)} in pieces of ${PIECE}, all readings summed`;
    return { what, goal: '≤ 200 ms', unit: 'ms', subject, control, controlName: 'the whole, read once' };
  });
}
