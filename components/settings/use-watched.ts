import { useSyncExternalStore } from 'react';
import type { Watched } from '../../utils/settings-page/watched';

export function useWatched<Value>({ get, subscribe }: Watched<Value>): Value {
  return useSyncExternalStore(subscribe, get);
}
