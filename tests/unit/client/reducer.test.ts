import { describe, expect, test } from 'vitest';
import { lastUserMessageId } from '../../../chatkit/client/state';
import { threadItemSchema } from '../../../chatkit/protocol/items';
import {
  added,
  after,
  answer,
  askedWith,
  cited,
  delta,
  done,
  event,
  partDone,
  question,
  textsOf,
  thread,
} from './wire';

describe('a message of the reader', () => {
  test('is drawn at once and replaced in place by the one the server sends back', () => {
    const sent = after(askedWith('Why?').slice(0, 1));
    expect(textsOf(sent)).toEqual(['Why?']);
    expect(sent.pendingId).toBe('pending:1');
    const echoed = after([...askedWith('Why?'), event(added(answer('msg_2', '')))]);
    expect(echoed.items.map(({ id }) => id)).toEqual(['msg_1', 'msg_2']);
    expect(echoed.pendingId).toBeNull();
    expect(echoed.run?.accepted).toBe(true);
  });

  test('echoed twice stands once', () => {
    const state = after([...askedWith('Why?'), event(done(question('msg_1', 'Why?')))]);
    expect(textsOf(state)).toEqual(['Why?']);
  });

  test('that the server never took is gone from the thread', () => {
    const state = after([...askedWith().slice(0, 2), { type: 'run.closed', how: 'cut' }, { type: 'send.undone' }]);
    expect(state).toMatchObject({ items: [], pendingId: null, run: null, unanswered: 'no' });
  });

  test('adopts the first thread it is put into and no other', () => {
    const state = after([...askedWith(), event({ type: 'thread.created', thread: thread('thr_2') })]);
    expect(state.thread?.id).toBe('thr_1');
  });
});

describe('an answer', () => {
  const streamed = [
    ...askedWith(),
    event(added(answer('msg_2', ''))),
    event(delta('msg_2', 'Be')),
    event(delta('msg_2', 'cause')),
  ];

  test('grows by its deltas, its content padded up to the part they name', () => {
    const state = after([...streamed, event(delta('msg_2', 'second', 2))]);
    expect(textsOf(state).at(-1)).toBe('Because||second');
    expect(state.marks).toEqual({ msg_2: 'streaming' });
  });

  test.each([
    ['done replaces what was built up', [...streamed, event(done(answer('msg_2', 'Final')))]],
    ['done without added', [...askedWith(), event(done(answer('msg_2', 'Final')))]],
    [
      'a delta after done changes nothing',
      [...streamed, event(done(answer('msg_2', 'Final'))), event(delta('msg_2', '!'))],
    ],
    [
      'added after done changes nothing',
      [...streamed, event(done(answer('msg_2', 'Final'))), event(added(answer('msg_2', '')))],
    ],
    ['done twice', [...streamed, event(done(answer('msg_2', 'Final'))), event(done(answer('msg_2', 'Final')))]],
  ])('is final: %s', (_name, actions) => {
    const state = after(actions);
    expect(textsOf(state)).toEqual(['Why?', 'Final']);
    expect(state.marks).toEqual({});
  });

  test('added without done is whole when its parts are done and the stream ends', () => {
    const state = after([...streamed, event(partDone('msg_2', 'Because.')), { type: 'run.closed', how: 'ended' }]);
    expect(textsOf(state).at(-1)).toBe('Because.');
    expect(state.marks).toEqual({});
  });

  test.each([
    ['cut', 'cut-off'],
    ['ended', 'cut-off'],
    ['stopped', 'stopped'],
  ] as const)('keeps what came when the stream is %s, and is marked %s', (how, mark) => {
    const state = after([...streamed, { type: 'run.closed', how }]);
    expect(textsOf(state).at(-1)).toBe('Because');
    expect(state.marks).toEqual({ msg_2: mark });
  });

  test('keeps its citations when a part is done without any', () => {
    const state = after([...streamed, event(cited('msg_2', 0, 'a')), event(partDone('msg_2', 'Because.'))]);
    const item = state.items.at(-1);
    expect(item?.type === 'assistant_message' && item.content[0]?.annotations).toHaveLength(1);
  });

  test.each([
    ['in order', [0, 1, 2], ['a', 'b', 'c']],
    ['at the place it names', [0, 0, 1], ['b', 'c', 'a']],
    ['beyond the end', [5, 9, 7], ['a', 'b', 'c']],
  ])('takes citations %s', (_name, indexes, titles) => {
    const events = ['a', 'b', 'c'].map((title, place) => event(cited('msg_2', indexes[place] ?? 0, title)));
    const item = after([...streamed, ...events]).items.at(-1);
    expect(
      item?.type === 'assistant_message' && item.content[0]?.annotations.map(({ source }) => source.title),
    ).toEqual(titles);
  });

  test('the same citation twice stands once', () => {
    const item = after([...streamed, event(cited('msg_2', 0, 'a')), event(cited('msg_2', 0, 'a'))]).items.at(-1);
    expect(item?.type === 'assistant_message' && item.content[0]?.annotations).toHaveLength(1);
  });

  test('with an index beyond reason is left as it is', () => {
    const state = after([...streamed, event(delta('msg_2', 'x', 1e9))]);
    expect(textsOf(state).at(-1)).toBe('Because');
  });
});

