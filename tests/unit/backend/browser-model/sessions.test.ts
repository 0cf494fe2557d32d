import { expect, test } from 'vitest';
import { expecting } from '../../../../chatkit/answerers/browser-model/api';
import { createBrowserModel } from '../../../../chatkit/answerers/browser-model/model';
import { createSessions } from '../../../../chatkit/answerers/browser-model/sessions';
import type { ModelMessage } from '../../../../chatkit/answerers/model/model';
import type { StandInState } from '../../../contracts/language-model/stand-in';
import { standIn } from './rig';

const languages = { read: ['en'], answer: 'en' };
const options = expecting(languages);
const first: ModelMessage[] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'What closes it?' },
];
const said = 'It closes the file by itself.';
const second: ModelMessage[] = [
  ...first,
  { role: 'assistant', content: said },
  { role: 'user', content: 'And after an error?' },
];

/** A model that is asked without being counted, as where a budget knows enough. */
function asked(state: Partial<StandInState> = {}) {
  const model = standIn(state);
  const sessions = createSessions(model.api);
  const browserModel = createBrowserModel({ sessions, name: 'Gemini Nano', languages });
  const ask = async (messages: ModelMessage[], signal = new AbortController().signal) => {
    let text = '';
    const stream = browserModel.stream(messages, { signal, maxTokens: undefined, conversation: 'one' });
    for await (const part of stream) if (part.type === 'text') text += part.delta;
    return text;
  };
  return { ...model, sessions, ask };
}

test('the end of a question’s signal does not end the session of its conversation', async () => {
  const { ask, calls } = asked();
  const controller = new AbortController();
  await ask(first, controller.signal);
  controller.abort();
  expect(await ask(second)).toBe(said);
  expect(calls('create')).toHaveLength(1);
  expect(calls('destroy')).toEqual([]);
});

test('a session that is lost as it is asked is made anew, once', async () => {
  const { ask, set, calls } = asked();
  await ask(first);
  set({ lost: 1 });
  expect(await ask(second)).toBe(said);
  expect(calls('create')).toHaveLength(2);
  set({ breaks: { at: 0, name: 'InvalidStateError' } });
  await expect(
    ask([...second, { role: 'assistant', content: said }, { role: 'user', content: 'So?' }]),
  ).rejects.toThrow('broken');
});

test.each([false, true])('a session that has begun to forget is made anew (older names: %s)', async (older) => {
  const { ask, set, calls } = asked({ window: 30, answer: [said.repeat(4)], older });
  await ask(first);
  expect(calls('overflow')).not.toEqual([]);
  set({ window: 4_000, answer: [said] });
  await ask([...first, { role: 'assistant', content: said.repeat(4) }, { role: 'user', content: 'And?' }]);
  const prompts = calls('prompt');
  expect(prompts[1]?.session).not.toBe(prompts[0]?.session);
});

test('what does not fit is refused with its size and the window, where nobody had measured it', async () => {
  const { ask } = asked({ window: 3 });
  await expect(ask(first)).rejects.toMatchObject({ code: 'overflow', asked: 4, window: 3 });
});

test('a question that is stopped while its session is made asks nothing and leaves no session behind', async () => {
  const { sessions, calls } = asked();
  const controller = new AbortController();
  const taking = sessions.take('one', first, options, controller.signal);
  controller.abort();
  await taking.then(
    ({ drop }) => drop(),
    () => undefined,
  );
  expect(calls('create').length - calls('destroy').length).toBe(0);
  expect(calls('prompt')).toEqual([]);
});
