import type { ThreadItem, ThreadMetadata } from '../../chatkit/protocol/items';
import type { Connection } from '../connection/schema';
import { withoutSecrets } from '../connection/without-secrets';
import type { Settings } from '../settings/schema';

export interface ExportedData {
  format: 'docent-export';
  version: 1;
  /** ISO 8601. */
  exportedAt: string;
  settings: Settings;
  connections: ReturnType<typeof withoutSecrets>[];
  /** Conversations kept in this browser: the device's, and those of plain chat APIs; other back ends keep their own. */
  conversations: { thread: ThreadMetadata; items: ThreadItem[] }[];
}

export interface ExportParts {
  settings: Settings;
  connections: readonly Connection[];
  conversations: AsyncIterable<{ thread: ThreadMetadata; items: ThreadItem[] }>;
  now: number;
}

/**
 * Everything kept here as one value for one JSON file. Tokens, keys and reader credentials are never read for it, and an
 * address loses its query, where an owner may have put a secret.
 */
export async function exportData({ settings, connections, conversations, now }: ExportParts): Promise<ExportedData> {
  const exported: ExportedData['conversations'] = [];
  for await (const conversation of conversations) exported.push(conversation);
  return {
    format: 'docent-export',
    version: 1,
    exportedAt: new Date(now).toISOString(),
    settings,
    connections: connections.map(withoutSecrets),
    conversations: exported,
  };
}

/** `docent-2026-11-21.json` */
export function exportFileName(now: number): string {
  return `docent-${new Date(now).toISOString().slice(0, 10)}.json`;
}
