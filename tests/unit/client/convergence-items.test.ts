import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ItemUpdate, StreamEvent } from '../../../chatkit/protocol/events';
import { streamEventSchema } from '../../../chatkit/protocol/events';
import { threadItemSchema, type ThreadItem } from '../../../chatkit/protocol/items';
import { added, after, askedWith, done, event, question, thread } from './wire';

/** One item's life on the server: what the stream says of it, what of that is lost, and what the store holds then. */
interface Life {
  id: string;
  before: StreamEvent[];
  /** null: removed again. */
  stored: ThreadItem | null;
  ending: StreamEvent[];
}

const base = (id: string) => ({ id, thread_id: 'thr_1', created_at: '2026-11-21T09:00:00Z' });
const item = (id: string, more: object) => threadItemSchema.parse({ ...base(id), ...more });
const updated = (item_id: string, update: object): StreamEvent =>
  streamEventSchema.parse({ type: 'thread.item.updated', item_id, update: update as ItemUpdate });

const words = fc.string({ minLength: 1, maxLength: 8 });
const status = fc.constantFrom('loading', 'complete');

interface Draft {
  start: object;
  updates: object[];
  final: object;
}

const workflow: fc.Arbitrary<Draft> = fc
  .array(fc.record({ title: words, status_indicator: status }), { minLength: 1, maxLength: 4 })
  .map((list) => {
    const tasks = list.map((task) => ({ type: 'custom', ...task }));
    const of = (some: object[]) => ({ type: 'workflow', workflow: { type: 'reasoning', tasks: some } });
    return {
      start: of([]),
      updates: tasks.flatMap((task, task_index) => [
        { type: 'workflow.task.added', task_index, task: { ...task, status_indicator: 'loading' } },
        { type: 'workflow.task.updated', task_index, task },
      ]),
      final: { type: 'workflow', workflow: { type: 'reasoning', tasks, summary: { duration: 3 } } },
    };
  });

const widget: fc.Arbitrary<Draft> = fc.tuple(fc.array(words, { maxLength: 4 }), words).map(([pieces, label]) => {
  const of = (value: string, more: object) => ({
    type: 'widget',
    widget: { type: 'Card', id: 'root', children: [{ type: 'Text', id: 'text', value, ...more }] },
  });
  return {
    start: of('', { streaming: true }),
    updates: [
      ...pieces.map((delta) => ({
        type: 'widget.streaming_text.value_delta',
        component_id: 'text',
        delta,
        done: false,
      })),
      { type: 'widget.component.updated', component_id: 'text', component: { type: 'Text', id: 'text', value: label } },
      { type: 'widget.root.updated', widget: { type: 'Card', children: [{ type: 'Badge', label }] } },
    ],
    final: of(pieces.join(''), { streaming: false }),
  };
});

const image: fc.Arbitrary<Draft> = fc.webUrl().map((url) => ({
  start: { type: 'generated_image' },
  updates: [{ type: 'generated_image.updated', image: { id: 'i', url: 'https://example.com/preview' }, progress: 0.5 }],
  final: { type: 'generated_image', image: { id: 'i', url } },
}));

/** Kinds that come whole. */
const whole: fc.Arbitrary<Draft> = fc
  .oneof(
    words.map((title) => ({ type: 'task', task: { type: 'thought', title, content: 'Hm.' } })),
    words.map((question_) => ({
      type: 'structured_input',
      status: 'pending',
      inputs: [{ type: 'freeform', id: 'q', question: question_ }],
    })),
    words.map((name) => ({
      type: 'client_tool_call',
      status: 'completed',
      call_id: 'c',
      name,
      arguments: {},
      output: 1,
    })),
    fc.constant({ type: 'end_of_turn' }),
  )
  .map((final) => ({ start: final, updates: [], final }));

