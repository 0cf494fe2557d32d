import { type ThreadMetadata } from '../protocol/items';
import { type StarterId, starterIds } from '../protocol/requests';

/**
 * Which messages of a thread are ready-made questions, by message id: an answer is asked for again with the id of its
 * question alone. Server-side only, like all metadata.
 */
const STARTERS = 'starters';

const startersOf = ({ metadata }: ThreadMetadata): Readonly<Record<string, unknown>> => {
  const kept = metadata[STARTERS];
  return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
};

export const withStarter = (thread: ThreadMetadata, messageId: string, starter: StarterId): ThreadMetadata => ({
  ...thread,
  metadata: { ...thread.metadata, [STARTERS]: { ...startersOf(thread), [messageId]: starter } },
});

export function starterOf(thread: ThreadMetadata, messageId: string): StarterId | undefined {
  const kept = startersOf(thread);
  return Object.hasOwn(kept, messageId) ? starterIds.find((id) => id === kept[messageId]) : undefined;
}
