import { afterAll, beforeAll, expect, it } from 'vitest';
import { createConversation } from '../../chatkit/client/conversation';
import type { ConversationEvent } from '../../chatkit/client/conversation-context';
import { createTransport } from '../../chatkit/client/transport';
import { PythonMissingError, type PythonServer, startPythonServer } from './python-server';

/** What was asked, in order. */
const asked: string[] = [];
let server: PythonServer | undefined;

// A recording cannot be restarted: where Python cannot be had, only CI fails.
beforeAll(async () => {
  server = await startPythonServer().catch((error: unknown) => {
    if (process.env.CI || !(error instanceof PythonMissingError)) throw error;
    return undefined;
  });
});
afterAll(() => server?.stop());

function open() {
  const events: ConversationEvent[] = [];
  const conversation = createConversation({
    transport: createTransport({
      endpoint: () => ({
        url: server!.url,
        locale: 'en',
        fetch: (url, init) => {
          asked.push((JSON.parse(String(init?.body)) as { type: string }).type);
          return fetch(url, init);
        },
      }),
    }),
    scheduleFrame: (callback) => queueMicrotask(callback),
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onEvent: (event) => events.push(event),
    clientTool: () => undefined,
  });
  const ask = async (text: string) => {
    await conversation.send({ content: [{ type: 'input_text', text }], attachments: [] });
    await expect.poll(() => conversation.current().run, { interval: 2 }).toBeNull();
  };
  const errors = () => events.flatMap((event) => (event.type === 'error' ? [event.error.name] : []));
  return { conversation, ask, errors };
}

it('a client tool that we lack is answered: the answer comes, and nothing is called a failure', async ({ skip }) => {
  if (!server) return skip();
  const { conversation, ask, errors } = open();
  await ask('show tool');
  const texts = () =>
    conversation
      .current()
      .items.flatMap((item) => (item.type === 'assistant_message' ? item.content.map(({ text }) => text) : []));
  await expect
    .poll(() => texts().at(-1), { interval: 5 })
    .toBe('The tool said {"error":"This client has no such tool."}.');
  await expect.poll(() => conversation.current().run, { interval: 2 }).toBeNull();
  expect(conversation.current().items.find(({ type }) => type === 'client_tool_call')).toMatchObject({
    status: 'completed',
  });
  expect(conversation.current()).toMatchObject({ marks: {}, unanswered: 'no' });
  expect(errors()).toEqual([]);
});

it('a server in memory that was restarted is known to have forgotten the conversation, and is asked once', async ({
  skip,
}) => {
  if (!server) return skip();
  const { conversation, ask, errors } = open();
  await ask('What is this?');
  server.stop();
  server = await startPythonServer();
  asked.length = 0;
  await expect(ask('And then?')).rejects.toMatchObject({ name: 'ChatKitThreadGoneError' });
  expect(errors()).toEqual(['ChatKitThreadGoneError']);
  expect(asked).toEqual(['threads.add_user_message', 'threads.get_by_id', 'threads.list']);
  await expect(open().conversation.open(conversation.current().thread!.id)).rejects.toMatchObject({
    name: 'ChatKitThreadGoneError',
  });
  await conversation.open(null);
  await ask('And then?');
  expect(conversation.current().items).toHaveLength(2);
});
