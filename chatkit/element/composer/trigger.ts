import type { PlacedTag } from './tags';

export type TriggerKind = 'entity' | 'command';

/** A word being typed that asks for a menu: `@que` or `/com`. */
export interface Trigger {
  kind: TriggerKind;
  /** Where its sign stands. */
  start: number;
  /** Where the caret stands, behind the query. */
  end: number;
  query: string;
}

const SIGNS: Readonly<Record<string, TriggerKind>> = { '@': 'entity', '/': 'command' };
/** Longer words are no search any more. */
const MAX_QUERY = 60;

/**
 * The trigger before the caret, or null. Its sign begins a word, so that addresses and paths are left alone, and it
 * does not stand in a tag.
 */
export function triggerAt(
  { text, tags }: { text: string; tags: readonly PlacedTag[] },
  caret: number,
  kinds: readonly TriggerKind[],
): Trigger | null {
  const word = /(?:^|[\s([{"'“‘])([@/])([^\s@/]*)$/.exec(text.slice(0, caret));
  const kind = SIGNS[word?.[1] ?? ''];
  const query = word?.[2] ?? '';
  if (!kind || !kinds.includes(kind) || query.length > MAX_QUERY) return null;
  const start = caret - query.length - 1;
  if (tags.some((tag) => tag.start <= start && tag.end > start)) return null;
  return { kind, start, end: caret, query };
}
