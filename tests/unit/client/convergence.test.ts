import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Action } from '../../../chatkit/client/reducer';
import type { StreamEvent } from '../../../chatkit/protocol/events';
import { added, after, answer, askedWith, cited, citation, delta, done, event, partDone, question } from './wire';

interface Message {
  id: string;
  pieces: string[];
  titles: string[];
  said: ('added' | 'deltas' | 'citations' | 'part-done')[];
}

const message = (id: string) =>
  fc.record<Message>({
    id: fc.constant(id),
    pieces: fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { maxLength: 8 }),
    titles: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
    // What the server leaves out or loses; `done` always comes.
    said: fc.subarray(['added', 'deltas', 'citations', 'part-done']),
  });

const finalItem = ({ id, pieces, titles }: Message) =>
  answer(
    id,
    `${pieces.join('')}.`,
    titles.map((title) => citation(title, 1)),
  );

function eventsOf(of: Message): StreamEvent[] {
  const { id, pieces, titles, said } = of;
  return [
    ...(said.includes('added') ? [added(answer(id, ''))] : []),
    ...(said.includes('deltas') ? pieces.map((piece) => delta(id, piece)) : []),
    ...(said.includes('citations') ? titles.map((title, index) => cited(id, index, title)) : []),
    ...(said.includes('part-done') ? [partDone(id, `${pieces.join('')}.`)] : []),
    done(finalItem(of)),
  ];
}

/** Several messages whose events interleave, any of them repeated right away or much later. */
const streams = fc
  .tuple(message('msg_2'), message('msg_3'), message('msg_4'))
  .chain((messages) => {
    const lists = messages.map(eventsOf);
    const total = lists.reduce((sum, list) => sum + list.length, 0);
    return fc.record({
      messages: fc.constant(messages),
      order: fc.array(fc.nat({ max: 2 }), { minLength: total, maxLength: total }),
      repeats: fc.array(fc.record({ which: fc.nat(), later: fc.nat({ max: 20 }) }), { maxLength: 12 }),
      lists: fc.constant(lists),
    });
  })
  .map(({ messages, order, repeats, lists }) => {
    const queues = lists.map((list) => [...list]);
    const events: StreamEvent[] = [];
    for (const wanted of order) {
      const queue = [...queues.slice(wanted), ...queues].find(({ length }) => length > 0);
      const next = queue?.shift();
      if (next) events.push(next);
    }
    for (const { which, later } of repeats) {
      const from = which % events.length;
      const repeated = events[from];
      // Deltas carry no position of their own: no client can tell a repeated one before `done` has come.
      if (repeated) events.splice(Math.min(from + 1 + later, events.length), 0, repeated);
    }
    return { messages, events };
  });

test('whatever order, loss and repetition of updates the protocol allows, the thread ends as the server has it', () => {
  fc.assert(
    fc.property(streams, ({ messages, events }) => {
      const actions: Action[] = [...askedWith(), ...events.map(event), { type: 'run.closed', how: 'ended' }];
      const state = after(actions);
      const stored = new Map([question('msg_1', 'Why?'), ...messages.map(finalItem)].map((item) => [item.id, item]));
      expect(new Map(state.items.map((item) => [item.id, item]))).toEqual(stored);
      expect(state.items).toHaveLength(stored.size);
      expect(state.marks).toEqual({});
      expect(state.unanswered).toBe('no');
    }),
    { numRuns: 300 },
  );
});

test('a stream that breaks anywhere leaves the beginning of the answer, never more and never an exception', () => {
  fc.assert(
    fc.property(message('msg_2'), fc.nat({ max: 20 }), (of, at) => {
      const events = eventsOf({ ...of, said: ['added', 'deltas'] }).slice(0, -1);
      const state = after([...askedWith(), ...events.slice(0, at).map(event), { type: 'run.closed', how: 'cut' }]);
      const item = state.items.find(({ id }) => id === 'msg_2');
      const text = item?.type === 'assistant_message' ? item.content.map((part) => part.text).join('') : '';
      expect(of.pieces.join('').startsWith(text)).toBe(true);
      expect(state.run).toBeNull();
      expect(item ? state.marks.msg_2 : state.unanswered).toBe('cut-off');
    }),
  );
});
