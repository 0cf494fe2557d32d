import type { Attachment, Source, Task, ThreadItem } from '../protocol/items';

export interface MarkdownNames {
  /** Who asks and who answers, as their turns are headed. */
  reader: string;
  answerer: string;
}

/**
 * A conversation as Markdown: questions with what they quote and attach, answers with their sources, and in words what
 * else the server put between them. Hidden items and a client's own tool calls are no part of what was said.
 * @param title becomes the first heading
 */
export function conversationMarkdown(items: readonly ThreadItem[], names: MarkdownNames, title?: string): string {
  const turns = items.flatMap((item) => {
    const paragraphs = paragraphsOf(item, names).filter((paragraph) => paragraph !== '');
    return paragraphs.length === 0 ? [] : [paragraphs.join('\n\n')];
  });
  return [...(title === undefined || title === '' ? [] : [`# ${oneLine(title)}`]), ...turns].join('\n\n');
}

function paragraphsOf(item: ThreadItem, names: MarkdownNames): string[] {
  switch (item.type) {
    case 'user_message':
      return [
        `**${names.reader}**`,
        item.quoted_text ? quoted(item.quoted_text) : '',
        item.content.map(({ text }) => text).join(''),
        list(item.attachments.map(attachmentLine)),
      ];
    case 'assistant_message': {
      const sources = item.content.flatMap(({ annotations }) => annotations).map(({ source }) => sourceLine(source));
      return [`**${names.answerer}**`, item.content.map(({ text }) => text).join('\n\n'), list(sources)];
    }
    case 'task':
      return [list([taskLine(item.task)])];
    case 'workflow': {
      const { summary, tasks } = item.workflow;
      return [summary && 'title' in summary ? summary.title : '', list(tasks.map(taskLine))];
    }
    case 'widget':
      return [item.copy_text ?? wordsOf(item.widget).join('\n\n')];
    case 'generated_image':
      return item.image && isWeb(item.image.url) ? [`![](${item.image.url})`] : [];
    case 'structured_input':
      return [list(item.inputs.map(({ question, answer }) => `${question} ${answer?.values.join(', ') ?? ''}`))];
    default:
      return [];
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
const quoted = (text: string) => text.replace(/^/gm, '> ');
const isWeb = (url: string) => /^https?:\/\//i.test(url);

/** Lines that say something, each once. */
const list = (lines: readonly string[]) =>
  [...new Set(lines.map(oneLine))]
    .filter((line) => line !== '')
    .map((line) => `- ${line}`)
    .join('\n');

const linked = (name: string, url: string | undefined) =>
  url !== undefined && isWeb(url) ? `[${name.replace(/[[\]\\]/g, '\\$&')}](${encodeURI(decodeSafely(url))})` : name;

const decodeSafely = (url: string) => {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
};

const sourceLine = (source: Source) =>
  source.type === 'url'
    ? linked(source.title || source.url, source.url)
    : source.title || (source.type === 'file' ? source.filename : source.id);

const attachmentLine = ({ name }: Attachment) => name;

const taskLine = (task: Task) => task.title ?? ('content' in task ? (task.content ?? '') : '');

/** Deepest widget that is read. */
const MAX_DEPTH = 30;

/** The words of a widget, in order. */
function wordsOf(node: unknown, depth = 0): string[] {
  if (typeof node !== 'object' || node === null || depth > MAX_DEPTH) return [];
  const { value, label, children } = node as Record<string, unknown>;
  const own = [value, label].filter((text): text is string => typeof text === 'string' && text !== '');
  const below = (Array.isArray(children) ? children : []).flatMap((child: unknown) => wordsOf(child, depth + 1));
  return [...own, ...below];
}
