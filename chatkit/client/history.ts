import type { Thread } from '../protocol/items';
import type { ChatKitApi } from './api';
import { toError } from './errors';
import { createStore, type ReadableStore, type ScheduleFrame } from './store';

export interface HistoryEntry {
  id: string;
  title?: string;
  createdAt: string;
}

export interface HistoryState {
  entries: readonly HistoryEntry[];
  status: 'idle' | 'loading' | 'ready' | 'failed';
  error?: Error;
}

/** The list of past conversations. */
export interface History extends ReadableStore<HistoryState> {
  /** Fetches the list from its start; entries appear page by page. Failures are in the state. */
  refresh(): Promise<void>;
  /** Rejects and keeps the old title when the server refuses. */
  rename(threadId: string, title: string): Promise<void>;
  /** Rejects and keeps the entry when the server refuses. */
  remove(threadId: string): Promise<void>;
  /** Forgets everything (another server). */
  reset(): void;
  dispose(): void;
}

/** Longest list that is fetched; older conversations stay on the server. */
const MAX_ENTRIES = 2_000;

export function createHistory(api: ChatKitApi, scheduleFrame: ScheduleFrame): History {
  const store = createStore<HistoryState>({ entries: [], status: 'idle' }, scheduleFrame);
  let current: AbortController | null = null;
  const update = (change: Partial<HistoryState>) => store.set({ ...store.current(), ...change });
  const stop = () => {
    current?.abort();
    current = null;
  };

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,

    async refresh() {
      stop();
      const abort = (current = new AbortController());
      update({ status: 'loading', error: undefined });
      const entries = new Map<string, HistoryEntry>();
      try {
        for await (const page of api.listThreads(abort.signal)) {
          if (current !== abort) return;
          for (const thread of page) entries.set(thread.id, entryOf(thread));
          update({ entries: [...entries.values()] });
          if (entries.size >= MAX_ENTRIES) break;
        }
        update({ status: 'ready' });
      } catch (error) {
        if (current === abort) update({ status: 'failed', error: toError(error) });
      }
    },

    async rename(threadId, title) {
      const { entries } = store.current();
      const withTitle = (to: string | undefined) =>
        store.current().entries.map((entry) => (entry.id === threadId ? { ...entry, title: to } : entry));
      update({ entries: withTitle(title) });
      try {
        await api.renameThread(threadId, title, new AbortController().signal);
      } catch (error) {
        update({ entries: withTitle(entries.find(({ id }) => id === threadId)?.title) });
        throw error;
      }
    },

    async remove(threadId) {
      const before = store.current().entries;
      update({ entries: before.filter(({ id }) => id !== threadId) });
      try {
        await api.deleteThread(threadId, new AbortController().signal);
      } catch (error) {
        update({ entries: before });
        throw error;
      }
    },

    reset() {
      stop();
      store.set({ entries: [], status: 'idle' });
    },
    dispose: stop,
  };
}

const entryOf = ({ id, title, created_at }: Thread): HistoryEntry => ({ id, title, createdAt: created_at });
