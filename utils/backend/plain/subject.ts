import type { Connection } from '../../connection/schema';

/** Chat APIs that are not ChatKit. */
export function isPlainChat({ kind }: Pick<Connection, 'kind'>): boolean {
  return kind === 'chat-json' || kind === 'chat-sse';
}

/** Kinds whose conversations are kept in this browser profile, beside the device's own. */
export function keepsConversationsHere({ kind }: Pick<Connection, 'kind'>): boolean {
  return kind === 'model' || kind === 'browser-model' || isPlainChat({ kind });
}

/**
 * Owner of a connection's conversations in our store. By address, so that connecting the same back end again finds
 * them, and no other back end is ever sent one of them.
 */
export function subjectOf({ kind, apiUrl }: Pick<Connection, 'kind' | 'apiUrl'>): string {
  return `${kind} ${apiUrl}`;
}
