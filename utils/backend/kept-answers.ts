import * as z from 'zod';
import { type Annotation, annotationSchema, threadItemSchema } from '../../chatkit/protocol/items';
import type { Answerer, NewItem, Store } from '../../chatkit/server/types';
import { openDatabase } from '../shared/database';

/** How much of an answer a closed panel may lose, in milliseconds. */
const KEEP_EVERY_MS = 300;

const recordSchema = z.object({
  text: z.string(),
  annotations: z.array(annotationSchema),
  at: z.string(),
});

interface KeptAnswersParts {
  store: Store;
  /** Owner of the threads. */
  subject: string;
  /** What stands behind an answer whose panel was closed. */
  cutOff: () => string;
}

/**
 * Answers that are written in the panel's own document end with it. What came of one is kept beside the thread while it
 * is written, and put into the thread the next time a panel opens.
 */
export function createKeptAnswers({ store, subject, cutOff }: KeptAnswersParts) {
  const prefix = `answering:${subject}:`;
  const lockOf = (threadId: string) => `docent-${prefix}${threadId}`;

  /** The same answerer, its words kept as they come. */
  const keeping = (answerer: Answerer): Answerer => ({
    ...answerer,
    async *answer(context) {
      const key = prefix + context.thread.id;
      const unlock = await hold(lockOf(context.thread.id), context.signal);
      let text = '';
      let annotations: Annotation[] = [];
      let timer: ReturnType<typeof setTimeout> | undefined;
      let written: Promise<unknown> = Promise.resolve();
      const write = async () => {
        const at = new Date().toISOString();
        await (await openDatabase()).put('records', { text, annotations, at }, key);
      };
      try {
        for await (const part of answerer.answer(context)) {
          yield part;
          if (part.type === 'text') text += part.delta;
          else if (part.type === 'annotation') {
            annotations.push({ ...part.annotation, index: part.annotation.index ?? [...text].length });
          } else if (part.type === 'unsay' || part.type === 'item' || part.type === 'open') {
            // What stands before another item is stored by then.
            text = '';
            annotations = [];
          } else continue;
          timer ??= setTimeout(() => {
            timer = undefined;
            written = written.then(write).catch(() => undefined);
          }, KEEP_EVERY_MS);
        }
      } finally {
        clearTimeout(timer);
        await written.then(async () => (await openDatabase()).delete('records', key)).finally(unlock);
      }
    },
  });

  /** Puts what closed panels left into its threads; what another panel still writes is left alone. */
  const restore = async (): Promise<void> => {
    const database = await openDatabase();
    const keys = await database.getAllKeys('records', IDBKeyRange.bound(prefix, `${prefix}\uffff`));
    for (const key of keys) {
      const threadId = key.slice(prefix.length);
      await navigator.locks.request(lockOf(threadId), { ifAvailable: true }, async (lock) => {
        if (!lock) return;
        const kept = recordSchema.safeParse(await database.get('records', key)).data;
        // First: a thread that cannot take it would be tried at every start.
        await database.delete('records', key);
        if (!kept || kept.text.trim() === '') return;
        const place = (prefixOfId: string) => ({
          id: `${prefixOfId}_${crypto.randomUUID().replaceAll('-', '')}`,
          thread_id: threadId,
          created_at: kept.at,
        });
        const content = [{ type: 'output_text' as const, text: kept.text, annotations: kept.annotations }];
        await store.saveItem(subject, threadId, { type: 'assistant_message', ...place('msg'), content });
        await store.saveItem(subject, threadId, threadItemSchema.parse({ ...place('tsk'), ...note(cutOff()) }));
      });
    }
  };
  return { keeping, restore: () => restore().catch(() => undefined) };
}

const note = (title: string) =>
  ({
    type: 'task',
    task: { type: 'custom', status_indicator: 'none', title },
  }) satisfies NewItem;

/** Holds a lock of this browser until the returned call; it is free at once when the document ends. */
function hold(name: string, signal: AbortSignal): Promise<() => void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { signal }, () => new Promise<void>((release) => resolve(release)))
      .catch((error: unknown) => reject(error as Error));
  });
}
