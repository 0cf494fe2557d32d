import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createConversation } from '../../../chatkit/client/conversation';
import type { ConversationEvent } from '../../../chatkit/client/conversation-context';
import {
  ChatKitHttpError,
  ChatKitServerError,
  ChatKitStreamCutError,
  ChatKitUsageError,
} from '../../../chatkit/client/errors';
import { MAX_TOOL_ROUNDS } from '../../../chatkit/client/limits';
import type { OutgoingMessage } from '../../../chatkit/client/state';
import type { ClientRequest, Transport } from '../../../chatkit/client/transport';
import type { StreamEvent } from '../../../chatkit/protocol/events';
import { threadItemSchema } from '../../../chatkit/protocol/items';
import { added, answer, delta, done, question, textsOf, thread } from './wire';

const say = (text: string): OutgoingMessage => ({ content: [{ type: 'input_text', text }], attachments: [] });

/** A stream that the test feeds. */
function controlledStream(signal: AbortSignal) {
  const queue: (StreamEvent | 'end' | Error)[] = [];
  let wake: () => void = () => undefined;
  signal.addEventListener('abort', () => wake());
  async function* events(): AsyncGenerator<StreamEvent> {
    for (;;) {
      signal.throwIfAborted();
      const next = queue.shift();
      if (next === 'end') return;
      if (next instanceof Error) throw next;
      if (next) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const push = (what: StreamEvent | 'end' | Error) => {
    queue.push(what);
    wake();
  };
  return { events: events(), push };
}

function startConversation(
  answers: Partial<Record<ClientRequest['type'], (params: unknown) => unknown>> = {},
  clientTool?: (call: { name: string; params: Record<string, unknown> }) => Record<string, unknown>,
  takesStop?: boolean,
) {
  const requests: ClientRequest[] = [];
  const events: ConversationEvent[] = [];
  const streams: ReturnType<typeof controlledStream>[] = [];
  const transport: Transport = {
    async send(request, signal) {
      requests.push(request);
      const scripted = answers[request.type];
      if (scripted) {
        const body = await scripted(request.params);
        return { kind: 'json', body };
      }
      const stream = controlledStream(signal);
      streams.push(stream);
      return { kind: 'events', events: stream.events, ...(takesStop && { takesStop }) };
    },
  };
  const conversation = createConversation({
    transport,
    scheduleFrame: (callback) => callback(),
    now: () => Date.parse('2026-11-21T09:00:05Z'),
    newId: () => String(requests.length),
    onEvent: (event) => events.push(event),
    clientTool: () => clientTool,
  });
  const stream = async (index: number) => {
    await vi.waitFor(() => expect(streams[index]).toBeDefined(), { interval: 1 });
    return streams[index] ?? controlledStream(new AbortController().signal);
  };
  return { conversation, requests, events, stream, names: () => events.map(({ type }) => type) };
}

async function askFirst(setup: ReturnType<typeof startConversation>) {
  const sent = setup.conversation.send(say('Why?'));
  const stream = await setup.stream(0);
  stream.push({ type: 'thread.created', thread: thread() });
  stream.push(done(question('msg_1', 'Why?')));
  await sent;
  return stream;
}

const idle = (setup: ReturnType<typeof startConversation>) =>
  vi.waitFor(() => expect(setup.conversation.current().run).toBeNull(), { interval: 1 });

describe('sending', () => {
  test('resolves when the server has taken the message, before the answer', async () => {
    const setup = startConversation();
    const stream = await askFirst(setup);
    expect(setup.conversation.current().run).not.toBeNull();
    stream.push(done(answer('msg_2', 'Because.')));
    stream.push('end');
    await idle(setup);
    expect(textsOf(setup.conversation.getSnapshot())).toEqual(['Why?', 'Because.']);
    expect(setup.names()).toEqual(['response.start', 'thread.change', 'message.accepted', 'response.end']);
  });

  test('goes into the open thread the second time', async () => {
    const setup = startConversation();
    (await askFirst(setup)).push('end');
    await idle(setup);
    void setup.conversation.send(say('And?')).catch(() => undefined);
    await setup.stream(1);
    expect(setup.requests[1]).toMatchObject({ type: 'threads.add_user_message', params: { thread_id: 'thr_1' } });
  });

  test.each([
    ['nothing', () => say('  ')],
    ['a second message while one is answered', () => say('And?')],
  ])('%s is refused without a request', async (name, message) => {
    const setup = startConversation();
    if (name !== 'nothing') await askFirst(setup);
    const before = setup.requests.length;
    await expect(setup.conversation.send(message())).rejects.toBeInstanceOf(ChatKitUsageError);
    expect(setup.requests).toHaveLength(before);
  });

  test('that fails is not repeated, leaves no message behind and is reported once', async () => {
    const failure = new ChatKitHttpError(503);
    const setup = startConversation({ 'threads.create': () => Promise.reject(failure) });
    await expect(setup.conversation.send(say('Why?'))).rejects.toBe(failure);
    expect(setup.requests).toHaveLength(1);
    expect(setup.conversation.current()).toMatchObject({ items: [], run: null, pendingId: null });
    expect(setup.events).toEqual([{ type: 'error', error: failure, source: 'send', threadId: undefined }]);
  });

  test('that the server refuses inside the stream counts as not taken', async () => {
    const setup = startConversation();
    const sent = setup.conversation.send(say('Why?'));
    const stream = await setup.stream(0);
    stream.push({ type: 'error', code: 'custom', message: 'Too long.', allow_retry: false });
    stream.push('end');
    await expect(sent).rejects.toMatchObject({ readerMessage: 'Too long.' });
    expect(setup.conversation.current().items).toEqual([]);
  });
});

describe('an answer that does not come to its end', () => {
  test('is kept, marked and reported when the stream breaks', async () => {
    const setup = startConversation();
    const stream = await askFirst(setup);
    stream.push(added(answer('msg_2', '')));
    stream.push(delta('msg_2', 'Beca'));
    stream.push(new TypeError('network error'));
    await idle(setup);
    expect(textsOf(setup.conversation.current())).toEqual(['Why?', 'Beca']);
    expect(setup.conversation.current().marks).toEqual({ msg_2: 'cut-off' });
    const error = setup.events.find(({ type }) => type === 'error');
    expect(error?.type === 'error' && error.error).toBeInstanceOf(ChatKitStreamCutError);
    expect(setup.requests).toHaveLength(1);
  });

  test('is kept without a report when the reader stops it', async () => {
    const setup = startConversation();
    const stream = await askFirst(setup);
    stream.push(added(answer('msg_2', '')));
    stream.push(delta('msg_2', 'Beca'));
    await vi.waitFor(() => expect(textsOf(setup.conversation.current())).toContain('Beca'), { interval: 1 });
    setup.conversation.stop();
    await idle(setup);
    expect(setup.conversation.current().marks).toEqual({ msg_2: 'stopped' });
    expect(setup.names()).not.toContain('error');
  });

  test.each([
    ['tells a server that takes it', true, ['threads.create', 'threads.stop_response']],
    ['asks nothing more of any other', undefined, ['threads.create']],
  ])('stopped by the reader %s', async (_, takesStop, asked) => {
    const setup = startConversation({ 'threads.stop_response': () => ({}) }, undefined, takesStop);
    await askFirst(setup);
    setup.conversation.stop();
    await idle(setup);
    expect(setup.requests.map(({ type }) => type)).toEqual(asked);
    if (takesStop) expect(setup.requests[1]?.params).toEqual({ thread_id: 'thr_1' });
  });

  test('and is left, not stopped, is not told of: the server finishes it', async () => {
    const setup = startConversation({ 'threads.stop_response': () => ({}) }, undefined, true);
    await askFirst(setup);
    await setup.conversation.open(null);
    await idle(setup);
    expect(setup.requests.map(({ type }) => type)).toEqual(['threads.create']);
  });

  test('cannot be stopped where the server forbids it', async () => {
    const setup = startConversation();
    const stream = await askFirst(setup);
    stream.push({ type: 'stream_options', stream_options: { allow_cancel: false } });
    await vi.waitFor(() => expect(setup.conversation.current().run?.allowCancel).toBe(false), { interval: 1 });
    setup.conversation.stop();
    stream.push(done(answer('msg_2', 'Because.')));
    stream.push('end');
    await idle(setup);
    expect(textsOf(setup.conversation.current())).toEqual(['Why?', 'Because.']);
  });

  test('says why, where the server does', async () => {
    const setup = startConversation();
    const stream = await askFirst(setup);
    stream.push({ type: 'error', code: 'custom', message: 'Too long.', allow_retry: false, reason: 'too_long' });
    stream.push('end');
    await idle(setup);
    const error = setup.events.find(({ type }) => type === 'error');
    expect(error?.type === 'error' && error.error).toMatchObject({ readerMessage: 'Too long.', reason: 'too_long' });
  });

  test('is asked for again by the id of the question, not by sending it a second time', async () => {
    const setup = startConversation();
    const stream = await askFirst(setup);
    stream.push({ type: 'error', code: 'stream.error', message: undefined, allow_retry: true });
    stream.push('end');
    await idle(setup);
    const error = setup.events.find(({ type }) => type === 'error');
    expect(error?.type === 'error' && error.error).toBeInstanceOf(ChatKitServerError);
    const retried = setup.conversation.retry();
    const second = await setup.stream(1);
    second.push(done(answer('msg_3', 'Because.')));
    second.push('end');
    await retried;
    expect(setup.requests[1]).toEqual({
      type: 'threads.retry_after_item',
      params: { thread_id: 'thr_1', item_id: 'msg_1' },
    });
    expect(textsOf(setup.conversation.current())).toEqual(['Why?', 'Because.']);
  });
});

test('a client tool is run and its result sent, and a failing one does not block the thread', async () => {
  const call = (id: string, name: string) =>
    threadItemSchema.parse({
      type: 'client_tool_call',
      id,
      thread_id: 'thr_1',
      created_at: '2026',
      status: 'pending',
      call_id: id,
      name,
      arguments: { x: 1 },
    });
  const setup = startConversation({}, ({ name, params }) => {
    if (name === 'bad') throw new Error('private detail');
    return { doubled: Number(params.x) * 2 };
  });
  const stream = await askFirst(setup);
  stream.push(done(call('tc_1', 'double')));
  stream.push('end');
  const second = await setup.stream(1);
  expect(setup.requests[1]).toEqual({
    type: 'threads.add_client_tool_output',
    params: { thread_id: 'thr_1', result: { doubled: 2 } },
  });
  second.push(done(call('tc_2', 'bad')));
  second.push('end');
  await setup.stream(2);
  expect(setup.requests[2]?.params).toEqual({ thread_id: 'thr_1', result: { error: 'The tool failed.' } });
  setup.conversation.dispose();
});

describe('a client tool that the host does not have', () => {
  const call = (id: string) =>
    threadItemSchema.parse({
      type: 'client_tool_call',
      id,
      thread_id: 'thr_1',
      created_at: '2026',
      status: 'pending',
      call_id: id,
      name: 'get_selected_stations',
    });

  test('is answered as missing; nothing is reported, the call is over, and the answer comes', async () => {
    const setup = startConversation();
    const stream = await askFirst(setup);
    stream.push(done(call('tc_1')));
    await vi.waitFor(() => expect(setup.conversation.current().marks).toEqual({ tc_1: 'streaming' }), { interval: 1 });
    stream.push('end');
    const second = await setup.stream(1);
    expect(setup.requests[1]).toEqual({
      type: 'threads.add_client_tool_output',
      params: { thread_id: 'thr_1', result: { error: 'This client has no such tool.' } },
    });
    const called = setup.conversation.current().items.find(({ id }) => id === 'tc_1');
    expect(called).toMatchObject({ status: 'completed', output: { error: 'This client has no such tool.' } });
    expect(setup.conversation.current().marks).toEqual({});
    second.push(done(answer('msg_2', 'Without it: 7.')));
    second.push('end');
    await idle(setup);
    expect(textsOf(setup.conversation.current())).toEqual(['Why?', 'client_tool_call', 'Without it: 7.']);
    expect(setup.conversation.current().unanswered).toBe('no');
    expect(setup.names()).not.toContain('error');
  });

  test('and is called again and again comes to an end', async () => {
    const setup = startConversation();
    let stream = await askFirst(setup);
    for (let round = 1; round <= MAX_TOOL_ROUNDS; round += 1) {
      stream.push(done(call(`tc_${round}`)));
      stream.push('end');
      stream = await setup.stream(round);
    }
    stream.push(done(call('tc_last')));
    stream.push('end');
    await idle(setup);
    await vi.waitFor(() => expect(setup.names()).toContain('error'), { interval: 1 });
    expect(setup.requests).toHaveLength(MAX_TOOL_ROUNDS + 1);
  });

  test('whose result is followed by nothing leaves a question without an answer, which can be asked again', async () => {
    const setup = startConversation();
    const stream = await askFirst(setup);
    stream.push(done(call('tc_1')));
    stream.push('end');
    (await setup.stream(1)).push({ type: 'stream_options', stream_options: { allow_cancel: true } });
    (await setup.stream(1)).push('end');
    await idle(setup);
    expect(setup.conversation.current().unanswered).toBe('cut-off');
  });

  test('is not waited for when its stream broke', async () => {
    const setup = startConversation();
    const stream = await askFirst(setup);
    stream.push(done(call('tc_1')));
    stream.push(new TypeError('network error'));
    await idle(setup);
    expect(setup.requests).toHaveLength(1);
    expect(setup.conversation.current()).toMatchObject({ marks: {}, unanswered: 'cut-off' });
  });
});

describe('opening a thread', () => {
  const page = (data: object[], after?: string) => ({ data, has_more: after !== undefined, after });

  test('follows the pages by the server’s cursor and tells when it begins and ends', async () => {
    const setup = startConversation({
      'threads.get_by_id': () => ({
        ...thread('thr_1', { title: 'T' }),
        items: page([question('msg_1', 'Why?')], 'hidden_1'),
      }),
      'items.list': (params) =>
        JSON.stringify(params).includes('hidden_1') ? page([], 'hidden_2') : page([answer('msg_2', 'Because.')]),
    });
    await setup.conversation.open('thr_1');
    expect(setup.requests.slice(1).map(({ params }) => (params as { after: string }).after)).toEqual([
      'hidden_1',
      'hidden_2',
    ]);
    expect(textsOf(setup.conversation.current())).toEqual(['Why?', 'Because.']);
    expect(setup.names()).toEqual(['thread.load.start', 'thread.change', 'thread.title', 'thread.load.end']);
  });

  test('that fails stays where it was and rejects', async () => {
    const setup = startConversation({ 'threads.get_by_id': () => Promise.reject(new ChatKitHttpError(404)) });
    (await askFirst(setup)).push('end');
    await idle(setup);
    await expect(setup.conversation.open('thr_9')).rejects.toMatchObject({ status: 404 });
    expect(setup.conversation.current()).toMatchObject({ thread: { id: 'thr_1' }, loading: null });
  });

  test('while another loads: only the last one counts', async () => {
    const waiting: ((body: unknown) => void)[] = [];
    const setup = startConversation({ 'threads.get_by_id': () => new Promise((resolve) => waiting.push(resolve)) });
    const first = setup.conversation.open('thr_1').catch((error: Error) => error.name);
    const second = setup.conversation.open('thr_2');
    waiting[1]?.(thread('thr_2'));
    await second;
    waiting[0]?.(thread('thr_1'));
    expect(await first).toBe('AbortError');
    expect(setup.conversation.current().thread?.id).toBe('thr_2');
  });

  test('leaves a running answer: nothing of it reaches the other thread', async () => {
    const setup = startConversation({ 'threads.get_by_id': () => thread('thr_2') });
    const stream = await askFirst(setup);
    await setup.conversation.open('thr_2');
    stream.push(done(answer('msg_2', 'Late')));
    await Promise.resolve();
    expect(setup.conversation.current()).toMatchObject({ thread: { id: 'thr_2' }, items: [], run: null });
  });
});

test('a refresh that comes back after a question was asked and answered meanwhile does not take them away', async () => {
  let answerLate: ((body: unknown) => void) | undefined;
  const setup = startConversation({
    'threads.get_by_id': () => new Promise((resolve) => (answerLate = resolve)),
  });
  (await askFirst(setup)).push('end');
  await idle(setup);
  const refreshed = setup.conversation.fetchUpdates();
  await vi.waitFor(() => expect(answerLate).toBeDefined(), { interval: 1 });
  const sent = setup.conversation.send(say('And?'));
  const stream = await setup.stream(1);
  stream.push(done(question('msg_3', 'And?')));
  stream.push(done(answer('msg_4', 'So.')));
  stream.push('end');
  await sent;
  await idle(setup);
  answerLate?.({ ...thread(), items: { data: [question('msg_1', 'Why?')], has_more: false } });
  await refreshed;
  expect(textsOf(setup.conversation.getSnapshot())).toEqual(['Why?', 'And?', 'So.']);
});

describe('a thread whose question has no answer after a reload', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const unanswered = (created_at: string, stored: () => object[] = () => []) =>
    startConversation({
      'threads.get_by_id': () => ({
        ...thread(),
        items: { data: [question('msg_1', 'Why?', { created_at }), ...stored()], has_more: false },
      }),
    });

  test('waits for the server to finish, and shows the answer when it has', async () => {
    let answers: object[] = [];
    const setup = unanswered('2026-11-21T09:00:00Z', () => answers);
    await setup.conversation.open('thr_1');
    expect(setup.conversation.current().unanswered).toBe('waiting');
    answers = [answer('msg_2', 'Because.')];
    await vi.advanceTimersByTimeAsync(1_000);
    expect(setup.conversation.current().unanswered).toBe('no');
    expect(textsOf(setup.conversation.current())).toEqual(['Why?', 'Because.']);
  });

  test('says so after three looks and goes on looking, without ever sending anything', async () => {
    let answers: object[] = [];
    const setup = unanswered('2026-11-21T09:00:00Z', () => answers);
    await setup.conversation.open('thr_1');
    await vi.advanceTimersByTimeAsync(6_000);
    expect(setup.conversation.current().unanswered).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(setup.conversation.current().unanswered).toBe('cut-off');
    answers = [answer('msg_2', 'Because.')];
    await vi.advanceTimersByTimeAsync(60_000);
    expect(setup.conversation.current().unanswered).toBe('no');
    expect(new Set(setup.requests.map(({ type }) => type))).toEqual(new Set(['threads.get_by_id']));
  });

  test('says so at once when the question is older than an answer may take', async () => {
    const setup = unanswered('2026-11-21T08:58:00Z');
    await setup.conversation.open('thr_1');
    expect(setup.conversation.current().unanswered).toBe('cut-off');
    await vi.advanceTimersByTimeAsync(120_000);
    expect(setup.requests).toHaveLength(1);
  });

  test('does not trust a time without a zone to be old', async () => {
    const setup = unanswered('2026-11-21T01:00:00.123456');
    await setup.conversation.open('thr_1');
    expect(setup.conversation.current().unanswered).toBe('waiting');
    setup.conversation.dispose();
  });

  test('stops looking when the reader asks again', async () => {
    const setup = unanswered('2026-11-21T09:00:00Z');
    await setup.conversation.open('thr_1');
    const retried = setup.conversation.retry().catch(() => undefined);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(setup.requests.map(({ type }) => type)).toEqual(['threads.get_by_id', 'threads.retry_after_item']);
    setup.conversation.dispose();
    await retried;
  });
});

test('feedback that does not reach the server is taken back', async () => {
  const setup = startConversation({ 'items.feedback': () => Promise.reject(new TypeError('offline')) });
  (await askFirst(setup)).push('end');
  await idle(setup);
  const sent = setup.conversation.sendFeedback(['msg_2'], 'positive');
  expect(setup.conversation.current().feedback).toEqual({ msg_2: 'positive' });
  await sent;
  expect(setup.conversation.current().feedback).toEqual({});
});

test('a conversation that is disposed while it sends gives the message back and can be used again', async () => {
  const setup = startConversation();
  const sent = setup.conversation.send(say('Why?'));
  await setup.stream(0);
  setup.conversation.dispose();
  await expect(sent).rejects.toThrow();
  expect(setup.conversation.current()).toMatchObject({ run: null, items: [] });
});
