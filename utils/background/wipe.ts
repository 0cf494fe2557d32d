import { openDatabase } from '../shared/database';
import type { SessionArea } from '../shared/session-area';

export interface WipeDependencies {
  session: SessionArea & { clear(): Promise<void> };
  /** Ends what is in flight, so that it is not stored after the wipe. */
  discardFlights(): void;
}

/**
 * Forgets every token, key, reader credential, passage and draft of this session; with `everything` also the secrets the
 * reader had asked to remember. Settings, connections and conversations are wiped by the options page itself.
 */
export async function wipe(
  { session, discardFlights }: WipeDependencies,
  scope: 'session' | 'everything',
): Promise<void> {
  discardFlights();
  await session.clear();
  if (scope === 'everything') await (await openDatabase()).clear('secrets');
}
