import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConversation } from '../../chatkit/client/conversation';
import { createTransport } from '../../chatkit/client/transport';
import { createConnectionFetch } from '../../utils/backend/api-fetch';
import { askForFirstWord } from '../../utils/backend/first-word';
import { threadsRequest } from '../../utils/backend/list-threads';
import { testConnection, type TestLine } from '../../utils/backend/test-connection';
import { newCode } from '../../utils/backend/test-passage';
import { passageWayOf } from '../../utils/connection/passage-way';
import type { Connection } from '../../utils/connection/schema';
import { describeCard } from '../../utils/panel/card';
import { shapeRequest } from '../../utils/panel/shape-request';
import { aConnection, aDraft, card } from '../unit/panel/passages';
import { type PythonServer, startNodeKit, startPythonServer } from './python-server';

/** The kits are real; the model in each is scripted: it says the code that its words hold, or that there is none. */
const kits = {
  'chatkit-python': { start: () => startPythonServer('server.py'), line: 'passed', way: 'quote', questions: 1 },
  'agent-framework-chatkit': {
    start: () => startPythonServer('agent_framework_server.py'),
    line: 'passed',
    way: 'quote',
    questions: 1,
  },
  // Known by its stream, so one question is enough.
  'adk-chatkit': {
    start: () => startPythonServer('adk_server.py'),
    line: 'passageFound',
    way: 'message',
    questions: 1,
  },
  'chatkit-node-backend-sdk': { start: startNodeKit, line: 'passageFound', way: 'message', questions: 2 },
} as const;
type Kit = keyof typeof kits;

const servers = new Map<string, PythonServer>();
beforeAll(async () => {
  await Promise.all(Object.entries(kits).map(async ([kit, { start }]) => servers.set(kit, await start())));
  // The first time of all, three kits are installed.
}, 600_000);
afterAll(() => servers.forEach((server) => server.stop()));

const switches = { headings: false, address: false, about: false };
const CODE = 'PNNDTEST';
const PASSAGE = `A pinned passage. The test code is ${CODE}.`;

/** Requests that left for one back end, and its `api.fetch` as the panel makes it, with or without a card. */
function reach(connection: Connection, passage?: string) {
  const types: string[] = [];
  const view =
    passage === undefined
      ? undefined
      : describeCard(aDraft({ passages: [card({ text: passage })] }), { connection, switches });
  const apiFetch = createConnectionFetch({
    connection,
    fetch: (input, init) => {
      types.push((JSON.parse(String(init?.body)) as { type: string }).type);
      return fetch(input, init);
    },
    getToken: () => Promise.resolve(null),
    hasPermission: () => Promise.resolve(true),
    online: () => true,
    shape: (request) => (view ? shapeRequest(request, view) : request),
  });
  return { apiFetch, types };
}

async function runTest(connection: Connection) {
  let lines: readonly TestLine[] = [];
  const types: string[] = [];
  const code = newCode((bytes) => crypto.getRandomValues(bytes));
  const { connection: tested } = await testConnection(
    connection,
    {
      fetch,
      online: () => true,
      allowed: () => Promise.resolve(true),
      now: Date.now,
      signIn: () => Promise.resolve(null),
      chooseModel: (target) => Promise.resolve(target),
      list: async (target) => void (await reach(target).apiFetch(target.apiUrl, threadsRequest())),
      follow: () => Promise.resolve(),
      async firstWord(target, signal) {
        const { apiFetch, types: sent } = reach(target);
        const question = 'Which test code does the passage name?';
        const word = await askForFirstWord({
          apiUrl: target.apiUrl,
          apiFetch,
          question,
          code,
          locale: 'en',
          verify: true,
          signal,
        });
        return { end: word.end.finally(() => types.push(...sent)) };
      },
    },
    (next) => (lines = next),
  );
  return { lines, tested, questions: types.filter((type) => type === 'threads.create').length };
}

function open(connection: Connection) {
  const { apiFetch } = reach(connection, PASSAGE);
  return createConversation({
    transport: createTransport({ endpoint: () => ({ url: connection.apiUrl, fetch: apiFetch, locale: 'en' }) }),
    scheduleFrame: (callback) => queueMicrotask(callback),
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onEvent: () => undefined,
    clientTool: () => undefined,
  });
}

const wordsOf = (items: readonly { type: string }[], type: string): string[] =>
  items.flatMap((item) =>
    item.type === type && 'content' in item
      ? [(item.content as { text: string }[]).map(({ text }) => text).join('')]
      : [],
  );

describe.each(Object.keys(kits) as Kit[])('%s, real', (kit) => {
  const connectionTo = (): Connection => {
    const { url } = servers.get(kit)!;
    return aConnection({ kind: 'chatkit', apiUrl: url, origins: [new URL(url).origin] });
  };
  let tested: Connection;

  it('shows the test whether the passage arrives, and so which way it goes from now on', async () => {
    const { lines, tested: found, questions } = await runTest(connectionTo());
    tested = found;
    const last = lines.at(-1);
    const { line, way, questions: asked } = kits[kit];
    expect(last && 'remark' in last && last.remark ? last.remark.kind : last?.state).toBe(line);
    expect(passageWayOf(found)).toBe(way);
    expect(questions).toBe(asked);
    expect(lines.map(({ state }) => state)).not.toContain('failed');
  });

  it('answers the first and the third question from the pinned passage, and gives the questions back as typed', async () => {
    const conversation = open(tested);
    const questions = ['What is the code?', 'Say it again', 'And once more'];
    for (const text of questions) {
      await conversation.send({ content: [{ type: 'input_text', text }], attachments: [] });
      await new Promise<void>((resolve) => {
        const check = () => conversation.current().run === null && resolve();
        conversation.subscribe(check);
        check();
      });
    }
    const answers = wordsOf(conversation.current().items, 'assistant_message');
    expect(answers.filter((text) => text.includes(CODE))).toHaveLength(3);
    const again = open(tested);
    await again.open(conversation.current().thread!.id);
    expect(wordsOf(again.current().items, 'user_message')).toEqual(questions);
  });
});
