import type { ChatKitApi, WholeThread } from './api';
import { statusOf } from './errors';
import { mayMeanGone } from './unclear';

/** Where a thread is, as far as its server tells. */
export type Found = { is: 'there'; whole: WholeThread } | { is: 'gone' } | { is: 'unknown' };

/** Statuses that say outright that the thread does not exist. */
const SAYS_GONE: readonly number[] = [404, 410];
/** Pages of the list that are looked through for the thread; one further back is not looked for. */
const MAX_PAGES = 10;

/** Asks the server for a thread, after a request that left open what became of it. Rejects only when called off. */
export async function findThread(api: ChatKitApi, threadId: string, signal: AbortSignal): Promise<Found> {
  try {
    return { is: 'there', whole: await api.getThread(threadId, signal) };
  } catch (error) {
    signal.throwIfAborted();
    return { is: (await isGone(api, threadId, error, signal)) ? 'gone' : 'unknown' };
  }
}

/**
 * Whether the thread itself is the reason why it could not be fetched: the server lists conversations, and this one is
 * not among them. A server that cannot even list is down, or at another address.
 *
 * @param error of the attempt to fetch it
 */
export async function isGone(
  api: Pick<ChatKitApi, 'listThreads'>,
  threadId: string,
  error: unknown,
  signal: AbortSignal,
): Promise<boolean> {
  if (!mayMeanGone(error)) return false;
  let pages = 0;
  try {
    for await (const page of api.listThreads(signal)) {
      if (SAYS_GONE.includes(statusOf(error) ?? 0)) return true;
      pages += 1;
      if (page.some(({ id }) => id === threadId) || pages === MAX_PAGES) return false;
    }
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}
