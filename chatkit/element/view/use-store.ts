import { useSyncExternalStore } from 'react';
import type { ReadableStore } from '../../client/store';

export const useStore = <State>(store: ReadableStore<State>): State =>
  useSyncExternalStore(store.subscribe, store.getSnapshot);
