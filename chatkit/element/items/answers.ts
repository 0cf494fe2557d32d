import type { StructuredInput } from '../../protocol/items';
import type { StructuredAnswers } from '../../protocol/requests';

/** The answers in a form; those left open are skipped. Null when none is answered. */
export function readAnswers(
  inputs: readonly StructuredInput[],
  form: Pick<FormData, 'getAll'>,
): StructuredAnswers | null {
  const answers = inputs.map(({ id }) => {
    const values = form
      .getAll(id)
      .filter((value): value is string => typeof value === 'string')
      .map((value) => value.trim())
      .filter((value) => value !== '');
    return [id, { values, skipped: values.length === 0 }] as const;
  });
  return answers.some(([, { skipped }]) => !skipped)
    ? { status: 'answered', answers: Object.fromEntries(answers) }
    : null;
}

export const skipAll = (inputs: readonly StructuredInput[]): StructuredAnswers => ({
  status: 'skipped',
  answers: Object.fromEntries(inputs.map(({ id }) => [id, { values: [], skipped: true }])),
});
