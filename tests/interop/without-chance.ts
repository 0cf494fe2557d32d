import type { StreamEvent } from '../../chatkit/protocol/events';
import type { Played } from './conversation-script';

/** What differs from server to server and from run to run, and means nothing. */
const CHANCE = new Set(['id', 'thread_id', 'item_id', 'created_at', 'after', 'upload_descriptor']);

/**
 * A step without ids and times. Changes of the thread stand apart: chatkit-python tells them with the event after the
 * change, our server with the change.
 */
export function withoutChance(step: Played['steps'][string]): object {
  if ('body' in step) return { body: strip(step.body) };
  const isThread = ({ type }: StreamEvent) => type === 'thread.updated';
  return {
    events: step.events.filter((event) => !isThread(event)).map((event) => strip(withoutLateCitations(event))),
    thread: step.events.filter(isThread).map((event) => strip(event)),
  };
}

/** chatkit-python's own bridge leaves the citations out of a finished part; they come with the finished item. */
function withoutLateCitations(event: StreamEvent): unknown {
  if (event.type !== 'thread.item.updated') return event;
  if (event.update.type !== 'assistant_message.content_part.done') return event;
  return { ...event, update: { ...event.update, content: { ...event.update.content, annotations: [] } } };
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) =>
      // The ids of what a scene itself names are part of it.
      field === undefined || (CHANCE.has(key) && !isNamed(field)) ? [] : [[key, strip(field)]],
    ),
  );
}

const isNamed = (field: unknown) => field === 'ent_1' || field === 'img_1' || field === 'which' || field === 'why';
