import { describe, expect, test } from 'vitest';
import { type ThreadItem } from '../../../chatkit/protocol/items';
import { AnswerError, type AnswerContext, type Answerer, type Store } from '../../../chatkit/server/types';
import { collect, createHarness, input, order, saying, text } from './harness';

const answer = saying(text('Yes.'));

/** A thread with the given items beside a first question, which is `msg_2`; the thread is `thr_1`. */
async function withThread(
  answerer: Answerer = answer,
  items: (Partial<ThreadItem> & { type: string; id: string })[] = [],
) {
  const harness = createHarness(answerer);
  await harness.stream('threads.create', { input: input('One') });
  for (const item of items) {
    await harness.store.saveItem('ann', 'thr_1', { thread_id: 'thr_1', created_at: '2026', ...item } as ThreadItem);
  }
  return harness;
}
const hidden = (id: string) => ({ type: 'hidden_context_item' as const, id, content: 'secret' });
const call = {
  type: 'client_tool_call' as const,
  id: 'tc_1',
  status: 'pending' as const,
  call_id: 'c',
  name: 'look',
  arguments: {},
};
const form = {
  type: 'structured_input' as const,
  id: 'si_1',
  status: 'pending' as const,
  inputs: [{ type: 'freeform' as const, id: 'why', question: 'Why?', description: undefined, answer: undefined }],
};

