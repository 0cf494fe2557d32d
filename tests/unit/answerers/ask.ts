import { createExtractiveAnswerer, type ExtractiveStrings } from '../../../chatkit/answerers/extractive';
import { PAGE_WANTED_EFFECT } from '../../../chatkit/answerers/page-wanted';
import { type Annotation, type UserMessageItem } from '../../../chatkit/protocol/items';
import { type DocentMetadata, type StarterId } from '../../../chatkit/protocol/requests';
import { type AnswerContext, type AnswerPart } from '../../../chatkit/server/types';

export interface Asked {
  passage?: Partial<DocentMetadata['passages'][number]> & { text: string };
  page?: { title?: string; text: string };
  quoted?: string;
  signal?: AbortSignal;
  starter?: StarterId;
  strings?: ExtractiveStrings;
}

const never = new AbortController().signal;

export function contextFor(question: string, { passage, page, quoted, starter, signal = never }: Asked): AnswerContext {
  const message: UserMessageItem = {
    type: 'user_message',
    id: 'msg_1',
    thread_id: 'thr_1',
    created_at: '2026-11-21T00:00:00.000Z',
    content: [{ type: 'input_text', text: question }],
    attachments: [],
    quoted_text: quoted,
    inference_options: { tool_choice: undefined, model: undefined },
  };
  return {
    thread: {
      id: 'thr_1',
      title: undefined,
      created_at: '2026-11-21T00:00:00.000Z',
      status: { type: 'active' },
      allowed_image_domains: undefined,
      metadata: {},
    },
    items: [message],
    message,
    question,
    starter,
    docent:
      passage || page
        ? { version: 1, mode: page ? 'page' : 'passage', passages: passage ? [passage] : [], page }
        : undefined,
    signal,
    cause: 'message',
    readAttachment: () => Promise.reject(new Error('no attachment')),
  };
}

/** The whole answer of one question, without pauses. */
export async function ask(question: string, asked: Asked) {
  const { strings } = asked;
  const answerer = createExtractiveAnswerer({
    pace: { sleep: () => Promise.resolve() },
    ...(strings && { strings: () => strings }),
  });
  const parts: AnswerPart[] = [];
  for await (const part of answerer.answer(contextFor(question, asked))) parts.push(part);
  const text = parts.map((part) => (part.type === 'text' ? part.delta : '')).join('');
  const citations: { annotation: Annotation; at: number }[] = [];
  let at = 0;
  for (const part of parts) {
    if (part.type === 'text') at += part.delta.length;
    if (part.type === 'annotation') citations.push({ annotation: part.annotation, at });
  }
  const title = parts.flatMap((part) => (part.type === 'title' ? [part.title] : []))[0];
  const wantsPage = parts.some((part) => part.type === 'effect' && part.name === PAGE_WANTED_EFFECT);
  return { parts, text, citations, title, wantsPage, quotes: quotesOf(text) };
}

/** What the answer quotes, marks of Markdown taken off: sentences of quotes, lines of fences. */
export function quotesOf(markdown: string): string[] {
  const quotes: string[] = [];
  let fence: { marker: string; lines: string[] } | undefined;
  for (const line of markdown.split('\n')) {
    const marker = /^`{3,}/u.exec(line)?.[0];
    if (fence && line === fence.marker) {
      quotes.push(fence.lines.join('\n'));
      fence = undefined;
    } else if (fence) fence.lines.push(line);
    else if (marker) fence = { marker, lines: [] };
    else if (line.startsWith('> ')) quotes.push(line.slice(2).replace(/\\([^\p{L}\p{N}\s])/gu, '$1'));
  }
  return quotes;
}
