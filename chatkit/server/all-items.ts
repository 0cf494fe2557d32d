import { type ThreadItem } from '../protocol/items';
import { type Store } from './types';

const PAGE = 500;

/** Every item of a thread, oldest first, hidden ones included. */
export async function allItems(store: Store, subject: string, threadId: string): Promise<ThreadItem[]> {
  const items: ThreadItem[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await store.listItems(subject, threadId, { limit: PAGE, order: 'asc', after });
    items.push(...page.data);
    if (!page.has_more || page.after === undefined) return items;
    after = page.after;
  }
}
