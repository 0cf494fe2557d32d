import { createApi } from '../../../chatkit/client/api';
import { ChatKitNoAnswerError, ChatKitThreadGoneError } from '../../../chatkit/client/errors';
import { findThread } from '../../../chatkit/client/find-thread';
import { createTransport, type Endpoint } from '../../../chatkit/client/transport';
import { isUnclear } from '../../../chatkit/client/unclear';

/** Time for both requests to the server together. */
const WITHIN_MS = 30_000;

/** What OpenAI's script asks, as far as the panel has to know it. */
export interface Asked {
  isQuestion: boolean;
  threadId: string | null;
}

const questions = new Set<unknown>(['threads.create', 'threads.add_user_message']);

export function readAsked(body: string): Asked {
  const { type, params } = JSON.parse(body) as { type?: unknown; params?: { thread_id?: unknown } };
  const threadId = params?.thread_id;
  return { isQuestion: questions.has(type), threadId: typeof threadId === 'string' ? threadId : null };
}

/** Why a request about a thread failed: the error as it is, or that the server has forgotten the thread. */
export async function whyFailed(error: unknown, threadId: string | null, endpoint: Endpoint): Promise<unknown> {
  if (threadId === null || !(error instanceof ChatKitNoAnswerError || isUnclear(error))) return error;
  const api = createApi(createTransport({ endpoint: () => endpoint }));
  const { is } = await findThread(api, threadId, AbortSignal.timeout(WITHIN_MS)).catch(() => ({ is: 'unknown' }));
  return is === 'gone' ? new ChatKitThreadGoneError(threadId, { cause: error }) : error;
}
