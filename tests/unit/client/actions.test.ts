import { describe, expect, test } from 'vitest';
import { createConversation } from '../../../chatkit/client/conversation';
import type { ConversationEvent } from '../../../chatkit/client/conversation-context';
import { ChatKitUsageError } from '../../../chatkit/client/errors';
import type { Answer, ClientRequest } from '../../../chatkit/client/transport';
import type { StreamEvent } from '../../../chatkit/protocol/events';
import { threadItemSchema } from '../../../chatkit/protocol/items';
import { question, thread } from './wire';

const item = (more: object) => ({ thread_id: 'thr_1', created_at: '2026-11-21T09:00:00Z', ...more });
const widget = (value: string) =>
  item({ type: 'widget', id: 'wid_1', widget: { type: 'Card', children: [{ type: 'Text', id: 't', value }] } });
const asked = item({
  type: 'structured_input',
  id: 'ask_1',
  status: 'pending',
  inputs: [{ type: 'freeform', id: 'q', question: 'Which version?' }],
});

/** A conversation with one thread open; what else is asked for is answered as the test says. */
async function openThread(answers: Partial<Record<ClientRequest['type'], () => unknown>>) {
  const requests: ClientRequest[] = [];
  const events: ConversationEvent[] = [];
  async function* streamOf(list: readonly unknown[]): AsyncGenerator<StreamEvent> {
    for (const event of list) yield await Promise.resolve(event as StreamEvent);
  }
  const conversation = createConversation({
    transport: {
      async send(request): Promise<Answer> {
        requests.push(request);
        const body = await (request.type === 'threads.get_by_id'
          ? thread('thr_1', { items: { data: [question('m1', 'Why?'), widget('old'), asked], has_more: false } })
          : answers[request.type]?.());
        return Array.isArray(body) ? { kind: 'events', events: streamOf(body) } : { kind: 'json', body };
      },
    },
    scheduleFrame: (callback) => callback(),
    now: Date.now,
    newId: () => 'n',
    onEvent: (event) => events.push(event),
    clientTool: () => undefined,
  });
  await conversation.open('thr_1');
  requests.length = 0;
  const failures = () => events.flatMap((event) => (event.type === 'error' ? [event.source] : []));
  return { conversation, requests, failures };
}

const shown = ({ conversation }: Awaited<ReturnType<typeof openThread>>) =>
  JSON.stringify(conversation.current().items.find(({ id }) => id === 'wid_1'));

describe('an action', () => {
  test('that streams brings what its stream says', async () => {
    const update = { type: 'widget.component.updated', component_id: 't', component: { type: 'Text', value: 'new' } };
    const setup = await openThread({
      'threads.custom_action': () => [{ type: 'thread.item.updated', item_id: 'wid_1', update }],
    });
    await setup.conversation.sendCustomAction({ type: 'save', payload: { a: 1 } }, 'wid_1');
    expect(setup.requests).toEqual([
      {
        type: 'threads.custom_action',
        params: { thread_id: 'thr_1', item_id: 'wid_1', action: { type: 'save', payload: { a: 1 } } },
      },
    ]);
    expect(shown(setup)).toContain('"new"');
  });

  test('that does not stream puts the changed item in the place of the old one', async () => {
    const setup = await openThread({ 'threads.sync_custom_action': () => ({ updated_item: widget('new') }) });
    await setup.conversation.sendCustomAction({ type: 'save' }, 'wid_1', { streaming: false });
    expect(setup.requests[0]).toEqual({
      type: 'threads.sync_custom_action',
      params: { thread_id: 'thr_1', item_id: 'wid_1', action: { type: 'save', payload: {} } },
    });
    expect(shown(setup)).toContain('"new"');
    expect(setup.conversation.current().items.map(({ id }) => id)).toEqual(['m1', 'wid_1', 'ask_1']);
  });

  test.each([{}, { updated_item: null }, { updated_item: { type: 'hologram', id: 'x' } }])(
    'that changed nothing we know (%j) leaves the thread as it was',
    async (body) => {
      const setup = await openThread({ 'threads.sync_custom_action': () => body });
      await setup.conversation.sendCustomAction({ type: 'save' }, 'wid_1', { streaming: false });
      expect(shown(setup)).toContain('"old"');
      expect(setup.failures()).toEqual([]);
    },
  );

  test.each([true, false])('that does not reach the server fails as an action (streaming: %s)', async (streaming) => {
    const offline = () => Promise.reject(new TypeError('offline'));
    const setup = await openThread({ 'threads.custom_action': offline, 'threads.sync_custom_action': offline });
    await expect(setup.conversation.sendCustomAction({ type: 'a' }, 'wid_1', { streaming })).rejects.toThrow('offline');
    expect(setup.failures()).toEqual(['action']);
    expect(setup.conversation.current()).toMatchObject({ run: null, unanswered: 'no' });
  });

  test('that answers after the reader went elsewhere changes nothing there', async () => {
    let answer: (body: unknown) => void = () => undefined;
    const setup = await openThread({
      'threads.sync_custom_action': () => new Promise((resolve) => (answer = resolve)),
    });
    const sent = setup.conversation.sendCustomAction({ type: 'a' }, 'wid_1', { streaming: false });
    await setup.conversation.open(null);
    answer({ updated_item: widget('new') });
    await sent;
    expect(setup.conversation.current().items).toEqual([]);
  });

  test('needs an open thread', async () => {
    const setup = await openThread({});
    await setup.conversation.open(null);
    await expect(setup.conversation.sendCustomAction({ type: 'a' })).rejects.toThrow(ChatKitUsageError);
    await expect(setup.conversation.answerQuestions('x', { status: 'skipped', answers: {} })).rejects.toThrow(
      ChatKitUsageError,
    );
  });
});

test('answers to the server’s questions go to the item, which the server replaces', async () => {
  const answered = threadItemSchema.parse({
    ...asked,
    status: 'answered',
    inputs: [{ type: 'freeform', id: 'q', question: 'Which version?', answer: { values: ['3.14'] } }],
  });
  const setup = await openThread({
    'threads.add_structured_input': () => [{ type: 'thread.item.replaced', item: answered }],
  });
  const answers = { q: { values: ['3.14'], skipped: false } };
  await setup.conversation.answerQuestions('ask_1', { status: 'answered', answers });
  expect(setup.requests[0]?.params).toEqual({
    thread_id: 'thr_1',
    item_id: 'ask_1',
    input: { status: 'answered', answers },
  });
  expect(setup.conversation.current().items.at(-1)).toEqual(answered);
});

test('a thread with an item nested too deeply to compare can be fetched again', async () => {
  const depth = 20_000;
  const deep: unknown = JSON.parse(`${'{"type":"Box","children":['.repeat(depth)}${']}'.repeat(depth)}`);
  const hostile = item({ type: 'widget', id: 'w', widget: deep });
  const conversation = createConversation({
    transport: {
      send: () =>
        Promise.resolve({ kind: 'json', body: thread('thr_1', { items: { data: [hostile], has_more: false } }) }),
    },
    scheduleFrame: (callback) => callback(),
    now: Date.now,
    newId: () => 'n',
    onEvent: () => undefined,
    clientTool: () => undefined,
  });
  await conversation.open('thr_1');
  await conversation.fetchUpdates();
  expect(conversation.current().items).toHaveLength(1);
});
