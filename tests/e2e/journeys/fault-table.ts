import { type ServerResponse } from 'node:http';
import { expect } from 'vitest';
import { passageOf } from '../../../scripts/screenshots/setting';
import { ask, typeQuestion } from '../rig/ask';
import { hasControl, pressButton, seeText } from '../../../scripts/lib/controls';
import { type Gate } from '../rig/gate';
import { visibleText } from '../../../scripts/lib/in-page';
import { answersShown, composerText, faultShown } from '../rig/own-page';
import { type Surface, until } from '../../../scripts/lib/surface';

export const QUESTION = 'What should be limited when parsing data?';
/** In the sentence of `PROSE` that answers it; to be looked for in answers only, the card shows it too. */
export const ANSWER = 'Limiting the size of data';

/** What a question meets, and what the reader then reads. */
export interface Fault {
  answer: (outgoing: ServerResponse) => void;
  /** docs/interface.md 35–40; `HOST` stands for the back end's. */
  sentence: string;
  action: string | RegExp;
  /** How often the question may reach the back end; once, if not said otherwise. */
  times?: number;
}

/** Answers with this status, as JSON unless said otherwise. */
export const status =
  (code: number, headers: Record<string, string> = {}, body = '{"error":{"code":"test","message":"test"}}') =>
  (outgoing: ServerResponse) =>
    void outgoing.writeHead(code, { 'content-type': 'application/json', ...headers }).end(body);

export const faults: Record<string, Fault> = {
  '401, also with a new token': {
    answer: status(401),
    sentence: 'HOST asks you to sign in again.',
    action: 'Sign in',
    times: 2,
  },
  '403': {
    answer: status(403),
    sentence: 'HOST refused this. Its owner may have to allow Docent.',
    action: 'Copy details for the owner',
  },
  '404': {
    answer: status(404),
    sentence: 'There is no chat at this address. It may have moved or been unpublished.',
    action: 'Check the address',
  },
  '429 with a pause': {
    answer: status(429, { 'retry-after': '20' }),
    sentence: 'HOST asks for a pause of 20 seconds.',
    action: /^Try again in (20|1\d) s$/,
  },
  '503': {
    answer: status(503),
    sentence: 'HOST had a problem (503). Nothing is lost.',
    action: 'Try again',
  },
  'a web page instead of an answer': {
    answer: status(200, { 'content-type': 'text/html' }, '<!doctype html><title>Hotel network</title>'),
    sentence: "Something other than HOST answered, perhaps this network's sign-in page.",
    action: 'Open HOST',
  },
  'a redirect': {
    answer: status(307, { location: 'https://elsewhere.invalid/chatkit' }, ''),
    sentence: 'HOST sends us on to another address.',
    action: 'See the address',
  },
  'seventeen megabytes of JSON instead of a stream': {
    answer: (outgoing) => void status(200, {}, `[${'1,'.repeat(8_500_000)}1]`)(outgoing),
    sentence: 'HOST answered in a way that Docent does not understand. Nothing is lost.',
    action: 'Copy details for the owner',
  },
  'a stream of broken JSON': {
    answer: status(200, { 'content-type': 'text/event-stream' }, 'data: {"type":\n\ndata: nothing\n\n'),
    sentence: 'HOST answered in a way that Docent does not understand. Nothing is lost.',
    action: 'Copy details for the owner',
  },
  'a line without an end': {
    answer: (outgoing) => void writeLine(outgoing),
    sentence: 'HOST sent more than an answer can hold. It was stopped, and your question is kept.',
    action: 'Copy details for the owner',
  },
  'an empty stream': {
    answer: status(200, { 'content-type': 'text/event-stream' }, ''),
    sentence: 'HOST broke off before it answered. Your question is kept.',
    action: 'Try again',
  },
  'a stream that breaks before it says anything': {
    answer(outgoing) {
      // Broken off once the first line has left.
      outgoing
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .write(': hello\n\n', () => void outgoing.destroy());
    },
    sentence: 'HOST broke off before it answered. Your question is kept.',
    action: 'Try again',
  },
  'a connection dropped before an answer': {
    answer: (outgoing) => outgoing.destroy(),
    sentence: 'HOST does not answer. Your question is kept.',
    action: 'Try again',
  },
};

