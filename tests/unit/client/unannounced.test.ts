import { describe, expect, test } from 'vitest';
import type { StreamEvent } from '../../../chatkit/protocol/events';
import { reduce } from '../../../chatkit/client/reducer';
import type { ConversationState } from '../../../chatkit/client/state';
import { createAnnouncer } from '../../../chatkit/client/unannounced';
import { added, after, answer, askedWith, delta, done, event, partDone, textsOf } from './wire';

/** The state after the events of one stream, put right as they come. */
function streamed(events: readonly StreamEvent[], from = after(askedWith())): ConversationState {
  const announce = createAnnouncer();
  return events.reduce((state, each) => announce(each, state).map(event).reduce(reduce, state), from);
}

/** As adk-chatkit streams: nothing announced, and an empty end after each of its words. */
const hollow = (text: string) => [delta('msg_2', text), done(answer('msg_2', ''))];
const unannounced = [...hollow('Be'), ...hollow('cause')];

describe('an answer that was never announced', () => {
  test('grows by its words, whatever empty ends stand between them', () => {
    const state = streamed(unannounced);
    expect(textsOf(state)).toEqual(['Why?', 'Because']);
    expect(state.marks).toEqual({ msg_2: 'streaming' });
    expect(state.run?.answered).toBe(true);
  });

  test('is whole with its own end', () => {
    const last = [partDone('msg_2', 'Because.'), done(answer('msg_2', 'Because.'))];
    const state = reduce(streamed([...unannounced, ...last]), { type: 'run.closed', how: 'ended' });
    expect(textsOf(state)).toEqual(['Why?', 'Because.']);
    expect(state.marks).toEqual({});
  });

  test('keeps its words when the reader stops it', () => {
    const state = reduce(streamed(unannounced), { type: 'run.closed', how: 'stopped' });
    expect(textsOf(state)).toEqual(['Why?', 'Because']);
    expect(state.marks).toEqual({ msg_2: 'stopped' });
  });

  test('is not begun by a word of an item that was removed', () => {
    const state = streamed([{ type: 'thread.item.removed', item_id: 'msg_9' }, delta('msg_9', 'late')]);
    expect(textsOf(state)).toEqual(['Why?']);
  });
});

test('an answer that was announced may be taken back by an empty end', () => {
  expect(textsOf(streamed([added(answer('msg_2', '')), ...hollow('Because')])).at(-1)).toBe('');
});

test('every other event passes as it is', () => {
  const events = [added(answer('msg_2', '')), delta('msg_2', 'A'), partDone('msg_2', 'A'), done(answer('msg_2', 'A'))];
  const announce = createAnnouncer();
  let state = after(askedWith());
  for (const each of events) {
    expect(announce(each, state)).toEqual([each]);
    state = reduce(state, event(each));
  }
});
