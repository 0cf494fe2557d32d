import type { Answerer, Store } from '../../../chatkit/server/types';
import type { SessionId } from './body';
import type { Said } from './said';

/** An answer that has begun, waiting for its thread's turn. */
export interface Opened {
  said: AsyncIterable<Said>;
  /** The id the question was asked with, if any. */
  session: SessionId | undefined;
  /** Set when the stream ended without its end: the answer is cut off, not finished. */
  cut: boolean;
}

/** Field of a thread's metadata; server-side only, like all of it. */
const SESSION = 'session';

/** Writes what a back end says, already asked, into the thread, and remembers the conversation's id with the thread. */
export function createPlainAnswerer(
  { store, subject }: { store: Store; subject: string },
  take: (threadId: string) => Opened | undefined,
): Answerer {
  return {
    async *answer({ thread, signal }) {
      const opened = take(thread.id);
      if (!opened) throw new Error('Nobody was asked.');
      let { session } = opened;
      let complete = false;
      try {
        for await (const part of opened.said) {
          if (signal.aborted) return;
          if (part.type === 'text') yield { type: 'text', delta: part.delta };
          else if (part.type === 'citation') yield { type: 'annotation', annotation: part.annotation };
          else if (part.type === 'session') session = part.id;
          else if (part.type === 'error') break;
          else complete = true;
        }
      } catch {
        // The connection broke: what arrived is kept, and the answer is cut off.
      } finally {
        if (session !== undefined) await rememberSession(store, subject, thread.id, session);
      }
      if (complete || signal.aborted) return;
      opened.cut = true;
      throw new Error('The answer was cut off.');
    },
  };
}

export async function rememberSession(store: Store, subject: string, threadId: string, id: SessionId): Promise<void> {
  const thread = await store.loadThread(subject, threadId);
  if (thread.metadata[SESSION] === id) return;
  await store.saveThread(subject, { ...thread, metadata: { ...thread.metadata, [SESSION]: id } });
}

/** The back end's id of a thread; undefined while it has none. */
export async function sessionOf(store: Store, subject: string, threadId: string): Promise<SessionId | undefined> {
  const { metadata } = await store.loadThread(subject, threadId);
  const id = metadata[SESSION];
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}