/** One line of an event, for as long as anybody reads; a browser that read on would be given 200 MB. */
function writeLine(outgoing: ServerResponse): void {
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: ');
  const piece = Buffer.alloc(1_000_000, 'x');
  let left = 200;
  const more = () => {
    while (!outgoing.destroyed && left-- > 0) if (!outgoing.write(piece)) return void outgoing.once('drain', more);
    if (!outgoing.destroyed) outgoing.end();
  };
  more();
}

/** Bytes of the reference back end's stream: behind the reader's message, within the answer. */
const CUT_AT = 3_000;

/** Requests that brought a question to the back end. */
export const questionsAt = (gate: Gate) =>
  gate.passed.filter(({ type }) => /^threads\.(create|add_user_message)$/.test(type ?? ''));

/** What drafts and arrivals an earlier panel left; taken away from a page of the extension. */
export const forgetDrafts = (own: Surface): Promise<void> =>
  own.run(async () => {
    const kept = Object.keys(await chrome.storage.session.get(null));
    await chrome.storage.session.remove(kept.filter((key) => /^(draft|inbox):/.test(key)));
  });

/** Waits for a panel's composer and puts a passage on its card. */
export async function stageInPanel(panel: Surface, text: string): Promise<void> {
  await until('the composer', () => hasControl(panel, 'textbox', 'Your question'));
  await panel.run(async (staged) => {
    const { id } = await chrome.windows.getCurrent();
    await chrome.storage.session.set({ [`inbox:${id}:${staged.passage.id}`]: staged });
  }, passageOf({ text }));
  await seeText(panel, text.slice(0, 60));
}

/** Types the question and sends it, over a new connection. */
export async function send(panel: Surface, gate: Gate): Promise<void> {
  await typeQuestion(panel, QUESTION);
  gate.passed.length = 0;
  gate.hangUp();
  await panel.press('Enter');
}

/** The question meets a fault: one sentence, one action, nothing lost; the action, where it is ours, gets the answer. */
export async function meet(panel: Surface, gate: Gate, fault: Fault): Promise<void> {
  const named = (words: string) => words.replace('HOST', new URL(gate.address).host);
  const { sentence, action, times = 1 } = fault;
  gate.instead = ({ type }, outgoing) => {
    if (!type?.startsWith('threads.create')) return false;
    fault.answer(outgoing);
    return true;
  };
  await send(panel, gate);
  const shown = await until('a fault', () => panel.run(faultShown));
  expect(shown.sentence).toBe(named(sentence));
  expect(shown.actions).toEqual([typeof action === 'string' ? named(action) : expect.stringMatching(action)]);
  await expectKept(panel);
  expect(questionsAt(gate)).toHaveLength(times);
  expect(new Set(questionsAt(gate).map(({ authorization }) => authorization)).size).toBe(times);

  gate.instead = () => false;
  if (shown.actions[0] !== 'Try again' && shown.actions[0] !== 'Sign in') return;
  await pressButton(panel, shown.actions[0]);
  await seeAnswer(panel);
  expect(questionsAt(gate)).toHaveLength(times + 1);
}

/** The answer is cut in its middle: what arrived is kept, and asking again does not send the question twice. */
export async function meetCut(panel: Surface, gate: Gate): Promise<void> {
  gate.cutAfter = ({ type }) => (type === 'threads.create' ? CUT_AT : undefined);
  await send(panel, gate);
  await seeText(panel, 'The answer stopped halfway. What arrived is kept.');
  expect(await panel.run(faultShown)).toBeNull();
  expect((await expectKept(panel)).match(/Ask again/g)).toHaveLength(1);
  await pressButton(panel, 'Ask again');
  await seeAnswer(panel);
  expect(questionsAt(gate)).toHaveLength(1);
}

