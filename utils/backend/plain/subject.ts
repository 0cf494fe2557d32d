import type { Connection } from '../../connection/schema';

/** Kinds whose conversations are kept in this browser profile, beside the device's own. */
export function keepsConversationsHere({ kind }: Pick<Connection, 'kind'>): boolean {
  return kind === 'chat-json' || kind === 'chat-sse' || kind === 'browser-model';
}

/**
 * Owner of a connection's conversations in our store. By address, so that connecting the same back end again finds
 * them, and no other back end is ever sent one of them.
 */
export function subjectOf({ kind, apiUrl }: Pick<Connection, 'kind' | 'apiUrl'>): string {
  return `${kind} ${apiUrl}`;
}
