import { pageOf, type ThreadItem, threadItemSchema } from '../../chatkit/protocol/items';
import type { ApiCall } from './api-call';

const itemsPageSchema = pageOf(threadItemSchema);
const PAGE_SIZE = 100;
const MAX_PAGES = 50;

/** Every item of a thread, oldest first, by `items.list`. */
export async function loadItems(api: ApiCall, threadId: string): Promise<ThreadItem[]> {
  const items: ThreadItem[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const params = { thread_id: threadId, limit: PAGE_SIZE, order: 'asc', ...(after === undefined ? {} : { after }) };
    const answer = itemsPageSchema.parse(await api({ type: 'items.list', params }));
    items.push(...answer.data);
    if (!answer.has_more || answer.after === undefined || answer.after === after) break;
    after = answer.after;
  }
  return items;
}