describe('requests answered at once', () => {
  test.each<[string, Record<string, unknown>, unknown]>([
    [
      'threads.list',
      {},
      { data: [{ id: 'thr_1', title: 'One', metadata: {}, items: { data: [] } }], has_more: false, after: 'thr_1' },
    ],
    [
      'threads.get_by_id',
      { thread_id: 'thr_1' },
      { id: 'thr_1', status: { type: 'active' }, items: { data: [{ id: 'msg_2' }, { id: 'msg_3' }] } },
    ],
    ['items.list', { thread_id: 'thr_1' }, { data: [{ id: 'msg_3' }, { id: 'msg_2' }], has_more: false }],
    [
      'items.list',
      { thread_id: 'thr_1', limit: 1, order: 'asc' },
      { data: [{ id: 'msg_2' }], has_more: true, after: 'msg_2' },
    ],
    ['items.list', { thread_id: 'thr_1', order: 'asc', after: 'msg_2' }, { data: [{ id: 'msg_3' }] }],
    ['items.feedback', { thread_id: 'thr_1', item_ids: ['msg_3'], kind: 'positive' }, {}],
    ['threads.update', { thread_id: 'thr_1', title: 'Two' }, { id: 'thr_1', title: 'Two', metadata: {} }],
    ['threads.delete', { thread_id: 'thr_1' }, {}],
  ])('%s %j', async (type, params, expected) => {
    const { json } = await withThread();
    const { status, body } = await json(type, params);
    expect(status).toBe(200);
    expect(body).toMatchObject(expected as object);
  });

  test.each<[number, string, unknown]>([
    [404, 'threads.get_by_id', { thread_id: 'thr_9' }],
    [404, 'items.list', { thread_id: 'thr_9' }],
    [404, 'items.list', { thread_id: 'thr_1', after: 'msg_9' }],
    [404, 'items.feedback', { thread_id: 'thr_1', item_ids: ['msg_9'], kind: 'positive' }],
    [404, 'threads.update', { thread_id: 'thr_9', title: 'x' }],
    [404, 'threads.delete', { thread_id: 'thr_9' }],
    [404, 'threads.add_user_message', { thread_id: 'thr_9', input: input('x') }],
    [404, 'threads.retry_after_item', { thread_id: 'thr_9', item_id: 'msg_2' }],
    [404, 'threads.custom_action', { thread_id: 'thr_9', action: { type: 'a' } }],
    [404, 'threads.add_user_message', { thread_id: 'thr_1', input: { ...input('x'), attachments: ['atc_9'] } }],
    [404, 'attachments.delete', { attachment_id: 'atc_9' }],
    [400, 'attachments.create', { name: 'a.txt', size: 3, mime_type: 'text/plain' }],
    [400, 'input.transcribe', { audio_base64: '', mime_type: 'audio/webm;codecs=opus' }],
    [400, 'threads.sync_custom_action', { thread_id: 'thr_1', action: { type: 'a' } }],
    [404, 'threads.sync_custom_action', { thread_id: 'thr_9', action: { type: 'a' } }],
    [404, 'threads.sync_custom_action', { thread_id: 'thr_1', item_id: 'msg_9', action: { type: 'a' } }],
    [400, 'threads.retry_after_item', { thread_id: 'thr_1', item_id: 'msg_3' }],
    [400, 'threads.add_client_tool_output', { thread_id: 'thr_1', result: 1 }],
    [400, 'threads.add_structured_input', { thread_id: 'thr_1', item_id: 'msg_2', input: { answers: {} } }],
    [400, 'threads.stop', { thread_id: 'thr_1' }],
    [400, 'threads.create', { input: { content: [] } }],
    [400, 'threads.create', { input: { ...input('x'), attachments: [{ id: 'a' }] } }],
    [400, 'threads.list', { limit: 0 }],
    [400, 'threads.list', undefined],
  ])('%i for %s %j, and nothing changes', async (status, type, params) => {
    const { json, store } = await withThread();
    const answered = await json(type, params);
    expect(answered.status).toBe(status);
    expect(answered.body['error']).toMatchObject({
      code: expect.stringMatching(/^[a-z_]+$/u),
      message: expect.any(String),
    });
    expect((await store.listItems('ann', 'thr_1', { limit: 9, order: 'asc' })).data).toHaveLength(2);
  });

  test.each([[null], ['text'], [[]], [{}], [{ type: 'threads.list' }]])('%j is no request', async (body) => {
    const { server } = createHarness(answer);
    expect(await server.handle(body, { subject: 'ann' })).toMatchObject({ kind: 'json', status: 400 });
  });

  test('hidden items are never sent, and paging goes on from them', async () => {
    const { json } = await withThread(answer, [hidden('h1'), hidden('h2')]);
    const first = await json('items.list', { thread_id: 'thr_1', order: 'desc', limit: 2 });
    expect(first.body).toEqual({ data: [], has_more: true, after: 'h1' });
    const next = await json('items.list', { thread_id: 'thr_1', order: 'desc', limit: 2, after: 'h1' });
    expect(next.body.data.map((item) => item['id'])).toEqual(['msg_3', 'msg_2']);
    const thread = await json('threads.get_by_id', { thread_id: 'thr_1' });
    expect(JSON.stringify(thread.body)).not.toContain('secret');
  });

  test('a page holds 20 unless asked otherwise', async () => {
    const { json, stream } = createHarness(answer);
    for (let count = 0; count < 21; count++) await stream('threads.create', { input: input('x') });
    const { body } = await json('threads.list', {});
    expect(body.data).toHaveLength(20);
    expect(body['has_more']).toBe(true);
    expect((await json('threads.list', { limit: 9999 })).body.data).toHaveLength(21);
  });

  test('times are ISO 8601 and nothing is null', async () => {
    const { json, stream } = await withThread();
    const events = await stream('threads.add_user_message', {
      thread_id: 'thr_1',
      input: { ...input('x'), quoted_text: null },
    });
    const sent = JSON.stringify([events, (await json('threads.get_by_id', { thread_id: 'thr_1' })).body]);
    expect(sent).not.toContain('null');
    expect(sent).toContain('"created_at":"2026-11-21T00:00:00.000Z"');
  });

  test("somebody else's thread does not exist", async () => {
    const { json, server } = await withThread();
    expect((await json('threads.list', {}, { subject: 'bob' })).body.data).toEqual([]);
    for (const [type, more] of Object.entries({
      'threads.get_by_id': {},
      'items.list': {},
      'threads.update': { title: 'stolen' },
      'threads.delete': {},
      'threads.add_user_message': { input: input('x') },
      'threads.retry_after_item': { item_id: 'msg_2' },
      'items.feedback': { item_ids: ['msg_3'], kind: 'negative' },
    })) {
      const asked = { type, params: { thread_id: 'thr_1', ...more } };
      expect(await server.handle(asked, { subject: 'bob' })).toMatchObject({ kind: 'json', status: 404 });
    }
    expect((await json('threads.get_by_id', { thread_id: 'thr_1' })).body['title']).toBe('One');
  });
});

