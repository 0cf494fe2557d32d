import { useSyncExternalStore } from 'react';

/** The value of something that can be read and subscribed to. */
export function useStore<State>(store: { get: () => State; subscribe: (listener: () => void) => () => void }): State {
  return useSyncExternalStore(store.subscribe, store.get);
}
