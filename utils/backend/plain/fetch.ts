import type { StreamEvent } from '../../../chatkit/protocol/events';
import { createChatKitServer } from '../../../chatkit/server/server';
import { toResponse } from '../../../chatkit/server/sse';
import type { ServerAnswer, Store } from '../../../chatkit/server/types';
import { AppError } from '../../shared/errors';
import type { ApiFetchParts, ApiRequest } from '../api-parts';
import { hostOf } from '../../connection/origins';
import { createReportedFetch } from '../reported-fetch';
import { createPlainAnswerer, type Opened, sessionOf } from './answerer';
import type { SessionId } from './body';
import { createCall } from './call';
import { createHistory, type DeletedSessions } from './history';
import { openAnswer } from './open-answer';
import { readQuestion } from './question';
import { dialectOf } from '../../connection/plain-settings';
import { subjectOf } from './subject';

export interface PlainFetchParts extends ApiFetchParts {
  /** Conversations of this browser profile (`chatkit/server/idb-store.ts`). */
  store: Store;
  /** Conversations of the back end that the reader deleted here: not brought in again. */
  deleted: DeletedSessions;
  newId?: (prefix: string) => string;
  now?: () => number;
}

/**
 * The `api.fetch` of a back end that is no ChatKit server (kinds `chat-json`, `chat-sse`): our own server half in this
 * document keeps history, renames, deletes and exports; only questions go out, once each, before anything is stored. So
 * a refusal reaches the reader as any back end's does, with the draft kept. Stop ends the request to the back end.
 */
export function createPlainFetch(parts: PlainFetchParts): typeof globalThis.fetch {
  const { connection, store, now = Date.now } = parts;
  const { newId = (prefix: string) => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}` } = parts;
  const subject = subjectOf(connection);
  const dialect = dialectOf(connection.kind, connection.chat);
  const call = createCall(parts);
  const history = createHistory({ connection, store, subject, call, now, deleted: parts.deleted });
  const waiting = new Map<string, Opened>();
  let reserved: string | undefined;
  const server = createChatKitServer({
    store,
    answerer: createPlainAnswerer({ store, subject }, (threadId) => {
      const opened = waiting.get(threadId);
      waiting.delete(threadId);
      return opened;
    }),
    now,
    newId: (prefix) => (prefix === 'thr' && reserved !== undefined ? reserved : newId(prefix)),
    // The reader's Stop, or a closed panel, ends the request to the back end at once.
    finishWithinMs: 0,
  });

  return createReportedFetch(parts, async (request, { signal }) => {
    let asked: { threadId: string; opened: Opened } | undefined;
    try {
      await history.bringIn(request, signal);
      asked = await ask(request, signal);
      if (asked) waiting.set(asked.threadId, asked.opened);
      reserved = asked?.threadId;
      // The id of a new thread is drawn before the first await in there.
      const handled = server.handle(request, { subject, ...(signal && { signal }) });
      reserved = undefined;
      const answer = await handled;
      if (answer.kind === 'json' && asked) await giveUp(asked.opened);
      return toResponse(withCut(answer, asked?.opened));
    } catch (error) {
      if (asked) {
        waiting.delete(asked.threadId);
        await giveUp(asked.opened);
      }
      throw error;
    }
  });

  /** Puts the question to the back end; undefined for a request that asks nothing. */
  async function ask(request: ApiRequest, signal: AbortSignal | undefined) {
    const { params } = request;
    if (request.type === 'threads.create') {
      const threadId = newId('thr');
      return { threadId, opened: await open(request, params['input'], firstSession(), signal) };
    }
    const threadId = typeof params['thread_id'] === 'string' ? params['thread_id'] : '';
    if (request.type === 'threads.add_user_message') {
      return { threadId, opened: await open(request, params['input'], await known(threadId), signal) };
    }
    if (request.type !== 'threads.retry_after_item') return undefined;
    const item = await store.loadItem(subject, threadId, String(params['item_id'])).catch(() => undefined);
    if (item?.type !== 'user_message') throw new AppError('NOT_FOUND', { host: hostOf(connection.apiUrl) });
    return { threadId, opened: await open(request, item, await known(threadId), signal) };
  }

  async function open(
    request: ApiRequest,
    input: unknown,
    session: SessionId | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Opened> {
    const said = await openAnswer(connection, readQuestion(request, input), session, call, signal);
    return { said, session, cut: false };
  }

  async function known(threadId: string): Promise<SessionId | undefined> {
    return (await sessionOf(store, subject, threadId).catch(() => undefined)) ?? firstSession();
  }

  /** The contract's own form where the client names the conversation; a UUID where any text will do. */
  function firstSession(): SessionId | undefined {
    if (dialect === 'json') return `session_${now()}_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
    return connection.chat?.ownIds === true ? crypto.randomUUID() : undefined;
  }
}

/** Ends a request whose answer nobody will read. */
async function giveUp({ said }: Opened): Promise<void> {
  await said[Symbol.asyncIterator]().return?.();
}

/**
 * An answer that stopped halfway breaks off here as it did there, so that the chat says *cut off*; without this our own
 * server would end it well.
 */
function withCut(answer: ServerAnswer, opened: Opened | undefined): ServerAnswer {
  if (answer.kind === 'json' || opened === undefined) return answer;
  const { events } = answer;
  return { ...answer, events: cutEvents(events, opened) };
}

async function* cutEvents(events: AsyncIterable<StreamEvent>, opened: Opened): AsyncGenerator<StreamEvent> {
  for await (const event of events) {
    const ends = event.type === 'error' || (event.type === 'thread.item.done' && event.item.type !== 'user_message');
    if (opened.cut && ends) throw new Error('The answer was cut off.');
    yield event;
  }
}