describe('titles', () => {
  test.each([
    ['  What does\n it return?  ', 'What does it return?'],
    ['word '.repeat(40), `${'word '.repeat(11)}word…`],
    ['x'.repeat(100), `${'x'.repeat(60)}…`],
    ['', undefined],
  ])('%j is called %j while it has no better name', async (question, title) => {
    const { stream } = createHarness(answer);
    const events = await stream('threads.create', { input: input(question) });
    expect(events.at(-1)).toMatchObject({ type: 'thread.updated', thread: { id: 'thr_1' } });
    const last = events.at(-1);
    expect(last?.type === 'thread.updated' && last.thread.title).toBe(title);
  });

  test("the reader's title is not replaced by the answerer's", async () => {
    const { stream, json } = await withThread(saying(text('x'), { type: 'title', title: 'Mine' }));
    await json('threads.update', { thread_id: 'thr_1', title: 'Hers' });
    await stream('threads.add_user_message', { thread_id: 'thr_1', input: input('x') });
    expect((await json('threads.get_by_id', { thread_id: 'thr_1' })).body['title']).toBe('Hers');
  });
});

describe('what the answerer is given', () => {
  test('the question, the quote, the whole thread and the metadata that parses', async () => {
    const contexts: AnswerContext[] = [];
    const { stream } = createHarness({
      async *answer(context) {
        contexts.push(context);
        yield text('ok');
      },
    });
    const docent = { version: 1, mode: 'page', passages: [{ text: 'p' }], page: { text: 'whole' } };
    await stream('threads.create', { input: input('One', 'p') }, { metadata: { docent } });
    await stream(
      'threads.add_user_message',
      { thread_id: 'thr_1', input: input('Two', '') },
      { metadata: { docent: { version: 2 } } },
    );
    expect(contexts[0]).toMatchObject({ question: 'One', docent, message: { quoted_text: 'p' } });
    expect(contexts[1]).toMatchObject({ question: 'Two', docent: undefined, message: { quoted_text: undefined } });
    expect(contexts[1]?.items.map(({ type }) => type)).toEqual(['user_message', 'assistant_message', 'user_message']);
  });
});

describe('tools, forms and actions', () => {
  test('a pending tool call ends the stream, its output goes on with the answer', async () => {
    const { stream, json } = createHarness({
      async *answer({ items }) {
        const done = items.at(-1);
        if (done?.type === 'client_tool_call') return yield text(`got ${String(done.output)}`);
        yield {
          type: 'event',
          event: { type: 'thread.item.done', item: { ...call, thread_id: 'thr_1', created_at: '2026' } },
        };
        yield text('never said');
      },
    });
    expect(order(await stream('threads.create', { input: input('One') })).slice(-2)).toEqual([
      'thread.item.done client_tool_call',
      'thread.updated',
    ]);
    const events = await stream('threads.add_client_tool_output', { thread_id: 'thr_1', result: 42 });
    expect(order(events)[0]).toBe('stream_options');
    expect(events.at(-1)).toMatchObject({ item: { content: [{ text: 'got 42' }] } });
    const { body } = await json('items.list', { thread_id: 'thr_1', order: 'asc' });
    expect(body.data.map(({ type, status }) => status ?? type)).toEqual([
      'user_message',
      'completed',
      'assistant_message',
    ]);
  });

  test('a form is replaced by its answers, then answered', async () => {
    const { stream } = await withThread(answer, [form]);
    const events = await stream('threads.add_structured_input', {
      thread_id: 'thr_1',
      item_id: 'si_1',
      input: { answers: { why: { values: ['because'] } } },
    });
    expect(order(events).slice(0, 3)).toEqual([
      'stream_options',
      'thread.item.replaced structured_input',
      'thread.item.added assistant_message',
    ]);
    expect(events[1]).toMatchObject({ item: { status: 'answered', inputs: [{ answer: { values: ['because'] } }] } });
  });

  test.each<[string, object, 'skipped' | object[]]>([
    [
      'answered',
      { why: { values: ['a', 'b'] } },
      [
        { values: ['a', 'b'], skipped: false },
        { values: [], skipped: true },
      ],
    ],
    [
      'answered',
      { pick: { values: ['x', 'y'] } },
      [
        { values: [], skipped: true },
        { values: ['x'], skipped: false },
      ],
    ],
    ['answered', { pick: { values: ['x'], skipped: true }, toString: { values: ['x'] } }, 'skipped'],
    ['skipped', { why: { values: ['a'] } }, 'skipped'],
  ])('a form that is %s with %j is kept as chatkit-python keeps it', async (status, answers, expected) => {
    const pick = {
      type: 'multiple_choice',
      id: 'pick',
      question: 'Which?',
      options: [{ value: 'x' }],
      multiple: false,
    };
    const { stream } = await withThread(answer, [{ ...form, inputs: [...form.inputs, pick] } as typeof form]);
    const params = { thread_id: 'thr_1', item_id: 'si_1', input: { status, answers } };
    const replaced = (await stream('threads.add_structured_input', params))[1];
    const skipped = { values: [], skipped: true };
    expect(replaced).toMatchObject({
      item: {
        status,
        inputs: (expected === 'skipped' ? [skipped, skipped] : expected).map((given) => ({ answer: given })),
      },
    });
  });

  test('an action nobody handles is one error without retry', async () => {
    const { stream } = await withThread();
    expect(await stream('threads.custom_action', { thread_id: 'thr_1', action: { type: 'a', payload: {} } })).toEqual([
      { type: 'error', code: 'stream.error', allow_retry: false },
    ]);
  });
});

