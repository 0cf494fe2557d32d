import { describe, expect, test } from 'vitest';
import { type StreamEvent } from '../../../chatkit/protocol/events';
import { type ThreadItem } from '../../../chatkit/protocol/items';
import { type ActionContext, type Answerer, type AnswerPart, type NewItem } from '../../../chatkit/server/types';
import { createHarness, input, order, saying, text } from './harness';

const widget = (value: string, more: object = {}): NewItem => ({
  type: 'widget',
  widget: { type: 'Card', children: [{ type: 'Text', id: 'line', value, ...more }] },
});
const workflow: NewItem = { type: 'workflow', workflow: { type: 'reasoning', tasks: [], expanded: false } };
const loading = { type: 'thought', status_indicator: 'loading', content: 'Hm' } as const;

/** The events after the echo of the first question, and what is stored in the end. */
async function answered(...parts: AnswerPart[]) {
  const harness = createHarness(saying(...parts));
  const events = (await harness.stream('threads.create', { input: input('One') })).slice(3);
  return { ...harness, events, ...(await storedIn(harness)) };
}
async function storedIn({ store }: ReturnType<typeof createHarness>) {
  const { data } = await store.listItems('ann', 'thr_1', { limit: 99, order: 'asc' });
  return { stored: data.slice(1) as ThreadItem[] };
}
const doneOf = (events: StreamEvent[]) =>
  events.flatMap((event) => (event.type === 'thread.item.done' ? [event.item] : []));