describe('items', () => {
  test('that the server removed do not come back by a late event', () => {
    const state = after([
      ...askedWith(),
      event(done(answer('msg_2', 'One'))),
      event({ type: 'thread.item.removed', item_id: 'msg_2' }),
      event(delta('msg_2', 'x')),
      event(added(answer('msg_2', ''))),
    ]);
    expect(textsOf(state)).toEqual(['Why?']);
  });

  test('that a retry removed do not come back either', () => {
    const state = after([
      ...askedWith(),
      event(done(answer('msg_2', 'One'))),
      { type: 'run.closed', how: 'ended' },
      { type: 'run.started', kind: 'retry' },
      { type: 'run.opened', retriedItemId: 'msg_1' },
      event(done(answer('msg_2', 'One'))),
      event(done(answer('msg_3', 'Two'))),
    ]);
    expect(textsOf(state)).toEqual(['Why?', 'Two']);
  });

  test('of the server’s own are never shown', () => {
    const hidden = threadItemSchema.parse({
      type: 'hidden_context_item',
      id: 'h',
      thread_id: 'thr_1',
      created_at: '2026',
      content: 'secret',
    });
    expect(after([...askedWith(), event(done(hidden))]).items).toHaveLength(1);
  });

  test('a widget goes on changing after it is done', () => {
    const item = threadItemSchema.parse({
      type: 'widget',
      id: 'w',
      thread_id: 'thr_1',
      created_at: '2026',
      widget: { type: 'Card', children: [{ type: 'Text', id: 't', value: 'a' }] },
    });
    const state = after([
      ...askedWith(),
      event(done(item)),
      event({
        type: 'thread.item.updated',
        item_id: 'w',
        update: { type: 'widget.streaming_text.value_delta', component_id: 't', delta: 'b', done: true },
      }),
    ]);
    expect(JSON.stringify(state.items.at(-1))).toContain('"value":"ab","streaming":false');
  });
});

describe('the end of a stream', () => {
  test.each([
    ['ended', 'cut-off'],
    ['cut', 'cut-off'],
    ['stopped', 'stopped'],
  ] as const)('without any answer: %s leaves the question %s', (how, unanswered) => {
    expect(after([...askedWith(), { type: 'run.closed', how }]).unanswered).toBe(unanswered);
  });

  test.each([
    ['an error that may be retried', { type: 'error', code: 'stream.error', message: undefined, allow_retry: true }],
    ['a notice', { type: 'notice', level: 'info', message: 'Done.', title: undefined }],
    ['an effect', { type: 'client_effect', name: 'open', data: {} }],
  ] as const)('with %s leaves no question unanswered', (_name, said) => {
    const state = after([...askedWith(), event(said), { type: 'run.closed', how: 'ended' }]);
    expect(state.unanswered).toBe('no');
  });

  test('after an error that may not be retried does not offer to ask again', () => {
    const state = after([
      ...askedWith(),
      event(added(answer('msg_2', ''))),
      event({ type: 'error', code: 'custom', message: 'No.', allow_retry: false }),
      { type: 'run.closed', how: 'ended' },
    ]);
    expect(state.marks).toEqual({ msg_2: 'stopped' });
  });
});

describe('what a run says of itself', () => {
  test('progress stands until something of the answer comes', () => {
    const working = after([...askedWith(), event({ type: 'progress_update', text: 'Searching', icon: undefined })]);
    expect(working.run?.progress?.text).toBe('Searching');
    expect(after([event(added(answer('msg_2', '')))], working).run?.progress).toBeUndefined();
  });

  test('a server that forbids stopping is heard', () => {
    const options = { type: 'stream_options', stream_options: { allow_cancel: false } } as const;
    expect(after([...askedWith(), event(options)]).run?.allowCancel).toBe(false);
  });

  test('a title or a lock counts only for the open thread', () => {
    const locked = { title: 'T', status: { type: 'locked', reason: 'Over' } };
    const other = after([...askedWith(), event({ type: 'thread.updated', thread: thread('thr_9', locked) })]);
    expect(other.thread?.title).toBeUndefined();
    const ours = after([...askedWith(), event({ type: 'thread.updated', thread: thread('thr_1', locked) })]);
    expect(ours.thread).toMatchObject(locked);
  });
});

test('a thread that is fetched again keeps the identity of items that did not change', () => {
  const before = after([...askedWith(), event(done(answer('msg_2', 'One'))), { type: 'run.closed', how: 'ended' }]);
  const items = [question('msg_1', 'Why?'), answer('msg_2', 'Two')];
  const loaded = after([{ type: 'thread.loaded', thread: thread(), items }], before);
  expect(loaded.items[0]).toBe(before.items[0]);
  expect(textsOf(loaded)).toEqual(['Why?', 'Two']);
});

test('the message a retry starts from is the last one the server knows', () => {
  const state = after([
    ...askedWith(),
    { type: 'run.closed', how: 'ended' },
    { type: 'run.started', kind: 'send', pending: question('pending:2', 'And?') },
  ]);
  expect(lastUserMessageId(state)).toBe('msg_1');
});
