import { createApi } from '../../chatkit/client/api';
import { JSON_TIMEOUT_MS } from '../../chatkit/client/limits';
import { type ClientRequest, createTransport } from '../../chatkit/client/transport';
import type { StreamEvent } from '../../chatkit/protocol/events';
import { codeOfReason } from '../shared/answer-reasons';
import { AppError } from '../shared/errors';
import { hostOf } from '../connection/origins';
import { createListener, testPassage } from './test-passage';

export interface FirstWordParts {
  apiUrl: string;
  /** The `api.fetch` of the connection (`createApiFetch`): token, origins and errors as in a real conversation. */
  apiFetch: typeof globalThis.fetch;
  /** The one question that is asked, about a passage that we made up; nothing of a page. */
  question: string;
  /** Stands in the passage and is asked back (`test-passage.ts`). */
  code: string;
  locale: string;
  /** Ask afterwards whether the conversation is gone; not where every request counts against a limit of all readers. */
  verify: boolean;
  /** Aborts when nobody waits any more. */
  signal: AbortSignal;
}

export interface FirstWord {
  /** Settles when the answer has been read and its conversation deleted. */
  end: Promise<TestEnd>;
}

export interface TestEnd {
  /** False where the server still has the conversation. */
  deleted: boolean;
  /** The code of the passage came back in the answer. */
  arrived: boolean;
  /** It answered as a kit does that reads no `quoted_text`. */
  ignoresQuotes: boolean;
}

/**
 * Asks one question of our own and waits for the first word of the answer, then deletes the conversation again. The
 * only test that proves the whole way; run only when the reader pressed a button that says so. It waits as long as the
 * reader does: a model may have to be loaded, and a slow one is not a dead one.
 * Throws `AppError`: CUT_OFF when the stream ends without a word, BAD_ANSWER when the server reports a failure in it.
 */
export async function askForFirstWord(parts: FirstWordParts): Promise<FirstWord> {
  const host = hostOf(parts.apiUrl);
  const { apiUrl: url, apiFetch: fetch, locale } = parts;
  const transport = createTransport({ endpoint: () => ({ url, fetch, locale }) });
  const deadline = new AbortController();
  const signal = AbortSignal.any([parts.signal, deadline.signal]);
  let threadId: string | undefined;
  const remove = () =>
    threadId === undefined ? Promise.resolve(true) : deleteThread(transport, threadId, parts.verify);
  const listener = createListener();
  try {
    const answer = await transport.send(testQuestion(parts), signal);
    if (answer.kind !== 'events') throw new AppError('BAD_ANSWER', { host });
    const events = answer.events[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await events.next();
      if (done) throw new AppError('CUT_OFF', { host });
      listener.hear(value);
      if (value.type === 'thread.created') threadId = value.thread.id;
      if (value.type === 'error') {
        const code = codeOfReason(value.reason);
        throw code ? new AppError(code, { host }) : new AppError('BAD_ANSWER', { host, reason: 'answerFailed' });
      }
      if (!isWord(value)) continue;
      const end = readOn(events, listener.hear, deadline).then(async () => ({
        deleted: await remove(),
        arrived: listener.holds(parts.code),
        ignoresQuotes: listener.ignoresQuotes(),
      }));
      return { end };
    }
  } catch (cause) {
    void remove();
    if (cause instanceof AppError || parts.signal.aborted) throw cause;
    throw new AppError('CUT_OFF', { host }, { cause });
  }
}

/** As the panel sends a question about a passage (`utils/panel/shape-request.ts`). */
function testQuestion({ question: text, code }: FirstWordParts): ClientRequest {
  const passage = testPassage(code);
  const request = {
    type: 'threads.create' as const,
    metadata: { docent: { version: 1, mode: 'passage', passages: [passage] } },
    params: {
      input: {
        content: [{ type: 'input_text' as const, text }],
        attachments: [],
        quoted_text: passage.text,
        inference_options: { tool_choice: undefined, model: undefined },
      },
    },
  };
  return request;
}

/** Text of an answer, or any other thing the server made as one (a widget, an image). */
function isWord(event: StreamEvent): boolean {
  if (event.type === 'thread.item.updated') {
    return event.update.type === 'assistant_message.content_part.text_delta' && event.update.delta !== '';
  }
  if (event.type !== 'thread.item.done' && event.type !== 'thread.item.added') return false;
  if (event.item.type === 'assistant_message') return event.item.content.some(({ text }) => text !== '');
  return event.type === 'thread.item.done' && !['user_message', 'workflow', 'task'].includes(event.item.type);
}

/** Reads the answer to its end, so that the server has nothing left to store when the conversation is deleted. */
async function readOn(
  events: AsyncIterator<StreamEvent>,
  hear: (event: StreamEvent) => void,
  deadline: AbortController,
): Promise<void> {
  const timer = setTimeout(() => deadline.abort(), JSON_TIMEOUT_MS);
  try {
    for (let next = await events.next(); !next.done; next = await events.next()) hear(next.value);
  } catch {
    // Whatever ends the stream, the conversation is deleted next.
  } finally {
    clearTimeout(timer);
  }
}

/** Some servers answer well and keep it, so it is asked for again: a refusal means that it is gone. */
async function deleteThread(
  transport: ReturnType<typeof createTransport>,
  threadId: string,
  verify: boolean,
): Promise<boolean> {
  const api = createApi(transport);
  const signal = AbortSignal.timeout(JSON_TIMEOUT_MS);
  try {
    await api.deleteThread(threadId, signal);
  } catch {
    return false;
  }
  if (!verify) return true;
  return api.getThread(threadId, signal).then(
    ({ thread }) => thread.id !== threadId,
    () => true,
  );
}