describe('what an answerer may say', () => {
  test.each<[string, AnswerPart[], string[]]>([
    ['an item', [{ type: 'item', item: widget('Hi') }], ['thread.item.done widget']],
    [
      'a notice, an effect and an option',
      [
        { type: 'stream_options', allowCancel: false },
        { type: 'notice', level: 'warning', message: 'Slow', title: 'Now' },
        { type: 'effect', name: 'flash', data: { times: 2 } },
      ],
      ['stream_options', 'notice', 'client_effect'],
    ],
    [
      'a widget whose text streams',
      [
        { type: 'open', key: 'w', item: widget('', { streaming: true }) },
        {
          type: 'update',
          key: 'w',
          update: { type: 'widget.streaming_text.value_delta', component_id: 'line', delta: 'Hi', done: false },
        },
      ],
      ['thread.item.added widget', 'widget.streaming_text.value_delta', 'thread.item.done widget'],
    ],
    [
      'text between growing items',
      [
        text('a'),
        { type: 'open', key: 'w', item: workflow },
        text('b'),
        {
          type: 'update',
          key: 'w',
          update: { type: 'workflow.task.added', task_index: 0, task: { ...loading, title: undefined } },
        },
        { type: 'close', key: 'w' },
        text('c'),
      ],
      [
        'thread.item.added assistant_message',
        'content_part.added',
        'content_part.text_delta',
        'content_part.done',
        'thread.item.done assistant_message',
        'thread.item.added workflow',
        'thread.item.added assistant_message',
        'content_part.added',
        'content_part.text_delta',
        'workflow.task.added',
        'thread.item.done workflow',
        'content_part.text_delta',
        'content_part.done',
        'thread.item.done assistant_message',
      ],
    ],
  ])('%s', async (_, parts, expected) => {
    const { events, stored } = await answered(...parts);
    expect(order(events)).toEqual([...expected, 'thread.updated']);
    // What was shown is what is kept: same order, same content as the last word of the stream.
    const shown = new Map<string, ThreadItem>();
    for (const event of events) if ('item' in event) shown.set(event.item.id, event.item);
    expect(stored).toEqual([...shown.values()]);
  });

  test('an item gets its id, its thread and its time from the server, named as chatkit-python names them', async () => {
    const call: NewItem = { type: 'client_tool_call', status: 'completed', call_id: 'c', name: 'n', arguments: {} };
    const { stored } = await answered({ type: 'item', item: call }, { type: 'item', item: { type: 'end_of_turn' } });
    expect(stored).toMatchObject([
      { id: 'tc_3', thread_id: 'thr_1', created_at: '2026-11-21T00:00:00.000Z' },
      { id: 'msg_4', type: 'end_of_turn' },
    ]);
  });

  test('an item that is not of the protocol is a failure, and is not stored', async () => {
    const { events, stored } = await answered({ type: 'item', item: { type: 'hologram' } as unknown as NewItem });
    expect(events[0]).toMatchObject({ type: 'error', code: 'stream.error', allow_retry: true });
    expect(stored).toEqual([]);
  });

  test('a hidden item is kept and not sent', async () => {
    const { events, stored } = await answered({ type: 'item', item: { type: 'hidden_context_item', content: 'note' } });
    expect(order(events)).toEqual(['thread.updated']);
    expect(stored).toMatchObject([{ type: 'hidden_context_item', content: 'note' }]);
  });

  test('an item is replaced and removed', async () => {
    const { events, stored } = await answered(
      { type: 'item', item: widget('old') },
      { type: 'item', item: widget('gone') },
      { type: 'replace', itemId: 'msg_3', item: widget('new') },
      { type: 'remove', itemId: 'msg_4' },
    );
    expect(order(events).slice(2, 4)).toEqual(['thread.item.replaced widget', 'thread.item.removed']);
    expect(stored).toMatchObject([{ id: 'msg_3', widget: { children: [{ value: 'new' }] } }]);
  });

  test('an item of an earlier answer is updated where it stands', async () => {
    const turns: AnswerPart[][] = [
      [{ type: 'item', item: widget('old') }, text('x')],
      [
        {
          type: 'update',
          key: 'msg_3',
          update: { type: 'widget.component.updated', component_id: 'line', component: { type: 'Text', value: 'new' } },
        },
      ],
    ];
    const harness = createHarness({
      async *answer() {
        yield* turns.shift() ?? [];
      },
    });
    await harness.stream('threads.create', { input: input('One') });
    const events = await harness.stream('threads.add_user_message', { thread_id: 'thr_1', input: input('Two') });
    expect(order(events).slice(2)).toEqual(['widget.component.updated', 'thread.item.done widget']);
    const { stored } = await storedIn(harness);
    expect(stored[0]).toMatchObject({ id: 'msg_3', widget: { children: [{ value: 'new' }] } });
  });

  test('the thread is locked, named and given image hosts; a locked thread takes no further question', async () => {
    const { events, json, handle } = await answered({
      type: 'thread',
      change: { title: 'Over', status: { type: 'locked', reason: 'Done' }, allowed_image_domains: ['img.example'] },
    });
    expect(events).toMatchObject([
      { type: 'thread.updated', thread: { title: 'Over', status: { reason: 'Done' }, metadata: {} } },
    ]);
    const { body } = await json('threads.get_by_id', { thread_id: 'thr_1' });
    expect(body).toMatchObject({ allowed_image_domains: ['img.example'], status: { type: 'locked' } });
    const refused = { kind: 'json', status: 400, body: { error: { code: 'thread_closed' } } };
    const message = { thread_id: 'thr_1', input: input('Two') };
    expect(await handle('threads.add_user_message', message)).toMatchObject(refused);
    expect(await handle('threads.retry_after_item', { thread_id: 'thr_1', item_id: 'msg_2' })).toMatchObject(refused);
  });

  test.each([['client_tool_call'], ['structured_input']])('a pending %s ends the answer', async (type) => {
    const pending: Record<string, NewItem> = {
      client_tool_call: { type: 'client_tool_call', status: 'pending', call_id: 'c', name: 'n', arguments: {} },
      structured_input: {
        type: 'structured_input',
        status: 'pending',
        inputs: [{ type: 'freeform', id: 'why', question: 'Why?' }],
      },
    };
    const { stored } = await answered({ type: 'item', item: pending[type]! }, text('never said'));
    expect(stored.map((item) => item.type)).toEqual([type]);
  });
});

