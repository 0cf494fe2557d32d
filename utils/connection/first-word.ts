import { createApi } from '../../chatkit/client/api';
import { type ClientRequest, createTransport } from '../../chatkit/client/transport';
import type { StreamEvent } from '../../chatkit/protocol/events';
import { AppError } from '../errors';
import { hostOf } from './origins';

export interface FirstWordParts {
  apiUrl: string;
  /** The `api.fetch` of the connection (`createApiFetch`): token, origins and errors as in a real conversation. */
  apiFetch: typeof globalThis.fetch;
  /** The one question that is asked; nothing of a page. */
  question: string;
  locale: string;
  signal: AbortSignal;
}

/** A language model may think before its first word. */
export const FIRST_WORD_TIMEOUT_MS = 30_000;
/** After the first word the answer is read on, so that the server has nothing left to store when it is deleted. */
const REST_TIMEOUT_MS = 15_000;

/**
 * Asks one question of our own and waits for the first word of the answer, then deletes the conversation again. The
 * only test that proves the whole way; run only when the reader pressed a button that says so. Throws `AppError`:
 * CUT_OFF when the stream ends without a word, BAD_ANSWER when the server reports a failure in it.
 *
 * @returns ends when the test conversation is gone; false when the server did not delete it
 */
export async function askForFirstWord(parts: FirstWordParts): Promise<{ cleanUp: Promise<boolean> }> {
  const host = hostOf(parts.apiUrl);
  const { apiUrl: url, apiFetch: fetch, locale } = parts;
  const transport = createTransport({ endpoint: () => ({ url, fetch, locale }) });
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), FIRST_WORD_TIMEOUT_MS);
  const signal = AbortSignal.any([parts.signal, deadline.signal]);
  let threadId: string | undefined;
  const remove = () => (threadId === undefined ? Promise.resolve(true) : deleteThread(transport, threadId));
  try {
    const answer = await transport.send(testQuestion(parts.question), signal);
    if (answer.kind !== 'events') throw new AppError('BAD_ANSWER', { host });
    const events = answer.events[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await events.next();
      if (done) throw new AppError('CUT_OFF', { host });
      if (value.type === 'thread.created') threadId = value.thread.id;
      if (value.type === 'error') throw new AppError('BAD_ANSWER', { host, reason: 'answerFailed' });
      if (isWord(value)) return { cleanUp: readOn(events, deadline).then(remove) };
    }
  } catch (cause) {
    void remove();
    if (cause instanceof AppError || parts.signal.aborted) throw cause;
    throw new AppError(deadline.signal.aborted ? 'UNREACHABLE' : 'CUT_OFF', { host }, { cause });
  } finally {
    clearTimeout(timer);
  }
}

function testQuestion(text: string): ClientRequest {
  return {
    type: 'threads.create',
    params: {
      input: {
        content: [{ type: 'input_text', text }],
        attachments: [],
        quoted_text: null,
        inference_options: { tool_choice: undefined, model: undefined },
      },
    },
  };
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

async function readOn(events: AsyncIterator<StreamEvent>, deadline: AbortController): Promise<void> {
  const timer = setTimeout(() => deadline.abort(), REST_TIMEOUT_MS);
  try {
    while (!(await events.next()).done);
  } catch {
    // Whatever ends the stream, the conversation is deleted next.
  } finally {
    clearTimeout(timer);
  }
}

async function deleteThread(transport: ReturnType<typeof createTransport>, threadId: string): Promise<boolean> {
  try {
    await createApi(transport).deleteThread(threadId, AbortSignal.timeout(REST_TIMEOUT_MS));
    return true;
  } catch {
    return false;
  }
}
