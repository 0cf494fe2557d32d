import type * as z from 'zod';
import { pageOf, threadItemSchema, type ThreadItem } from '../protocol/items';

/** Items asked for: the first of a thread is the reader's question, but for hidden ones and greetings. */
const MAX_ITEMS = 5;
/** Longest title made of a question, UTF-16 units. */
const MAX_TITLE = 80;

/** Asks for the beginning of a thread. */
export const beginningOf = (threadId: string) =>
  ({ type: 'items.list', params: { thread_id: threadId, limit: MAX_ITEMS, order: 'asc' } }) as const;

export const beginningSchema: z.ZodType<{ data: ThreadItem[] }> = pageOf(threadItemSchema);

/** The first words of the reader's first question; undefined where there is none among the items. */
export function firstWordsOf(items: readonly ThreadItem[]): string | undefined {
  const question = items.find(({ type }) => type === 'user_message');
  if (question?.type !== 'user_message') return undefined;
  const words = question.content
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words.length <= MAX_TITLE) return words === '' ? undefined : words;
  const cut = words.slice(0, MAX_TITLE);
  // Neither half a word, where words are told apart by spaces, nor half a character.
  const end = cut.lastIndexOf(' ');
  return `${(end > MAX_TITLE / 2 ? cut.slice(0, end) : cut).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