describe('nothing stays loading', () => {
  const grow: AnswerPart[] = [
    { type: 'open', key: 'w', item: workflow },
    {
      type: 'update',
      key: 'w',
      update: { type: 'workflow.task.added', task_index: 0, task: { ...loading, title: undefined } },
    },
    { type: 'open', key: 'c', item: widget('Hal', { streaming: true }) },
    { type: 'open', key: 'i', item: { type: 'generated_image' } },
  ];
  test.each<[string, () => Answerer]>([
    ['ends', () => saying(...grow)],
    [
      'fails',
      () => ({
        async *answer() {
          yield* grow;
          throw new Error('no');
        },
      }),
    ],
  ])('when the answer %s', async (_, answerer) => {
    const harness = createHarness(answerer());
    const events = await harness.stream('threads.create', { input: input('One') });
    const { stored } = await storedIn(harness);
    expect(doneOf(events).slice(1)).toEqual(stored);
    expect(stored).toMatchObject([
      { type: 'workflow', workflow: { summary: { duration: 0 }, tasks: [{ status_indicator: 'complete' }] } },
      { type: 'widget', widget: { children: [{ value: 'Hal', streaming: false }] } },
    ]);
    expect(events.some(({ type }) => type === 'thread.item.removed')).toBe(true);
  });

  test('a summary of its own stays', async () => {
    const summary = { title: 'Looked it up' };
    const item: NewItem = { type: 'workflow', workflow: { type: 'custom', tasks: [], summary, expanded: true } };
    const { stored } = await answered({ type: 'open', key: 'w', item: workflow }, { type: 'close', key: 'w', item });
    expect(stored).toMatchObject([{ workflow: { type: 'custom', summary, expanded: true } }]);
  });
});

describe('actions', () => {
  async function withWidget(more: Partial<Answerer>) {
    const harness = createHarness({ ...saying({ type: 'item', item: widget('Press') }), ...more });
    await harness.stream('threads.create', { input: input('One') });
    return harness;
  }
  const pressed = { thread_id: 'thr_1', item_id: 'msg_3', action: { type: 'press', payload: { n: 1 } } };

  test('a streamed action is answered like a question, and knows its widget', async () => {
    const seen: ActionContext[] = [];
    const { stream } = await withWidget({
      async *action(context) {
        seen.push(context);
        yield text('Pressed.');
      },
    });
    const events = await stream('threads.custom_action', pressed);
    expect(order(events)[0]).toBe('stream_options');
    expect(doneOf(events)).toMatchObject([{ type: 'assistant_message', content: [{ text: 'Pressed.' }] }]);
    expect(seen[0]).toMatchObject({
      action: { type: 'press', payload: { n: 1 } },
      item: { id: 'msg_3' },
      message: { id: 'msg_2' },
    });
  });

  test('an action of an item that is no widget is one error without retry', async () => {
    const { stream } = await withWidget({
      async *action() {
        yield text('never');
      },
    });
    expect(await stream('threads.custom_action', { ...pressed, item_id: 'msg_2' })).toEqual([
      { type: 'error', code: 'stream.error', allow_retry: false },
    ]);
  });

  test('an action answered at once gives the widget that takes its place', async () => {
    const harness = await withWidget({ syncAction: () => Promise.resolve(widget('Pressed')) });
    const { body } = await harness.json('threads.sync_custom_action', pressed);
    expect(body).toMatchObject({ updated_item: { id: 'msg_3', widget: { children: [{ value: 'Pressed' }] } } });
    expect((await storedIn(harness)).stored).toMatchObject([
      { id: 'msg_3', widget: { children: [{ value: 'Pressed' }] } },
    ]);
    expect((await harness.json('threads.sync_custom_action', { ...pressed, item_id: 'msg_2' })).status).toBe(400);
  });

  test('an action that changes nothing answers nothing', async () => {
    const { json } = await withWidget({ syncAction: () => Promise.resolve(undefined) });
    expect(await json('threads.sync_custom_action', pressed)).toEqual({ status: 200, body: {} });
  });
});

describe('speech', () => {
  test.each([
    ['audio/webm;codecs=opus', btoa('words'), 200],
    ['Audio/MP4', btoa('words'), 200],
    ['audio/wav', btoa('words'), 400],
    ['audio/ogg', 'not base64!', 400],
  ])('a recording of type %s: %s gives %i', async (mime_type, audio_base64, status) => {
    const { json } = createHarness({
      ...saying(),
      transcribe: ({ data, mimeType }) => Promise.resolve(`${mimeType} ${new TextDecoder().decode(data)}`),
    });
    const answer = await json('input.transcribe', { audio_base64, mime_type });
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body['text']).toMatch(/^audio\/(webm|mp4) words$/u);
  });
});
