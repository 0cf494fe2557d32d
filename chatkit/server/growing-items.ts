import { applyUpdate } from '../protocol/apply-update';
import { type ItemUpdate, type StreamEvent } from '../protocol/events';
import { type ThreadItem } from '../protocol/items';
import { settle } from './settle';

/** Items that are shown while they grow, by the answerer's key. */
export interface GrowingItems {
  open(key: string, item: ThreadItem): Promise<void>;
  update(key: string, update: ItemUpdate): Promise<void>;
  close(key: string, final?: ThreadItem): Promise<void>;
  /** At the end of the answer, however it ended. */
  closeAll(): Promise<void>;
  /** The item under a key; undefined when none is open. */
  get(key: string): ThreadItem | undefined;
}

interface Parts {
  /** Milliseconds since the epoch. */
  now: () => number;
  load(itemId: string): Promise<ThreadItem>;
  save(item: ThreadItem): Promise<void>;
  remove(itemId: string): Promise<void>;
  push(event: StreamEvent): void;
}

/**
 * An item is stored when it opens, so that the stored order is the order in which a reader saw things, and when it
 * closes, before its `thread.item.done`.
 */
export function createGrowingItems({ now, load, save, remove, push }: Parts): GrowingItems {
  const items = new Map<string, { item: ThreadItem; openedAt: number }>();

  const close = async (key: string, final?: ThreadItem) => {
    const open = items.get(key);
    if (!open) return;
    items.delete(key);
    const item = settle(final ?? open.item, now() - open.openedAt);
    if (item === undefined) {
      await remove(open.item.id);
      return push({ type: 'thread.item.removed', item_id: open.item.id });
    }
    await save(item);
    push({ type: 'thread.item.done', item });
  };

  return {
    async open(key, item) {
      await close(key);
      items.set(key, { item, openedAt: now() });
      await save(item);
      push({ type: 'thread.item.added', item });
    },
    async update(key, update) {
      const open = items.get(key) ?? { item: await load(key), openedAt: now() };
      items.set(key, { ...open, item: applyUpdate(open.item, update) });
      push({ type: 'thread.item.updated', item_id: open.item.id, update });
    },
    close,
    async closeAll() {
      for (const key of [...items.keys()]) await close(key);
    },
    get: (key) => items.get(key)?.item,
  };
}
