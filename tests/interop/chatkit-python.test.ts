import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConversation, type Conversation } from '../../chatkit/client/conversation';
import type { ConversationEvent } from '../../chatkit/client/conversation-context';
import { createTransport } from '../../chatkit/client/transport';
import type { AssistantMessageItem } from '../../chatkit/protocol/items';
import { startPythonBackend, type Backend } from './backend';

/** What left, as the server saw it. */
const seen: { type: string; params: { input?: { quoted_text?: string } } }[] = [];
let server: Backend;
beforeAll(async () => {
  server = await startPythonBackend('client', () => 'http://host.example');
});
afterAll(() => server?.stop());

const serverFetch: typeof fetch = (input, init) => {
  const text = String(init?.body);
  seen.push(JSON.parse(text) as (typeof seen)[number]);
  return server.fetch(String(input), {
    method: 'POST',
    headers: Object.fromEntries(new Headers(init?.headers)),
    body: new TextEncoder().encode(text),
    ...(init?.signal && { signal: init.signal }),
  });
};

/** A fetch that adds the pinned passage, as the panel's adapter does. */
const withPassage =
  (quote: string): typeof fetch =>
  (input, init) => {
    const body = JSON.parse(String(init?.body)) as { params: { input?: { quoted_text?: string } }; metadata?: unknown };
    if (body.params.input) body.params.input.quoted_text = quote;
    body.metadata = { docent: { version: 1, mode: 'passage', passages: [{ text: quote }] } };
    return serverFetch(input, { ...init, body: JSON.stringify(body) });
  };

function open(customFetch: typeof fetch = serverFetch): { conversation: Conversation; events: ConversationEvent[] } {
  const events: ConversationEvent[] = [];
  const conversation = createConversation({
    transport: createTransport({
      endpoint: () => ({ url: 'http://host.example/chatkit', fetch: customFetch, locale: 'en' }),
    }),
    scheduleFrame: (callback) => queueMicrotask(callback),
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onEvent: (event) => events.push(event),
    clientTool: () => undefined,
  });
  return { conversation, events };
}

const ask = (conversation: Conversation, text: string) =>
  conversation.send({ content: [{ type: 'input_text', text }], attachments: [] });

const answered = (conversation: Conversation) =>
  new Promise<void>((resolve) => {
    const check = () => conversation.current().run === null && resolve();
    conversation.subscribe(check);
    check();
  });

const lastAnswer = (conversation: Conversation) =>
  conversation.current().items.findLast((item): item is AssistantMessageItem => item.type === 'assistant_message');

describe('the client against the real chatkit-python', () => {
  it('creates a thread, streams the answer in steps and keeps its citation', async () => {
    const { conversation, events } = open(withPassage('The quick brown fox.'));
    const lengths = new Set<number>();
    conversation.subscribe(() => lengths.add(lastAnswer(conversation)?.content[0]?.text.length ?? 0));
    await ask(conversation, 'What is this?');
    await answered(conversation);
    const content = lastAnswer(conversation)?.content[0];
    expect(content?.text).toContain('> The quick brown fox.');
    expect(content?.annotations.map(({ source }) => source.type === 'url' && source.url)).toEqual([
      'https://docs.example.com/page',
    ]);
    expect(lengths.size).toBeGreaterThanOrEqual(5);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['thread.change', 'message.accepted', 'response.start', 'response.end']),
    );
  });

  it('sends the pinned passage with the first and the third message', async () => {
    const { conversation } = open(withPassage('A pinned passage.'));
    for (const question of ['one', 'two', 'three']) {
      await ask(conversation, question);
      await answered(conversation);
    }
    const sent = seen.filter(({ params: { input } }) => input?.quoted_text === 'A pinned passage.');
    expect(sent.map(({ type }) => type)).toEqual([
      'threads.create',
      'threads.add_user_message',
      'threads.add_user_message',
    ]);
    expect(lastAnswer(conversation)?.content[0]?.text).toContain('**three** about:\n\n> A pinned passage.');
  });

  it('opens, renames and deletes threads of its history', async () => {
    const { conversation } = open();
    await ask(conversation, 'For the history');
    await answered(conversation);
    const id = conversation.current().thread!.id;
    const signal = new AbortController().signal;
    await conversation.api.renameThread(id, 'Renamed', signal);
    const second = open().conversation;
    await second.open(id);
    expect(second.current().thread?.title).toBe('Renamed');
    expect(second.current().items.map(({ type }) => type)).toEqual(['user_message', 'assistant_message']);
    await second.api.deleteThread(id, signal);
    const ids: string[] = [];
    for await (const page of second.api.listThreads(signal)) ids.push(...page.map((thread) => thread.id));
    expect(ids).not.toContain(id);
  });

  it('says that an answer failed and answers again after a retry by item id, without a second message', async () => {
    const { conversation, events } = open();
    await ask(conversation, 'fail please');
    await answered(conversation);
    expect(events.some(({ type }) => type === 'error')).toBe(true);
    const before = seen.length;
    await conversation.retry().catch(() => undefined);
    await answered(conversation);
    expect(seen.slice(before).map(({ type }) => type)).toEqual(['threads.retry_after_item']);
    expect(conversation.current().items.filter(({ type }) => type === 'user_message')).toHaveLength(1);
  });
});
