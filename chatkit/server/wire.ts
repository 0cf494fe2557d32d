import { type Page, type Thread, type ThreadItem, type ThreadMetadata } from '../protocol/items';
import { type StreamEvent } from '../protocol/events';

/** A value as it goes over the wire: no null, no undefined (chatkit-python omits both everywhere). */
export function omitNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(omitNulls);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) =>
      field === null || field === undefined ? [] : [[key, omitNulls(field)]],
    ),
  );
}

const isHidden = (item: ThreadItem) => item.type === 'hidden_context_item';

/**
 * Items a client may see. Hidden ones are taken out after paging: a page may be shorter than its limit while there is
 * more, and its `after` may be the id of a hidden item.
 */
export const visibleItems = (page: Page<ThreadItem>): Page<ThreadItem> => ({
  ...page,
  data: page.data.filter((item) => !isHidden(item)),
});

/** A thread for the client: `metadata` is the server's own and always empty on the wire. */
export const wireThread = (
  thread: ThreadMetadata,
  items: Page<ThreadItem> = { data: [], has_more: false },
): Thread => ({
  id: thread.id,
  title: thread.title,
  created_at: thread.created_at,
  status: thread.status,
  allowed_image_domains: thread.allowed_image_domains,
  metadata: {},
  items: { after: undefined, ...visibleItems(items) },
});

/** An event for the client, or undefined when it is about something hidden. */
export function wireEvent(event: StreamEvent): StreamEvent | undefined {
  switch (event.type) {
    case 'thread.created':
    case 'thread.updated':
      return { ...event, thread: wireThread(event.thread, event.thread.items) };
    case 'thread.item.added':
    case 'thread.item.done':
    case 'thread.item.replaced':
      return isHidden(event.item) ? undefined : event;
    default:
      return event;
  }
}
