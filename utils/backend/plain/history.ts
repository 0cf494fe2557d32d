import * as z from 'zod';
import type { ThreadItem } from '../../../chatkit/protocol/items';
import { NotFoundError, type Store } from '../../../chatkit/server/types';
import { AppError } from '../../shared/errors';
import { readJson } from '../read-json';
import type { ApiRequest } from '../api-parts';
import { hostOf } from '../../connection/origins';
import type { Connection } from '../../connection/schema';
import { rememberSession } from './answerer';
import type { CallBackEnd } from './call';
import { dialectOf } from '../../connection/plain-settings';

const timeSchema = z.union([z.string(), z.number()]).transform(String).catch('');
/** `GET /sessions/{id}` of the JSON chat. */
const pairsSchema = z.object({
  messages: z.array(
    z.object({
      message: z.string(),
      response: z.string().catch(''),
      selected_text: z.string().nullish().catch(undefined),
      timestamp: timeSchema,
    }),
  ),
  created_at: timeSchema,
});
/** `GET /sessions` and `GET /sessions/{id}/messages` of the named-events chat. */
const listSchema = z.object({
  sessions: z.array(z.object({ id: z.string(), title: z.string().catch(''), created_at: timeSchema })).max(1_000),
});
const messagesSchema = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string(), created_at: timeSchema })),
});

/** Ids of the back end's conversations that must not come back. */
export interface DeletedSessions {
  read(): Promise<unknown[]>;
  write(ids: unknown[]): Promise<void>;
}

/** More than any list of a back end is read for. */
const MAX_DELETED = 2_000;

interface HistoryParts {
  deleted: DeletedSessions;
  connection: Connection;
  store: Store;
  subject: string;
  call: CallBackEnd;
  now: () => number;
}

/**
 * Takes conversations that the back end keeps into our history: the one whose address the reader pasted (JSON chat), or
 * the list of the signed-in reader (named events). Each once; messages when the conversation is first opened. What the
 * reader deletes here is not brought in again, and nothing is sent but the ids the server gave.
 */
export function createHistory({ connection, store, subject, call, now, deleted }: HistoryParts) {
  const { sessionsUrl, importSession } = connection.chat ?? {};
  const dialect = dialectOf(connection.kind, connection.chat);
  let listed: Promise<void> | undefined;

  return {
    /** Runs before the request is answered; a failure to list past conversations never stands in its way. */
    async bringIn({ type, params }: ApiRequest, signal: AbortSignal | undefined): Promise<void> {
      if (sessionsUrl === undefined) return;
      if (type === 'threads.list') {
        listed ??= listAll(signal).catch((error: unknown) => {
          listed = undefined;
          if (!(error instanceof AppError)) throw error;
        });
        await listed;
      } else if (type === 'threads.get_by_id' && dialect === 'events') {
        await fill(String(params['thread_id']), signal);
      } else if (type === 'threads.delete') {
        const thread = await store.loadThread(subject, String(params['thread_id'])).catch(() => undefined);
        const session = thread?.metadata['session'];
        if (session !== undefined) await deleted.write([...(await deleted.read()), session].slice(-MAX_DELETED));
      }
    },
  };

  async function listAll(signal: AbortSignal | undefined): Promise<void> {
    if (dialect === 'json' && importSession !== undefined) return importPairs(importSession, signal);
    if (dialect !== 'events' || sessionsUrl === undefined) return;
    const { sessions } = await read(sessionsUrl, listSchema, signal);
    const known = await knownThreads();
    const missing = sessions
      .filter(({ id }) => !known.has(id))
      .toSorted((a, b) => timeOf(a.created_at) - timeOf(b.created_at));
    for (const { id, title, created_at } of missing) await addThread(id, title, created_at, true);
  }

  async function importPairs(id: string, signal: AbortSignal | undefined): Promise<void> {
    if ((await knownThreads()).has(id)) return;
    const { messages, created_at } = await read(`${sessionsUrl}/${encodeURIComponent(id)}`, pairsSchema, signal);
    const threadId = await addThread(id, messages[0]?.message ?? '', created_at, false);
    for (const [index, { message, response, selected_text, timestamp }] of messages.entries()) {
      const at = isoOf(timestamp);
      await store.saveItem(subject, threadId, userItem(threadId, `${index}`, message, at, selected_text ?? undefined));
      if (response !== '') await store.saveItem(subject, threadId, answerItem(threadId, `${index}`, response, at));
    }
  }

  /** Messages of a listed conversation, at its first opening. */
  async function fill(threadId: string, signal: AbortSignal | undefined): Promise<void> {
    const thread = await store.loadThread(subject, threadId).catch((error: unknown) => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (thread?.metadata['unread'] !== true) return;
    const session = String(thread.metadata['session']);
    const url = `${sessionsUrl}/${encodeURIComponent(session)}/messages`;
    const { messages } = await read(url, messagesSchema, signal);
    for (const [index, { role, content, created_at }] of messages.entries()) {
      const make = role === 'user' ? userItem : answerItem;
      await store.saveItem(subject, threadId, make(threadId, `${index}`, content, isoOf(created_at)));
    }
    const { unread: _read, ...metadata } = thread.metadata;
    await store.saveThread(subject, { ...thread, metadata });
  }

  async function addThread(session: string, title: string, createdAt: string, unread: boolean): Promise<string> {
    const id = threadIdOf(session);
    await store.saveThread(subject, {
      id,
      title: title.replace(/\s+/g, ' ').trim().slice(0, 120) || undefined,
      created_at: isoOf(createdAt),
      status: { type: 'active' },
      allowed_image_domains: undefined,
      metadata: unread ? { unread } : {},
    });
    await rememberSession(store, subject, id, session);
    return id;
  }

  /** Sessions that have a thread here, brought in or begun here, and those the reader deleted. */
  async function knownThreads(): Promise<Set<unknown>> {
    const known = new Set(await deleted.read());
    for (let after: string | undefined; ;) {
      const page = await store.listThreads(subject, { limit: 100, order: 'asc', after });
      for (const { metadata } of page.data) known.add(metadata['session']);
      if (!page.has_more || page.after === undefined) return known;
      after = page.after;
    }
  }

  async function read<Schema extends z.ZodType>(
    url: string,
    schema: Schema,
    signal: AbortSignal | undefined,
  ): Promise<z.output<Schema>> {
    const response = await call(url, { method: 'GET', accept: 'application/json', signal });
    const host = hostOf(url);
    const parsed = schema.safeParse(await readJson(response, host));
    if (!parsed.success) throw new AppError('BAD_ANSWER', { host });
    return parsed.data;
  }

  function timeOf(text: string): number {
    // Python's own `utcnow()` names no zone.
    const time = Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text);
    return Number.isNaN(time) ? now() : time;
  }
  function isoOf(text: string): string {
    return new Date(timeOf(text)).toISOString();
  }
}

const threadIdOf = (session: string) => `thr_of_${session}`;

function userItem(threadId: string, id: string, text: string, createdAt: string, quote?: string): ThreadItem {
  return {
    type: 'user_message',
    id: `msg_${threadId}_q${id}`,
    thread_id: threadId,
    created_at: createdAt,
    content: [{ type: 'input_text', text }],
    attachments: [],
    quoted_text: quote,
    inference_options: { tool_choice: undefined, model: undefined },
  };
}

function answerItem(threadId: string, id: string, text: string, createdAt: string): ThreadItem {
  return {
    type: 'assistant_message',
    id: `msg_${threadId}_a${id}`,
    thread_id: threadId,
    created_at: createdAt,
    content: [{ type: 'output_text', text, annotations: [] }],
  };
}
