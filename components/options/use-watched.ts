import { useSyncExternalStore } from 'react';

/** A value that changes outside React. `get` returns the same object until it changed. */
export interface Watched<Value> {
  get: () => Value;
  subscribe: (listener: () => void) => () => void;
}

export function useWatched<Value>({ get, subscribe }: Watched<Value>): Value {
  return useSyncExternalStore(subscribe, get);
}
