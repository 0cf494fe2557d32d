import { describe, expect, test } from 'vitest';
import { createSessions } from '../../../../chatkit/answerers/browser-model/sessions';
import { createExtractiveAnswerer } from '../../../../chatkit/answerers/extractive';
import { createBrowserModelAnswerer, type WhyQuotes } from '../../../../utils/backend/browser-model/answerer';
import type { StandInState } from '../../../contracts/language-model/stand-in';
import { converseWith } from '../../answerers/model/fake-model';
import { standIn } from './rig';

const passages = [{ text: 'A with statement closes the file. It does so even after an error.', headings: ['Files'] }];
const quote = { passages, mode: 'passage' };
const section = (name: string) => `## ${name}\n\n${`The ${name} is described here at some length. `.repeat(20)}`;
const page = {
  title: 'Manual',
  text: Array.from({ length: 40 }, (_, index) => section(`gadget${index}`)).join('\n\n'),
};

function reader(state: Partial<StandInState> = {}) {
  const model = standIn(state);
  const sessions = createSessions(model.api);
  const told: WhyQuotes[] = [];
  const answerer = createBrowserModelAnswerer({
    api: model.api,
    sessions,
    name: 'Gemini Nano',
    quotes: createExtractiveAnswerer({ pace: { sleep: () => Promise.resolve() } }),
    say(why) {
      told.push(why);
      return `Quotes: ${JSON.stringify(why)}`;
    },
  });
  return { ...model, sessions, told, answerer, ask: converseWith(answerer) };
}

/** Sessions that were made and not ended. */
const living = ({ calls }: Pick<ReturnType<typeof standIn>, 'calls'>) =>
  calls('create').length - calls('destroy').length;

describe.each([{ older: false }, { older: true }])('the browser’s model, older names: $older', ({ older }) => {
  test('answers with the passage, in pieces, and its marks become citations', async () => {
    const { ask, calls } = reader({ older, answer: ['It closes', ' by itself [', '1].'] });
    const { text, annotations, steps, error } = await ask('What closes it?', quote);
    expect(error).toBeUndefined();
    expect(text).toBe('It closes by itself.');
    expect(annotations).toHaveLength(1);
    expect(steps).toEqual([]);
    expect(calls('prompt')[0]?.told?.join()).toContain('A with statement closes the file.');
    expect(calls('create').at(-1)?.told?.[0]).toMatch(/^system: You help a reader/);
  });

  test('asks a follow-up in the same session, told no more than what is new', async () => {
    const model = reader({ older });
    await model.ask('What closes it?', quote);
    await model.ask('And after an error?');
    const prompts = model.calls('prompt');
    expect(prompts).toHaveLength(2);
    expect(prompts[1]?.session).toBe(prompts[0]?.session);
    expect(prompts[1]?.told).toEqual(['user: And after an error?']);
    expect(living(model)).toBe(1);
  });

  test('fills its window with the page by its own measure, and says what stayed out', async () => {
    const sentBy = async (perToken: number) => {
      const { ask, calls } = reader({ older, perToken });
      const { steps, error, text } = await ask('What is gadget31?', { ...quote, mode: 'page', page });
      expect(error).toBeUndefined();
      expect(text).not.toBe('');
      expect(steps[0]).toMatch(/^\d+ of \d+ kB of the page went along$/);
      expect(calls('overflow')).toEqual([]);
      const sent = calls('prompt')[0]?.told?.join('').length ?? 0;
      expect(sent / perToken).toBeLessThan(3_000);
      return sent;
    };
    const [letters, words] = [await sentBy(1), await sentBy(6)];
    expect(words).toBeGreaterThan(3 * letters);
  });

  test('of a conversation that outgrows the window leaves the oldest out, and says so', async () => {
    const model = reader({ older, window: 700, answer: [`It closes the file. ${'And so on. '.repeat(60)}`] });
    const told: string[] = [];
    for (let turn = 1; turn <= 4; turn += 1) {
      const { steps, error } = await model.ask(`Question ${turn}?`, turn === 1 ? quote : undefined);
      expect(error).toBeUndefined();
      told.push(...steps);
    }
    expect(told.join()).toContain('Earlier questions that stayed out');
    expect(living(model)).toBe(1);
  });
});

