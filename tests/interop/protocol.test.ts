import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemUpdateSchema, streamEventSchema } from '../../chatkit/protocol/events';
import { threadItemSchema } from '../../chatkit/protocol/items';
import { requestSchema } from '../../chatkit/protocol/requests';
import { startOwnBackend, startPythonBackend, startRecordedBackend, type Backend } from './backend';
import { playConversation, type Played } from './conversation-script';
import { withoutChance } from './without-chance';

const BASE = 'http://host.example';
const backends: Backend[] = [];
let python: Played;
let own: Played;
beforeAll(async () => {
  backends.push(
    await startPythonBackend('protocol', () => BASE),
    startOwnBackend(() => BASE),
  );
  [python, own] = (await Promise.all(backends.map(playConversation))) as [Played, Played];
});
afterAll(() => backends.forEach((backend) => backend.stop()));

const typesOf = (union: { options: readonly { shape: { type: { values: Set<unknown> } } }[] }) =>
  union.options.flatMap(({ shape }) => [...shape.type.values] as string[]).sort();
const eventsOf = ({ steps }: Played) => Object.values(steps).flatMap((step) => ('events' in step ? step.events : []));
const sorted = (types: Iterable<string>) => [...new Set(types)].sort();

describe.each<[string, () => Played]>([
  ['chatkit-python', () => python],
  ['our server', () => own],
])('%s', (_, played) => {
  it('was asked every request of the protocol', () => {
    expect(sorted(played().requests)).toEqual(typesOf(requestSchema));
  });

  it('said every event, every update and every item that a client may see, and none that was not understood', () => {
    const events = eventsOf(played());
    expect(sorted(events.map(({ type }) => type))).toEqual(typesOf(streamEventSchema));
    const updates = events.flatMap((event) => (event.type === 'thread.item.updated' ? [event.update.type] : []));
    expect(sorted(updates)).toEqual(typesOf(itemUpdateSchema));
    const items = events.flatMap((event) => ('item' in event ? [event.item.type] : []));
    expect(sorted([...items, 'hidden_context_item'])).toEqual(typesOf(threadItemSchema));
    expect(played().ignored).toEqual([]);
  });

  it('never sent what is hidden', () => {
    expect(JSON.stringify(played().steps)).not.toContain('never shown');
  });

  it('keeps what it streamed: the fetched items are the last word on each', () => {
    const last = new Map<string, unknown>();
    const fetched: unknown[] = [];
    for (const [name, step] of Object.entries(played().steps)) {
      if (name.startsWith('page ')) {
        fetched.push(...(step as { body: { data: unknown[] } }).body.data.map((item) => threadItemSchema.parse(item)));
      }
      if (name.startsWith('page 1 ')) break;
    }
    expect(fetched.length).toBeGreaterThan(0);
    for (const event of eventsOf(played())) if ('item' in event) last.set(event.item.id, event.item);
    const switched = (played().steps['the switch is pressed'] as { body: { updated_item: { id: string } } }).body;
    last.set(switched.updated_item.id, threadItemSchema.parse(switched.updated_item));
    for (const item of fetched as { id: string }[]) expect(item).toEqual(last.get(item.id));
  });
});

it('the recording says what chatkit-python says', async () => {
  const replayed = await playConversation(startRecordedBackend('protocol', () => BASE));
  expect(replayed.requests).toEqual(python.requests);
  for (const [name, step] of Object.entries(python.steps)) {
    expect({ name, ...withoutChance(replayed.steps[name]!) }).toEqual({ name, ...withoutChance(step) });
  }
});

describe('our server answers as chatkit-python does', () => {
  it('step by step, but for ids, times and where a page says it ended', () => {
    expect(Object.keys(own.steps)).toEqual(Object.keys(python.steps).filter((name) => name !== 'show close'));
    for (const name of Object.keys(own.steps)) {
      // A new thread is called after its question here, and after the answer there.
      if (name === 'hello') continue;
      expect({ name, ...withoutChance(own.steps[name]!) }).toEqual({ name, ...withoutChance(python.steps[name]!) });
    }
  });

  it('but takes no question in a locked thread, which chatkit-python leaves to its client', () => {
    expect(python.steps['show close']).toBeDefined();
    expect(own.steps['show close']).toBeUndefined();
  });
});
