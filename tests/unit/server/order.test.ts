import { describe, expect, test } from 'vitest';
import { type Annotation } from '../../../chatkit/protocol/items';
import { createHarness, input, order, saying, text } from './harness';

const citation: Annotation = {
  type: 'annotation',
  source: {
    type: 'url',
    url: 'https://docs.example/json',
    title: 'json',
    attribution: undefined,
    description: undefined,
    timestamp: undefined,
    group: undefined,
  },
  index: undefined,
};
const answer = saying(
  { type: 'progress', text: 'Reading' },
  text('It returns '),
  text('a string.'),
  { type: 'annotation', annotation: citation },
  { type: 'title', title: 'Encoders' },
);
const ANSWERED = [
  'stream_options',
  'progress_update',
  'thread.item.added assistant_message',
  'content_part.added',
  'content_part.text_delta',
  'content_part.text_delta',
  'content_part.annotation_added',
  'content_part.done',
  'thread.item.done assistant_message',
];

describe('the order of events', () => {
  test('a new thread: created, echoed, answered, titled', async () => {
    const { stream } = createHarness(answer);
    const events = await stream('threads.create', { input: input('What does it return?', 'Return a JSON string.') });
    expect(order(events)).toEqual(['thread.created', 'thread.item.done user_message', ...ANSWERED, 'thread.updated']);
    expect(events[1]).toMatchObject({
      item: { quoted_text: 'Return a JSON string.', id: 'msg_2', thread_id: 'thr_1' },
    });
    expect(events.at(-1)).toMatchObject({ thread: { id: 'thr_1', title: 'Encoders' } });
  });

  test('a further message: echoed, answered, no new title', async () => {
    const { stream } = createHarness(answer);
    await stream('threads.create', { input: input('One') });
    const events = await stream('threads.add_user_message', { thread_id: 'thr_1', input: input('Two') });
    expect(order(events)).toEqual(['thread.item.done user_message', ...ANSWERED]);
  });

  test('a retry begins with the options, and everything after the question is gone', async () => {
    const { stream, json } = createHarness(answer);
    const [, echo] = await stream('threads.create', { input: input('One') });
    const id = echo?.type === 'thread.item.done' ? echo.item.id : '';
    await stream('threads.add_user_message', { thread_id: 'thr_1', input: input('Two') });
    const events = await stream('threads.retry_after_item', { thread_id: 'thr_1', item_id: id });
    expect(order(events)).toEqual(ANSWERED);
    const { body } = await json('items.list', { thread_id: 'thr_1', order: 'asc' });
    expect(body.data.map((item) => item['type'])).toEqual(['user_message', 'assistant_message']);
  });

  test('a retry of an unknown question is an empty stream and deletes nothing', async () => {
    const { stream, json } = createHarness(answer);
    await stream('threads.create', { input: input('One') });
    expect(await stream('threads.retry_after_item', { thread_id: 'thr_1', item_id: 'msg_99' })).toEqual([]);
    expect((await json('items.list', { thread_id: 'thr_1' })).body.data).toHaveLength(2);
  });

  test('a finished part and the finished item carry text and citations', async () => {
    const { stream } = createHarness(answer);
    const events = await stream('threads.create', { input: input('One') });
    const content = { type: 'output_text', text: 'It returns a string.', annotations: [{ index: 20 }] };
    const [done, item] = events.slice(-3);
    expect(done).toMatchObject({ update: { type: 'assistant_message.content_part.done', content } });
    expect(item).toMatchObject({ item: { content: [content] } });
  });

  test('text after another item begins a new message, stored in the order it was shown', async () => {
    const item = {
      id: 'wf_1',
      thread_id: 'thr_1',
      created_at: '2026',
      type: 'widget',
      widget: { type: 'Card' },
    } as const;
    const { stream, json } = createHarness(
      saying(
        text('Before'),
        { type: 'event', event: { type: 'thread.item.done', item: { ...item, copy_text: undefined } } },
        text('After'),
      ),
    );
    const events = await stream('threads.create', { input: input('One') });
    expect(order(events).filter((word) => word.startsWith('thread.item.done'))).toEqual([
      'thread.item.done user_message',
      'thread.item.done assistant_message',
      'thread.item.done widget',
      'thread.item.done assistant_message',
    ]);
    const { body } = await json('items.list', { thread_id: 'thr_1', order: 'asc' });
    expect(body.data.map(({ type }) => type)).toEqual([
      'user_message',
      'assistant_message',
      'widget',
      'assistant_message',
    ]);
  });
});
