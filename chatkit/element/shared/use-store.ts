import { useSyncExternalStore } from 'react';
import type { ReadableStore } from '../../client/store';

/** The server renders what a browser would draw first. */
export const useStore = <State>(store: ReadableStore<State>): State =>
  useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