test('a session that was lost between two questions is made anew with what was said', async () => {
  const model = reader();
  await model.ask('What closes it?', quote);
  model.set({ lost: 1 });
  const { text, steps } = await model.ask('And after an error?');
  expect(text).toBe('It closes the file by itself.');
  expect(steps).toEqual([]);
  const [, second] = model.calls('prompt');
  expect(second?.session).not.toBe(model.calls('prompt')[0]?.session);
  const made = model.calls('create').findLast(({ told }) => (told ?? []).length > 0);
  expect(made?.told).toHaveLength(3);
  expect(made?.told?.[2]).toBe('assistant: It closes the file by itself.');
});

test('after Stop nobody guesses what the session holds: the next question gets a new one', async () => {
  const model = reader({ holdAt: 3 });
  const stopped = await model.ask('What closes it?', quote, 'en', ({ type }) => type === 'thread.item.updated');
  expect(stopped.events.length).toBeGreaterThan(0);
  model.set({ holdAt: undefined });
  const { text } = await model.ask('Again?');
  expect(text).toBe('It closes the file by itself.');
  const [first, second] = model.calls('prompt');
  expect(second?.session).not.toBe(first?.session);
  expect(model.calls('destroy').map(({ session }) => session)).toContain(first?.session);
});

test('a second conversation ends the session of the first, and a deleted one its own', async () => {
  const model = reader();
  await model.ask('What closes it?', quote);
  model.ask.begin();
  const { events } = await model.ask('And what opens it?', quote);
  expect(living(model)).toBe(1);
  const id = events.flatMap((event) => (event.type === 'thread.created' ? event.thread.id : []))[0] ?? '';
  model.sessions.forget(id);
  expect(living(model)).toBe(0);
});

test.each([
  [{ availability: 'unavailable' }, 'en', { why: 'unable' }],
  [{ availability: 'downloadable' }, 'en', { why: 'missing' }],
  [{ availability: 'downloading' }, 'en', { why: 'coming' }],
  [{ forbidden: true }, 'en', { why: 'failed' }],
  [{}, 'ko', { why: 'write', language: 'ko' }],
  [{ breaks: { at: 0, name: 'UnknownError' } }, 'en', { why: 'failed' }],
  [{ breaks: { at: 0, name: 'InvalidStateError' } }, 'en', { why: 'failed' }],
] as const)('%j in %s: quotes answer and the first step says %j', async (state, language, why) => {
  const { ask, told } = reader(state as Partial<StandInState>);
  const { steps, text, error } = await ask('What closes the file?', quote, language);
  expect(error).toBeUndefined();
  expect(told).toEqual([why]);
  expect(steps[0]).toBe(`Quotes: ${JSON.stringify(why)}`);
  expect(text).toContain('A with statement closes the file.');
});

test('a passage in a language that it does not read is answered by quotes', async () => {
  const { ask, told } = reader();
  await ask('What closes the file?', { ...quote, passages: passages.map((one) => ({ ...one, lang: 'hi-IN' })) });
  expect(told).toEqual([{ why: 'read', language: 'hi' }]);
});

test('what a page claims to be its language and is none does not keep the model from answering', async () => {
  const { ask, told } = reader();
  const odd = passages.map((one) => ({ ...one, lang: 'not a language!' }));
  expect((await ask('What closes it?', { ...quote, passages: odd })).text).toBe('It closes the file by itself.');
  expect(told).toEqual([]);
});

test('an answer that breaks after its first words keeps them and is not answered again by quotes', async () => {
  const { ask, told } = reader({ breaks: { at: 3, name: 'UnknownError' } });
  const { text, error } = await ask('What closes it?', quote);
  expect(text).toBe('It closes the ');
  expect(error).toMatchObject({ type: 'error', allow_retry: true });
  expect(told).toEqual([]);
});

test('a browser without the API answers by quotes', async () => {
  const told: WhyQuotes[] = [];
  const answerer = createBrowserModelAnswerer({
    api: undefined,
    sessions: undefined,
    name: '',
    quotes: createExtractiveAnswerer({ pace: { sleep: () => Promise.resolve() } }),
    say: (why) => (told.push(why), 'Quotes.'),
  });
  const { text } = await converseWith(answerer)('What closes the file?', quote);
  expect(text).toContain('A with statement closes the file.');
  expect(told).toEqual([{ why: 'unable' }]);
});
