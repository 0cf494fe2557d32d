import { readAnswer, type SeenAnswer, watchAnswer } from '../../../scripts/lib/answer';
import { pressControl } from '../../../scripts/lib/controls';
import { type Surface } from '../../../scripts/lib/surface';

/** Puts the caret into the composer and types, without sending. */
export async function typeQuestion(panel: Surface, question: string): Promise<void> {
  await pressControl(panel, 'textbox', 'Your question');
  await panel.type(question);
}

/** Asks as a reader does: type, Enter, watch the answer arrive. */
export async function ask(panel: Surface, question: string): Promise<SeenAnswer> {
  await typeQuestion(panel, question);
  await watchAnswer(panel);
  await panel.press('Enter');
  return readAnswer(panel);
}
