import { useSyncExternalStore } from 'react';

/** The value of something that can be read and subscribed to. */
export function useReadable<State>(store: {
  get: () => State;
  subscribe: (listener: () => void) => () => void;
}): State {
  return useSyncExternalStore(store.subscribe, store.get);
}