const life = (id: string): fc.Arbitrary<Life> =>
  fc
    .record({
      draft: fc.oneof(workflow, widget, image, whole),
      saysAdded: fc.boolean(),
      /** Which updates get through. */
      kept: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      end: fc.constantFrom('done', 'replaced', 'done then replaced', 'removed', 'done then removed'),
      repeated: fc.array(fc.nat({ max: 15 }), { maxLength: 4 }),
    })
    .map(({ draft, saysAdded, kept, end, repeated }) => {
      const final = item(id, draft.final);
      const older = item(id, draft.start);
      const updates = draft.updates.filter((_update, index) => kept[index]).map((update) => updated(id, update));
      const before = [...(saysAdded ? [added(older)] : []), ...updates];
      // A widget, a workflow or an image may go on changing after its `done`, and servers do that: so its updates repeat
      // before it only. `added`, `done` and `removed` may come again at any time.
      for (const which of repeated) {
        const again = before[which % Math.max(1, before.length)];
        if (again) before.push(again);
      }
      const removed: StreamEvent = { type: 'thread.item.removed', item_id: id };
      const replaced: StreamEvent = { type: 'thread.item.replaced', item: final };
      const endings: Record<string, StreamEvent[]> = {
        done: [done(final), added(older), done(final)],
        replaced: [replaced, replaced],
        'done then replaced': [done(older), replaced, added(older)],
        removed: [removed, added(older)],
        'done then removed': [done(final), removed, ...updates, done(final), removed],
      };
      return { id, before, stored: end.endsWith('removed') ? null : final, ending: endings[end] ?? [] };
    });

const streams = fc
  .tuple(life('i1'), life('i2'), life('i3'), fc.array(fc.nat({ max: 2 }), { minLength: 90, maxLength: 90 }))
  .map(([a, b, c, order]) => {
    const lives = [a, b, c];
    const queues = lives.map(({ before, ending }) => [...before, ...ending]);
    const events = order.flatMap((wanted) => {
      const next = [...queues.slice(wanted), ...queues].find(({ length }) => length > 0)?.shift();
      return next ? [next] : [];
    });
    return { lives, events: [...events, ...queues.flat()] };
  });

test('every kind of item ends as the server stores it, whatever is interleaved, lost or repeated on the way', () => {
  fc.assert(
    fc.property(streams, ({ lives, events }) => {
      const state = after([...askedWith(), ...events.map(event), { type: 'run.closed', how: 'ended' }]);
      const stored = [question('msg_1', 'Why?'), ...lives.flatMap((of) => (of.stored ? [of.stored] : []))];
      expect(new Map(state.items.map((of) => [of.id, of]))).toEqual(new Map(stored.map((of) => [of.id, of])));
      expect(state.items).toHaveLength(stored.length);
      expect(state.marks).toEqual({});

      // What `threads.get_by_id` then says changes nothing that is drawn.
      const loaded = after([{ type: 'thread.loaded', thread: thread(), items: [...state.items] }], state);
      expect(loaded.items.every((of, index) => of === state.items[index])).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('a stream that breaks anywhere keeps only whole or growing items, and never throws', () => {
  fc.assert(
    fc.property(streams, fc.nat({ max: 60 }), ({ events, lives }, at) => {
      const state = after([...askedWith(), ...events.slice(0, at).map(event), { type: 'run.closed', how: 'cut' }]);
      const ids = new Set(['msg_1', ...lives.map(({ id }) => id)]);
      expect(state.items.every(({ id }) => ids.has(id))).toBe(true);
      expect(new Set(state.items.map(({ id }) => id)).size).toBe(state.items.length);
      expect(state.run).toBeNull();
    }),
  );
});

test('updates of an item that is not there, or of another kind, change nothing', () => {
  const updates: fc.Arbitrary<object> = fc.oneof(
    fc.record({
      type: fc.constant('workflow.task.added'),
      task_index: fc.nat(),
      task: fc.constant({ type: 'image', title: 't' }),
    }),
    fc.record({ type: fc.constant('widget.root.updated'), widget: fc.constant({ type: 'Card' }) }),
    fc.record({ type: fc.constant('generated_image.updated'), image: fc.constant({ id: 'i', url: 'https://x' }) }),
  );
  fc.assert(
    fc.property(updates, fc.constantFrom('msg_1', 'nowhere'), (update, id) => {
      const state = after([...askedWith(), event(updated(id, update))]);
      expect(state.items).toEqual([question('msg_1', 'Why?')]);
    }),
  );
});
