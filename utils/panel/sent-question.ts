import { pageOf, threadItemSchema } from '../../chatkit/protocol/items';
import type { Draft } from '../shared/draft';
import type { ApiCall } from './api-call';
import { lastConversation } from './last-conversation';

const itemsPageSchema = pageOf(threadItemSchema);

/** Clocks may differ by this much before a stored question counts as an older one with the same words. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/**
 * Whether a question that was on its way when the panel was closed reached the back end: the thread that holds it, or
 * undefined. It is looked up, never sent again (docs/design.md, Streams).
 */
export async function findSentQuestion(api: ApiCall, draft: Draft): Promise<string | undefined> {
  const { sending } = draft;
  if (sending === null) return undefined;
  const threadId = draft.threadId ?? (await lastConversation(api))?.id;
  if (threadId === undefined) return undefined;
  const answer = await api({ type: 'items.list', params: { thread_id: threadId, limit: 20, order: 'desc' } });
  const question = itemsPageSchema.parse(answer).data.find((item) => item.type === 'user_message');
  if (question === undefined) return undefined;
  const text = question.content.map((part) => part.text).join('');
  return text.trim() === sending.text.trim() && !isOlder(question.created_at, sending.at) ? threadId : undefined;
}

/** A time without a zone may be of any zone, so it proves nothing. */
function isOlder(createdAt: string, at: number): boolean {
  if (!/(?:Z|[+-]\d\d:?\d\d)$/.test(createdAt)) return false;
  return Date.parse(createdAt) < at - CLOCK_TOLERANCE_MS;
}
