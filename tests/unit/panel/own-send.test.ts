import { expect, test } from 'vitest';
import { createOwnSend } from '../../../utils/panel/own-send';

test.each([
  ['nothing was pressed', [], 'Why?', false],
  ['this text was pressed', ['Why?'], 'Why?', true],
  ['this text was pressed with space around it', [' Why?\n'], 'Why? ', true],
  ['another text was pressed', ['Why?'], 'Who?', false],
  ['this text was pressed before another', ['Why?', 'Who?'], 'Why?', false],
  ['nothing was pressed and nothing is asked', [], '', false],
])('a question may carry an unsent passage: %s', (_when, pressed, question, may) => {
  const ownSend = createOwnSend();
  pressed.forEach(ownSend.press);
  expect(ownSend.take(question)).toBe(may);
});

test('one press carries one passage, however often the question is asked', () => {
  const ownSend = createOwnSend();
  ownSend.press('Why?');
  expect([ownSend.take('Who?'), ownSend.take('Why?'), ownSend.take('Why?')]).toEqual([false, true, false]);
});
