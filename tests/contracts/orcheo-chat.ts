import type { ServerResponse } from 'node:http';
import { streamingTypes } from '../../chatkit/protocol/streaming-types';
import type { Answerer } from '../../chatkit/server/types';
import { type AskChat, createChat, echo, type Said } from './chat';
import { sendJson } from './recorder';

const streams: ReadonlySet<unknown> = new Set(streamingTypes);
/** A workflow that fails has told its progress before. */
const answererOf = (stepMs: number | undefined): Answerer => ({
  async *answer(request) {
    for await (const part of echo('progress', stepMs).answer(request)) {
      yield part;
      if (request.question.includes('please fail')) throw new Error('a secret of the workflow');
    }
  },
});

/** Orcheo's chat, compared with the real one by `tests/interop/orcheo.test.ts`. */
export function createOrcheoChat(stepMs?: number) {
  const owners = new Map<string, string>();
  return createChat(answererOf(stepMs), {
    forgotten: forgottenAsOrcheo,
    contentType: 'text/event-stream; charset=utf-8',
    // Whoever knows a thread's id is told its items.
    subjectOf: (body, reader) => (isItems(body) ? (owners.get(body.params.thread_id) ?? reader) : reader),
    translate(body, ask, reader) {
      const said = translate(body, ask);
      return (event) => {
        if (event.type === 'thread.created') owners.set((event.thread as { id: string }).id, reader);
        return said(event);
      };
    },
    rewrite: asKept,
  });
}

interface Body {
  type: string;
  params: { thread_id: string };
}
const isItems = (body: unknown): body is Body => isRecord(body) && body.type === 'items.list';

/**
 * What Orcheo answers about a thread it does not know, or that another visitor's is: never 404. A question gets a stream
 * that breaks off before its first event, a list is empty, a deletion succeeds, and the rest is an error in plain text.
 */
function forgottenAsOrcheo(type: unknown, response: ServerResponse): void {
  if (streams.has(type)) {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.flushHeaders();
    return void setImmediate(() => response.destroy());
  }
  if (type === 'items.list') return sendJson(response, 200, { data: [], has_more: false });
  if (type === 'threads.delete') return sendJson(response, 200, {});
  response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('Internal Server Error');
}

/** A whole answer at once; the title comes with the first progress, and the thread again behind a later answer. */
function translate(body: unknown, ask: AskChat) {
  const { type: asked, params } = body as Body;
  let { thread_id } = params;
  const updated = async () => ({
    type: 'thread.updated',
    thread: { ...(await ask('threads.get_by_id', { thread_id })), items: { data: [], has_more: false } },
  });
  return async (event: Said): Promise<Said[]> => {
    const { type, item, thread } = event as { type: string; item?: Said; thread?: Said };
    if (type === 'thread.item.added' || type === 'thread.item.updated') return [];
    if (type === 'thread.created') {
      thread_id = String(thread?.id);
      return [bareTimes({ ...event, thread: { ...thread, title: undefined } })];
    }
    if (type === 'progress_update' && asked === 'threads.create') return [event, bareTimes(await updated())];
    const isAnswer = type === 'thread.item.done' && item?.type === 'assistant_message';
    return isAnswer && asked !== 'threads.create' ? [event, await updated()] : [bareTimes(event)];
  };
}

/** Of a thread that was just made, and of a question, the time does not say that it is UTC. */
function bareTimes(event: Said): Said {
  if (isRecord(event.thread)) return { ...event, thread: bareTime(event.thread) };
  return isQuestion(event.item) ? { ...event, item: bareTime(event.item) } : event;
}

const bareTime = (value: Said) => ({ ...value, created_at: String(value.created_at).replace(/Z$/, '') });
const isQuestion = (item: unknown): item is Said => isRecord(item) && item.type === 'user_message';

/** Questions with the times they were kept with, and no cursor behind the last entry of a page. */
function asKept(answer: Said): Said {
  if (isRecord(answer.items)) return { ...answer, items: asKept(answer.items) };
  if (!Array.isArray(answer.data)) return answer;
  const { after, data, ...page } = answer;
  const kept = (data as unknown[]).map((item) => (isQuestion(item) ? bareTime(item) : item));
  return { data: kept, ...page, ...(page.has_more === true && { after }) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
