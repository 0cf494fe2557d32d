import type { UserMessageItem } from '../protocol/items';
import type { WholeThread } from './api';
import { ChatKitNoAnswerError, ChatKitResponseError, ChatKitServerError, ChatKitTooLongError } from './errors';
import type { ConversationState, Run } from './state';

/** The error that the server itself reported, if it did. */
export const serverError = (run: Run | null): ChatKitServerError | null =>
  run?.failure
    ? new ChatKitServerError(
        run.failure.code,
        run.failure.allowRetry,
        run.failure.code === 'custom' ? run.failure.message : undefined,
        run.failure.reason,
      )
    : null;

/**
 * The error for a stream that opened but never confirmed the message.
 *
 * @param broken what ended it, if it did not end by itself
 * @param leftOut how many of its events could not be read
 */
export function unheard(broken: Error | null, run: Run | null, leftOut: number): Error {
  if (broken instanceof ChatKitTooLongError) return broken;
  return broken === null && run?.activity === 0 && leftOut > 0
    ? new ChatKitResponseError('protocol', 'text/event-stream')
    : new ChatKitNoAnswerError({ cause: broken });
}

/** Whether the end of a run newly shows an answer, or a question without one, as cut off. */
export const wasCut = (before: ConversationState, after: ConversationState): boolean =>
  after.unanswered === 'cut-off' ||
  Object.keys(after.marks).some((id) => after.marks[id] === 'cut-off' && before.marks[id] !== 'cut-off');

/** The message in a thread that the server gave, if it has it: one that was not there before, with the same words. */
export function findMessage(
  { items }: Pick<WholeThread, 'items'>,
  pending: UserMessageItem,
  known: ConversationState['items'],
): UserMessageItem | undefined {
  const words = ({ content }: UserMessageItem) => content.map(({ text }) => text).join('');
  return items.findLast(
    (item): item is UserMessageItem =>
      item.type === 'user_message' && !known.some(({ id }) => id === item.id) && words(item) === words(pending),
  );
}