describe('an answer that fails', () => {
  const failing = (error: unknown): Answerer => ({
    async *answer() {
      yield text('Half of ');
      throw error;
    },
  });

  test.each([
    [new Error('token=secret'), { type: 'error', code: 'stream.error', allow_retry: true }],
    [
      new AnswerError('The model is asleep.', false),
      { type: 'error', code: 'custom', message: 'The model is asleep.', allow_retry: false },
    ],
    [undefined, { type: 'error', code: 'stream.error', allow_retry: true }],
  ])('%s keeps what was said and ends with %j', async (error, expected) => {
    const { stream, json } = createHarness(failing(error));
    const events = await stream('threads.create', { input: input('One') });
    expect(events).toContainEqual(expected);
    expect(JSON.stringify(events)).not.toContain('secret');
    const { body } = await json('items.list', { thread_id: 'thr_1' });
    expect(body.data[0]).toMatchObject({ type: 'assistant_message', content: [{ text: 'Half of ' }] });
  });

  test('one that cannot even begin is an error too', async () => {
    const { stream } = createHarness({
      answer() {
        throw new Error('no');
      },
    });
    expect(order(await stream('threads.create', { input: input('One') }))).toEqual([
      'thread.created',
      'thread.item.done user_message',
      'stream_options',
      'error',
      'thread.updated',
    ]);
  });

  test('a store that fails in the middle ends the stream with an error, and the next request works', async () => {
    const { server, store } = createHarness(answer);
    const saveItem: Store['saveItem'] = store.saveItem.bind(store);
    store.saveItem = async (subject, threadId, item) => {
      if (item.type === 'assistant_message') throw new Error('disk full');
      await saveItem(subject, threadId, item);
    };
    const create = { type: 'threads.create', params: { input: input('One') } };
    const events = await collect(await server.handle(create, { subject: 'ann' }));
    expect(events.at(-1)).toEqual({ type: 'error', code: 'stream.error', allow_retry: true });
    store.saveItem = saveItem;
    const again = { type: 'threads.retry_after_item', params: { thread_id: 'thr_1', item_id: 'msg_2' } };
    expect(order(await collect(await server.handle(again, { subject: 'ann' })))).toContain(
      'thread.item.done assistant_message',
    );
  });

  test('a store that fails before anything was said rejects, and does not block the thread', async () => {
    const { server, store, stream } = await withThread();
    const saveItem = store.saveItem.bind(store);
    store.saveItem = () => Promise.reject(new Error('disk full'));
    const add = { type: 'threads.add_user_message', params: { thread_id: 'thr_1', input: input('x') } };
    await expect(server.handle(add, { subject: 'ann' })).rejects.toThrow('disk full');
    store.saveItem = saveItem;
    expect(order(await stream('threads.add_user_message', { thread_id: 'thr_1', input: input('x') }))[0]).toBe(
      'thread.item.done user_message',
    );
  });
});
