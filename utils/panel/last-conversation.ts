import { pageOf, type Thread, threadSchema } from '../../chatkit/protocol/items';
import type { ApiCall } from './api-call';

const threadsPageSchema = pageOf(threadSchema);

/** The newest conversation at the back end, for *Continue: …*; undefined when there is none. */
export async function lastConversation(api: ApiCall): Promise<Thread | undefined> {
  const answer = await api({ type: 'threads.list', params: { limit: 1, order: 'desc' } });
  return threadsPageSchema.parse(answer).data[0];
}
