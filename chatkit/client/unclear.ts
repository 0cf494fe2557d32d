import { ChatKitResponseError, statusOf } from './errors';

/**
 * What servers answer where they do not know a thread: chatkit-python under FastAPI alone 500, others JSON where a stream
 * was asked for (200).
 */
const UNKNOWN_THREAD: readonly number[] = [200, 400, 404, 410, 500];

/** Whether a request about a thread may have failed because the thread is gone. */
export const mayMeanGone = (error: unknown): boolean =>
  error instanceof ChatKitResponseError || UNKNOWN_THREAD.includes(statusOf(error) ?? 0);

/**
 * Whether a request that failed leaves open what its server knows: it may have the message, or not know the thread. A
 * connection that breaks is the network's, or a server's that fell over; Firefox tells the two apart by the first byte alone.
 */
export const isUnclear = (error: unknown): boolean =>
  mayMeanGone(error) || isNetworkFailure(error) || (error instanceof Error && isNetworkFailure(error.cause));

/** `fetch` reports every failure of the network so. */
const isNetworkFailure = (error: unknown): boolean => error instanceof TypeError;
