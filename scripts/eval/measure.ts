import { type EvaluatedAnswerer } from './answerers';
import { type Case, holds } from './read-questions';

/** How an answerer did, as counts. */
export interface Measured {
  answerable: number;
  unanswerable: number;
  /** The first quote answers; one of three does. */
  first: number;
  three: number;
  /** Of the answerable, shown as sure; of those, one of three answers. Undefined where nothing tells sure from not. */
  sure: number | undefined;
  sureAndRight: number | undefined;
  /** Of the unanswerable, not shown as sure. */
  notSure: number | undefined;
}

/** A quote is right when it holds one of the answers. A failure of the answerer ends the measuring. */
export async function measure(cases: readonly Case[], answerer: EvaluatedAnswerer): Promise<Measured> {
  const none = { answerable: 0, unanswerable: 0, first: 0, three: 0 };
  const counts = { ...none, sure: 0, sureAndRight: 0, notSure: 0 };
  let tells = true;
  for (const each of cases) {
    const { quotes, sure } = await answerer(each);
    tells &&= sure !== undefined;
    if (each.answers.length === 0) {
      counts.unanswerable++;
      if (!sure) counts.notSure++;
      continue;
    }
    const right = quotes.map((quote) => each.answers.some((answer) => holds(quote, answer)));
    counts.answerable++;
    if (right[0]) counts.first++;
    if (right.includes(true)) counts.three++;
    if (sure) counts.sure++;
    if (sure && right.includes(true)) counts.sureAndRight++;
  }
  return tells ? counts : { ...counts, sure: undefined, sureAndRight: undefined, notSure: undefined };
}

const share = (part: number | undefined, all: number | undefined) =>
  part === undefined || !all ? '–' : `${Math.round((100 * part) / all)} %`;

/** The shares as a table, a row for each answerer and set. */
export function tableOf(rows: readonly (readonly [string, Measured])[]): string {
  const head = ['', 'questions', 'first', 'among three', 'sure', 'sure and right', 'unanswerable not sure'];
  const cells = rows.map(([name, each]) => [
    name,
    String(each.answerable + each.unanswerable),
    share(each.first, each.answerable),
    share(each.three, each.answerable),
    share(each.sure, each.answerable),
    share(each.sureAndRight, each.sure),
    share(each.notSure, each.unanswerable),
  ]);
  const widths = head.map((name, at) => Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)));
  return [head, ...cells]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
