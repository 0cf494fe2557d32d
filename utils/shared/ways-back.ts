import { type DBSchema } from 'idb';
import * as z from 'zod';
import { keptOpen } from '../../chatkit/server/kept-open';
import { stagedPassageSchema } from '../passage/schema';
import type { StagedPassage } from '../passage/types';

/**
 * Where the passages of conversations came from, so that a quote or a citation of an old conversation still leads to its
 * page. A back end is not told the page's address unless the reader switches that on, so this is
 * kept here, in a database of its own that goes with the conversations.
 */
export const WAYS_DATABASE = 'docent-ways';

/** The passages that went with one question, and their words as the question quotes them. */
export interface SentPassages {
  quoted: string;
  staged: StagedPassage[];
}

interface WaysSchema extends DBSchema {
  /** Keys are [connection id, thread id]. `at`: milliseconds since the epoch of the last change. */
  threads: { key: [string, string]; value: { at: number; sent: unknown[] }; indexes: { at: number } };
}

/** The least recently used are deleted first. */
export const MAX_THREADS = 300;
export const MAX_OF_A_THREAD = 50;

const sentSchema = z.object({ quoted: z.string(), staged: z.array(stagedPassageSchema).min(1) });

const open = keptOpen<WaysSchema>(WAYS_DATABASE, 1, (database) => {
  database.createObjectStore('threads').createIndex('at', 'at');
});

/** Oldest first; a record that does not parse is left out. */
export async function readWays(connectionId: string, threadId: string): Promise<SentPassages[]> {
  const kept = await (await open()).get('threads', [connectionId, threadId]);
  return (kept?.sent ?? []).flatMap((value) => sentSchema.safeParse(value).data ?? []);
}

/** Remembers the passages of a question; the same ones with the same words once. */
export async function keepWay(
  connectionId: string,
  threadId: string,
  { quoted, staged }: SentPassages,
  now: number,
): Promise<void> {
  const store = (await open()).transaction('threads', 'readwrite').store;
  const before = (await store.get([connectionId, threadId]))?.sent ?? [];
  const others = before
    .flatMap((value) => sentSchema.safeParse(value).data ?? [])
    .filter((one) => one.quoted !== quoted);
  const sent = [...others, { quoted, staged: staged.map(bare) }].slice(-MAX_OF_A_THREAD);
  await store.put({ at: now, sent }, [connectionId, threadId]);
  let excess = (await store.count()) - MAX_THREADS;
  for (let cursor = await store.index('at').openCursor(); cursor && excess > 0; excess -= 1) {
    await cursor.delete();
    cursor = await cursor.continue();
  }
}

export async function forgetWays(connectionId: string, threadId: string): Promise<void> {
  await (await open()).delete('threads', [connectionId, threadId]);
}

/** Of a connection that is removed. */
export async function forgetWaysOf(connectionId: string): Promise<void> {
  // Every string comes before an empty array (https://w3c.github.io/IndexedDB/#key-construct).
  await (await open()).delete('threads', IDBKeyRange.bound([connectionId], [connectionId, []]));
}

/** What finds a passage again. Markup is never stored with a thread. */
function bare({ passage, origin, whole }: StagedPassage): StagedPassage {
  const { id, text, quote, section, capturedAt, page } = passage;
  const { url, title } = page;
  return { passage: { id, text, quote, section, capturedAt, page: { url, title } }, origin, intent: 'ask', whole };
}
