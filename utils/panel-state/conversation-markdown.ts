import { pageOf, type ThreadItem, threadItemSchema } from '../../chatkit/protocol/items';
import type { ApiCall } from './api-call';

/** A conversation as Markdown for the clipboard: questions with what they quote, answers with their sources. */
export function conversationMarkdown(
  items: readonly ThreadItem[],
  names: { reader: string; answerer: string },
): string {
  return items
    .flatMap((item) => {
      if (item.type === 'user_message') {
        const quote = item.quoted_text ? [blockQuote(item.quoted_text)] : [];
        return [[`**${names.reader}**`, ...quote, item.content.map(({ text }) => text).join('')].join('\n\n')];
      }
      if (item.type !== 'assistant_message') return [];
      const text = item.content.map((part) => part.text).join('\n\n');
      const sources = item.content.flatMap(({ annotations }) => annotations).map(({ source }) => sourceLine(source));
      const list = [...new Set(sources)].map((line) => `- ${line}`).join('\n');
      return [[`**${names.answerer}**`, text, ...(list === '' ? [] : [list])].join('\n\n')];
    })
    .join('\n\n');
}

const blockQuote = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

function sourceLine(source: { type: string; title: string; url?: string; filename?: string }): string {
  const name = source.title || source.filename || source.url || '';
  return source.url && /^https?:/.test(source.url) ? `[${name.replaceAll(']', '\\]')}](${source.url})` : name;
}

const itemsPageSchema = pageOf(threadItemSchema);
const PAGE_SIZE = 100;
const MOST_PAGES = 50;

/** Every item of a thread, oldest first, by `items.list`. */
export async function loadItems(api: ApiCall, threadId: string): Promise<ThreadItem[]> {
  const items: ThreadItem[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const params = { thread_id: threadId, limit: PAGE_SIZE, order: 'asc', ...(after === undefined ? {} : { after }) };
    const answer = itemsPageSchema.parse(await api({ type: 'items.list', params }));
    items.push(...answer.data);
    if (!answer.has_more || answer.after === undefined || answer.after === after) break;
    after = answer.after;
  }
  return items;
}
