import type { StreamEvent } from '../protocol/events';
import type { ThreadItem } from '../protocol/items';
import type { ConversationState } from './state';

type State = Pick<ConversationState, 'thread' | 'items' | 'removed'>;

/**
 * Puts the events of one stream right where a server leaves out that an answer begins, as adk-chatkit does: its first
 * word announces it, and the empty ends that stand between its words are none.
 */
export function createAnnouncer(): (event: StreamEvent, state: State) => StreamEvent[] {
  const announced = new Set<string>();
  return (event, { thread, items, removed }) => {
    if (event.type === 'thread.item.done') {
      const { item } = event;
      const before = items.find(({ id }) => id === item.id);
      return announced.has(item.id) && saysNothing(item) && !saysNothing(before) ? [] : [event];
    }
    if (event.type !== 'thread.item.updated' || event.update.type !== 'assistant_message.content_part.text_delta')
      return [event];
    const { item_id: id } = event;
    if (!thread || removed.has(id) || items.some((item) => item.id === id)) return [event];
    announced.add(id);
    // Its own time comes with its end.
    const created_at = items.at(-1)?.created_at ?? thread.created_at;
    const item: ThreadItem = { id, thread_id: thread.id, created_at, type: 'assistant_message', content: [] };
    return [{ type: 'thread.item.added', item }, event];
  };
}

const saysNothing = (item: ThreadItem | undefined) =>
  item?.type === 'assistant_message' && item.content.every(({ text }) => text === '');
