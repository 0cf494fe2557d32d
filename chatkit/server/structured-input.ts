import { type ThreadItem } from '../protocol/items';
import { type ChatKitRequest } from '../protocol/requests';

type Form = Extract<ThreadItem, { type: 'structured_input' }>;
type Submission = Extract<ChatKitRequest, { type: 'threads.add_structured_input' }>['params']['input'];

/** The form with what the reader said. Answers to questions it does not ask are dropped. */
export const answeredForm = (form: Form, submission: Submission): Form => ({
  ...form,
  status: submission.status,
  inputs: form.inputs.map((field) => ({ ...field, answer: answerTo(field, submission) })),
});

/** As chatkit-python records it: nothing said is skipped, and one of several choices is the first. */
function answerTo(
  field: Form['inputs'][number],
  { status, answers }: Submission,
): { values: string[]; skipped: boolean } {
  const answer = Object.hasOwn(answers, field.id) ? answers[field.id] : undefined;
  if (status === 'skipped' || !answer || answer.skipped || answer.values.length === 0) {
    return { values: [], skipped: true };
  }
  const single = field.type === 'multiple_choice' && !field.multiple;
  return { values: single ? answer.values.slice(0, 1) : answer.values, skipped: false };
}