/** The stream stays silent: the panel says that it waits, and Stop gives the question back. */
export async function meetSilence(panel: Surface, gate: Gate): Promise<void> {
  gate.instead = ({ type }, outgoing) => {
    if (type !== 'threads.create') return false;
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    return true;
  };
  await send(panel, gate);
  // Chromium knows already by the headers that the server is there; Firefox tells nothing before the first byte.
  await seeText(panel, /Connecting to 127\.0\.0\.1:\d+…|Waiting for the answer…/);
  await pressButton(panel, 'Stop');
  await until('the waiting to end', async () => !/Connecting to|Waiting for/.test(await panel.run(visibleText)));
  await expectKept(panel);
  expect(questionsAt(gate)).toHaveLength(1);
}

/** The back end has lost the conversation: as chatkit-python under FastAPI after a restart. */
const forgets =
  (question: (outgoing: ServerResponse) => void): Gate['instead'] =>
  ({ type }, outgoing) => {
    if (type === 'threads.add_user_message') question(outgoing);
    else if (type === 'threads.get_by_id') status(500, { 'content-type': 'text/plain' }, 'Error')(outgoing);
    else if (type === 'threads.list') status(200, {}, '{"data":[],"has_more":false}')(outgoing);
    else return false;
    return true;
  };
const GONE = { sentence: 'This conversation is no longer there.', actions: ['Go on in a new one'] };

/** The back end forgets an open conversation: it is said, question and passage go on in a new one, and nothing leaves by itself. */
export async function meetForgotten(panel: Surface, gate: Gate): Promise<void> {
  await ask(panel, 'What is this about?');
  gate.instead = forgets((outgoing) => {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    outgoing.destroy();
  });
  await send(panel, gate);
  expect(await until('a fault', () => panel.run(faultShown))).toEqual(GONE);
  await expectKept(panel);
  expect(questionsAt(gate)).toHaveLength(1);

  gate.instead = () => false;
  gate.passed.length = 0;
  await pressButton(panel, GONE.actions[0]!);
  await until(
    'the conversation to be left',
    async () => !(await panel.run(visibleText)).includes('What is this about?'),
  );
  expect(await panel.run(faultShown)).toBeNull();
  expect(await panel.run(composerText)).toBe(QUESTION);
  await expectKept(panel);
  expect(questionsAt(gate)).toEqual([]);
  await panel.press('Enter');
  await seeAnswer(panel);
  expect(questionsAt(gate).map(({ type, body }) => [type, body.includes('Be cautious when parsing')])).toEqual([
    ['threads.create', true],
  ]);
}

/** A conversation of the history that the back end has lost since it was listed; what is typed stays. */
export async function meetForgottenInHistory(panel: Surface, gate: Gate): Promise<void> {
  await ask(panel, 'What is this about?');
  await pressButton(panel, 'New conversation');
  await typeQuestion(panel, QUESTION);
  await pressButton(panel, 'History');
  // Called after the question and the page.
  const entry = 'What is this about:*';
  await until('the conversation in the history', () => hasControl(panel, 'button', entry));
  gate.instead = forgets(() => undefined);
  await pressButton(panel, entry);
  expect(await until('a fault', () => panel.run(faultShown))).toEqual(GONE);
  gate.instead = () => false;
  gate.passed.length = 0;
  await pressButton(panel, GONE.actions[0]!);
  await until('the composer', () => hasControl(panel, 'textbox', 'Your question'));
  expect(await panel.run(composerText)).toBe(QUESTION);
  expect(questionsAt(gate)).toEqual([]);
}

/** Neither the question nor the passage is lost. @returns all that is shown */
export async function expectKept(panel: Surface): Promise<string> {
  const text = await panel.run(visibleText);
  expect(text).toContain(QUESTION);
  expect(text).toContain('Be cautious when parsing');
  return text;
}

/** Waits for the whole answer to `QUESTION`. */
export const seeAnswer = (panel: Surface) =>
  until('the whole answer', async () => {
    const answers = await panel.run(answersShown);
    return answers.some((text) => text.includes(ANSWER)) && answers.every((text) => !text.includes('stopped halfway'));
  });
