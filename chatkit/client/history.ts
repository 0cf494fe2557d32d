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
  /** As the server last said, page by page. */
  let listed = new Map<string, HistoryEntry>();
  /** What the reader did since, over what a page that was asked for before still says. */
  const removed = new Set<string>();
  const titles = new Map<string, string>();
  const renaming = new Set<string>();
  const update = (change: Partial<HistoryState>) => store.set({ ...store.current(), ...change });
  const show = () => {
    const kept = [...listed.values()].filter(({ id }) => !removed.has(id));
    update({ entries: kept.map((entry) => ({ ...entry, title: titles.get(entry.id) ?? entry.title })) });
  };
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
      // The server has these changes by now.
      for (const id of titles.keys()) if (!renaming.has(id)) titles.delete(id);
      const found = new Map<string, HistoryEntry>();
      try {
        for await (const page of api.listThreads(abort.signal)) {
          if (current !== abort) return;
          for (const thread of page) found.set(thread.id, entryOf(thread));
          listed = found;
          show();
          if (found.size >= MAX_ENTRIES) break;
        }
        update({ status: 'ready' });
        void import('./first-words').then(({ nameUntitled }) => nameUntitled(api, found, show, abort.signal));
      } catch (error) {
        if (current === abort) update({ status: 'failed', error: toError(error) });
      }
    },

    async rename(threadId, title) {
      titles.set(threadId, title);
      renaming.add(threadId);
      show();
      try {
        await api.renameThread(threadId, title, new AbortController().signal);
        const entry = listed.get(threadId);
        if (entry) listed.set(threadId, { ...entry, title });
      } catch (error) {
        if (titles.get(threadId) === title) titles.delete(threadId);
        show();
        throw error;
      } finally {
        renaming.delete(threadId);
      }
    },

    async remove(threadId) {
      removed.add(threadId);
      show();
      try {
        await api.deleteThread(threadId, new AbortController().signal);
      } catch (error) {
        removed.delete(threadId);
        show();
        throw error;
      }
    },

    reset() {
      stop();
      listed = new Map();
      removed.clear();
      titles.clear();
      store.set({ entries: [], status: 'idle' });
    },
    dispose: stop,
  };
}

const entryOf = ({ id, title, created_at }: Thread): HistoryEntry => ({ id, title, createdAt: created_at });
