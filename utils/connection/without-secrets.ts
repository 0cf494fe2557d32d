import type { Connection } from './schema';

type Shown = Omit<Connection, 'user' | 'pending'>;

/**
 * A connection as it may leave this browser in a file: without the name a reader's history is kept under, and without the
 * query of any of its addresses, where an owner may have put a secret. Links that a back end shows its readers stay whole.
 */
export function withoutSecrets({ user: _user, pending: _pending, presentation, ...connection }: Connection): Shown {
  return { ...(bare(connection) as Omit<Shown, 'presentation'>), presentation };
}

/** Every address in it, however deep, up to its query. */
function bare(value: unknown): unknown {
  if (typeof value === 'string') return /^https?:\/\//i.test(value) ? value.replace(/[?#].*$/s, '') : value;
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, bare(of)]));
}
