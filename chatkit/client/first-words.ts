import type { ThreadItem } from '../protocol/items';
import type { ChatKitApi } from './api';

/** Conversations without a title that are asked, one after another, what they began with; the newest. */
const MAX_UNTITLED = 20;
/** Longest title made of a question, UTF-16 units. */
const MAX_TITLE = 80;

/** What was found out, by server, conversation and its time: ids may be another's after a change of servers. */
const known = new WeakMap<object, Map<string, string>>();

/**
 * Calls conversations without a title by what they began with. A server that refuses is not asked again until the list
 * is: the titles are a help, no more.
 *
 * @param listed is changed; `show` draws it
 */
export async function nameUntitled(
  api: Pick<ChatKitApi, 'getThread'>,
  listed: Map<string, { id: string; title?: string; createdAt: string }>,
  show: () => void,
  signal: AbortSignal,
): Promise<void> {
  const words = known.get(api) ?? new Map<string, string>();
  known.set(api, words);
  for (const { id, createdAt } of [...listed.values()].filter(({ title }) => !title).slice(0, MAX_UNTITLED)) {
    const name = `${id} ${createdAt}`;
    if (!words.has(name)) {
      const page = await api.getThread(id, signal).catch(() => null);
      if (page === null || signal.aborted) return;
      words.set(name, firstWordsOf(page.items) ?? '');
    }
    const entry = listed.get(id);
    const title = words.get(name);
    if (!entry || entry.title || !title) continue;
    listed.set(id, { ...entry, title });
    show();
  }
}

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
