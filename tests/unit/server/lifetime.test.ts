import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type StreamEvent } from '../../../chatkit/protocol/events';
import { type ServerAnswer } from '../../../chatkit/server/types';
import { collect, createHarness, createPuppet, input, order, text } from './harness';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const eventsOf = (answer: ServerAnswer): AsyncIterator<StreamEvent> => {
  if (answer.kind !== 'stream') throw new Error('not a stream');
  return answer.events[Symbol.asyncIterator]();
};
/** Lets everything that only waits for promises happen. */
const settle = () => vi.advanceTimersByTimeAsync(0);

async function begun({ finishWithinMs = 60_000 } = {}) {
  const puppet = createPuppet();
  const harness = createHarness(puppet.answerer, { finishWithinMs });
  const client = new AbortController();
  const answer = await harness.handle('threads.create', { input: input('One') }, { signal: client.signal });
  const events = eventsOf(answer);
  puppet.say(text('Half '));
  for (;;) {
    const { value } = await events.next();
    if (value?.type === 'thread.item.updated' && 'delta' in value.update) break;
  }
  const stored = async () => {
    const { data } = await harness.store.listItems('ann', 'thr_1', { limit: 99, order: 'asc' });
    return data.map((item) => (item.type === 'assistant_message' ? item.content[0]?.text : item.type));
  };
  return { ...puppet, ...harness, client, events, stored };
}

describe('when the client goes', () => {
  test.each([
    ['by its signal', async ({ client }: { client: AbortController }) => client.abort()],
    [
      'by no longer reading',
      async ({ events }: { events: AsyncIterator<StreamEvent> }) => void (await events.return?.()),
    ],
  ])('%s, the answer is finished and stored whole', async (_, leave) => {
    const run = await begun();
    await leave(run);
    await vi.advanceTimersByTimeAsync(59_000);
    run.say(text('and half.'), 'end');
    await settle();
    expect(await run.stored()).toEqual(['user_message', 'Half and half.']);
    expect(vi.getTimerCount()).toBe(0);
    expect((await run.store.loadThread('ann', 'thr_1')).title).toBe('One');
  });

  test('after its time the answer is stopped and keeps what it said', async () => {
    const run = await begun();
    run.client.abort();
    await vi.advanceTimersByTimeAsync(59_999);
    expect(run.contexts[0]?.signal.aborted).toBe(false);
    expect(await run.stored()).toEqual(['user_message']);
    await vi.advanceTimersByTimeAsync(1);
    expect(run.contexts[0]?.signal.aborted).toBe(true);
    expect(await run.stored()).toEqual(['user_message', 'Half ']);
  });

  test('while it stays, an answer may take as long as it needs', async () => {
    const run = await begun();
    await vi.advanceTimersByTimeAsync(3_600_000);
    run.say(text('and half.'), 'end');
    await settle();
    expect(await run.stored()).toEqual(['user_message', 'Half and half.']);
  });

  test('before its request is served, nothing is stored', async () => {
    const { handle, store } = createHarness(createPuppet().answerer);
    const answer = await handle('threads.create', { input: input('One') }, { signal: AbortSignal.abort() });
    expect(await collect(answer)).toEqual([]);
    expect((await store.listThreads('ann', { limit: 9, order: 'asc' })).data).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a reader who pressed Stop', () => {
  test.each([
    ['before', true],
    ['after', false],
  ])('ends the answer at once, whether its stream was closed %s that came', async (_, leftBefore) => {
    const run = await begun();
    if (leftBefore) run.client.abort();
    expect(await run.json('threads.stop_response', { thread_id: 'thr_1' })).toMatchObject({ status: 200 });
    expect(run.contexts[0]?.signal.aborted).toBe(leftBefore);
    run.client.abort();
    await settle();
    expect(run.contexts[0]?.signal.aborted).toBe(true);
    expect(await run.stored()).toEqual(['user_message', 'Half ']);
  });

  test('ends nothing that somebody else reads, and no other thread', async () => {
    const run = await begun();
    await run.json('threads.stop_response', { thread_id: 'thr_2' });
    run.client.abort();
    await settle();
    expect(run.contexts[0]?.signal.aborted).toBe(false);
  });
});

describe('a second request on a thread that is being answered', () => {
  const add = { thread_id: 'thr_1', input: input('Two') };

  test('waits for its turn while somebody reads the first', async () => {
    const run = await begun();
    const second = run.handle('threads.add_user_message', add);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(run.contexts).toHaveLength(1);
    run.say(text('and half.'), 'end');
    const answer = await second;
    run.say(text('Answer two'), 'end');
    expect(order(await collect(answer))).toContain('thread.item.done assistant_message');
    expect(await run.stored()).toEqual(['user_message', 'Half and half.', 'user_message', 'Answer two']);
  });

  test.each([
    ['before', true],
    ['after', false],
  ])('cuts an answer nobody reads (its client left %s the second came)', async (_, leftBefore) => {
    const run = await begun();
    if (leftBefore) run.client.abort();
    const second = run.handle('threads.add_user_message', add);
    await settle();
    if (!leftBefore) run.client.abort();
    const answer = await second;
    expect(await run.stored()).toEqual(['user_message', 'Half ', 'user_message']);
    run.say('end');
    run.say(text('Answer two'), 'end');
    await settle();
    expect(order(await collect(answer))[0]).toBe('thread.item.done user_message');
  });

  test('is dropped when its client leaves while it waits', async () => {
    const run = await begun();
    const impatient = new AbortController();
    const second = run.handle('threads.add_user_message', add, { signal: impatient.signal });
    impatient.abort();
    run.say('end');
    expect(await collect(await second)).toEqual([]);
    expect(await run.stored()).toEqual(['user_message', 'Half ']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('on another thread does not wait', async () => {
    const run = await begun();
    const other = await run.handle('threads.create', { input: input('Other') });
    expect((await eventsOf(other).next()).value).toMatchObject({ type: 'thread.created' });
  });

  test('that deletes the thread stops the answer, and nothing comes back', async () => {
    const run = await begun();
    expect(await run.json('threads.delete', { thread_id: 'thr_1' })).toMatchObject({ status: 200 });
    expect(run.contexts[0]?.signal.aborted).toBe(true);
    run.say(text('late'), 'end');
    await settle();
    expect((await run.store.listThreads('ann', { limit: 9, order: 'asc' })).data).toEqual([]);
  });

  test('that only reads is answered at once', async () => {
    const run = await begun();
    expect((await run.json('items.list', { thread_id: 'thr_1' })).body.data).toHaveLength(1);
  });
});

test('an answerer that ignores the abort and then fails troubles nobody', async () => {
  const run = await begun({ finishWithinMs: 10 });
  run.client.abort();
  await vi.advanceTimersByTimeAsync(10);
  run.say(new Error('late'));
  await settle();
  expect(await run.stored()).toEqual(['user_message', 'Half ']);
});
