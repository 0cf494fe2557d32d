import { afterEach, describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../../chatkit/server/memory-store';
import { createLibsqlStore } from '../../../proxy/libsql-store';
import { answerOf, createProxy, itemIdOf, KEY, threadIdOf } from './harness';

const withKey = { authorization: `Bearer ${KEY}` };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});
const stores = {
  memory: createMemoryStore,
  libsql: () => {
    const store = createLibsqlStore(':memory:');
    closers.push(store.close);
    return store;
  },
};

describe.each(Object.entries(stores))('two readers with one key, %s store', (_, createStore) => {
  async function twoReaders() {
    const proxy = createProxy({ variables: { PROXY_KEY: KEY }, store: createStore() });
    const [ann, bob] = [await proxy.vend({}, withKey), await proxy.vend({}, withKey)];
    const events = await proxy.ask(ann.client_secret, 'What does dump do?', 'json.dump(obj, fp)');
    return { proxy, ann, bob, thread: threadIdOf(events), question: itemIdOf(events, 'user_message'), events };
  }

  test('the asker gets an answer and a history', async () => {
    const { proxy, ann, events, thread } = await twoReaders();
    expect(answerOf(events)).toBe('You asked: What does dump do? about: json.dump(obj, fp)');
    const list = await proxy.chatkit(ann.client_secret, 'threads.list', {});
    expect(await list.json()).toMatchObject({ data: [{ id: thread }] });
  });

  test('the other sees an empty list', async () => {
    const { proxy, bob } = await twoReaders();
    const list = await proxy.chatkit(bob.client_secret, 'threads.list', { limit: 9_999 });
    expect(await list.json()).toMatchObject({ data: [], has_more: false });
  });

  test.each<[string, (thread: string, item: string) => object]>([
    ['threads.get_by_id', (thread_id) => ({ thread_id })],
    ['items.list', (thread_id) => ({ thread_id })],
    ['threads.update', (thread_id) => ({ thread_id, title: 'Mine now' })],
    ['threads.delete', (thread_id) => ({ thread_id })],
    ['threads.retry_after_item', (thread_id, item_id) => ({ thread_id, item_id })],
    ['items.feedback', (thread_id, item) => ({ thread_id, item_ids: [item], kind: 'positive' })],
    [
      'threads.add_user_message',
      (thread_id) => ({
        thread_id,
        input: { content: [{ type: 'input_text', text: 'And?' }], attachments: [], inference_options: {} },
      }),
    ],
    ['threads.custom_action', (thread_id) => ({ thread_id, action: { type: 'x', payload: {} } })],
    ['threads.add_client_tool_output', (thread_id) => ({ thread_id, result: {} })],
  ])('%s by the other finds nothing and changes nothing', async (type, params) => {
    const { proxy, ann, bob, thread, question } = await twoReaders();
    const before = await (await proxy.chatkit(ann.client_secret, 'threads.get_by_id', { thread_id: thread })).text();
    const response = await proxy.chatkit(bob.client_secret, type, params(thread, question));
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('dump');
    const after = await (await proxy.chatkit(ann.client_secret, 'threads.get_by_id', { thread_id: thread })).text();
    expect(after).toBe(before);
  });

  test('a reader keeps the history across the life of a token, by the credential alone', async () => {
    const { proxy, ann, thread } = await twoReaders();
    proxy.clock.now += 301_000;
    const list = (token: string) => proxy.chatkit(token, 'threads.list', {});
    expect((await list(ann.client_secret)).status).toBe(401);
    const later = await proxy.vend({ reader: ann.reader }, withKey);
    expect(await (await list(later.client_secret)).json()).toMatchObject({ data: [{ id: thread }] });
    const without = await proxy.vend({}, withKey);
    expect(await (await list(without.client_secret)).json()).toMatchObject({ data: [] });
  });

  test('the asker may rename, ask on, delete', async () => {
    const { proxy, ann, thread } = await twoReaders();
    const renamed = await proxy.chatkit(ann.client_secret, 'threads.update', { thread_id: thread, title: 'Dump' });
    expect(await renamed.json()).toMatchObject({ title: 'Dump' });
    expect(answerOf(await proxy.ask(ann.client_secret, 'And load?', undefined, thread))).toBe('You asked: And load?');
    expect((await proxy.chatkit(ann.client_secret, 'threads.delete', { thread_id: thread })).status).toBe(200);
    expect((await proxy.chatkit(ann.client_secret, 'threads.get_by_id', { thread_id: thread })).status).toBe(404);
  });

  test('forgetting deletes all of one reader and nothing of the other', async () => {
    const { proxy, ann, bob } = await twoReaders();
    await proxy.ask(bob.client_secret, 'Mine?');
    const forget = await proxy.post('/forget', {}, { authorization: `Bearer ${ann.client_secret}` });
    expect(forget.status).toBe(200);
    const count = async (token: string) => {
      const list = await proxy.chatkit(token, 'threads.list', {});
      return ((await list.json()) as { data: unknown[] }).data.length;
    };
    expect([await count(ann.client_secret), await count(bob.client_secret)]).toEqual([0, 1]);
    expect((await proxy.post('/forget', {})).status).toBe(401);
  });
});

test('an answer whose reader left is finished and kept', async () => {
  let goOn: () => void = () => undefined;
  const paused = new Promise<void>((resolve) => (goOn = resolve));
  const proxy = createProxy({
    answerer: {
      async *answer() {
        yield { type: 'text', delta: 'First half, ' };
        await paused;
        yield { type: 'text', delta: 'second half.' };
      },
    },
  });
  const { client_secret } = await proxy.vend();
  const leaving = new AbortController();
  const input = { content: [{ type: 'input_text', text: 'Why?' }], attachments: [], inference_options: {} };
  const response = await proxy.post(
    '/chatkit',
    { type: 'threads.create', params: { input } },
    { authorization: `Bearer ${client_secret}` },
    leaving.signal,
  );
  const reader = response.body?.getReader();
  await reader?.read();
  leaving.abort();
  await reader?.cancel();
  goOn();
  await expect
    .poll(async () => {
      const { data } = (await (await proxy.chatkit(client_secret, 'threads.list', {})).json()) as {
        data: { id: string }[];
      };
      return (await proxy.chatkit(client_secret, 'threads.get_by_id', { thread_id: data[0]?.id })).text();
    })
    .toContain('First half, second half.');
});
