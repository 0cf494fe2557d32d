import * as z from 'zod';
import { ChatKitTooLongError } from '../../../chatkit/client/errors';
import { readMessages } from '../../../chatkit/client/sse-messages';
import { AppError } from '../../shared/errors';
import { readBody } from '../read-json';
import { hostOf } from '../../connection/origins';
import type { Connection } from '../../connection/schema';
import { requestBody, type SessionId } from './body';
import type { CallBackEnd } from './call';
import { errorOfCode, SessionGone, tooLongError } from './errors';
import { readDataEvent, readNamedEvent } from './read-events';
import { type PlainQuestion, textOfPassages } from './question';
import type { Said } from './said';
import { chatLimits, dialectOf } from '../../connection/plain-settings';

/** Longest JSON answer, bytes. */
const MAX_ANSWER_BYTES = 4_000_000;

const jsonAnswerSchema = z.object({
  response: z.string(),
  session_id: z
    .union([z.string().min(1).max(200), z.number().int()])
    .optional()
    .catch(undefined),
});

/**
 * Asks the back end and waits until it has begun to answer: whatever it refuses is an `AppError` before anything is
 * stored, exactly as a ChatKit server's refusal is. A conversation the server has forgotten (a restart, its retention)
 * is begun anew once; it had not begun to answer.
 *
 * @returns what it says; leaving it early aborts the request
 */
export async function openAnswer(
  connection: Connection,
  question: PlainQuestion,
  session: SessionId | undefined,
  call: CallBackEnd,
  signal?: AbortSignal,
): Promise<AsyncIterable<Said>> {
  const dialect = dialectOf(connection.kind, connection.chat);
  const host = hostOf(connection.apiUrl);
  const limits = chatLimits[dialect];
  if (limits.message !== undefined && question.text.length > limits.message) throw tooLongError(host, 'message');
  if (limits.passage !== undefined && textOfPassages(question.passages).length > limits.passage) {
    throw tooLongError(host, 'passage');
  }
  const ask = (id: SessionId | undefined) => openOnce(requestBody(dialect, question, id));
  try {
    return await ask(session);
  } catch (error) {
    if (session === undefined || !(await isGone(error, session))) throw error;
    // The client names these conversations, so a server that does not know one has lost it.
    if (dialect === 'json') throw new AppError('CONVERSATION_GONE', { host }, { cause: error });
    return ask(undefined);
  }

  /**
   * Whether the server has forgotten the conversation. One that finds out once its stream has begun (the textbook's)
   * breaks it off: there it is looked up, and never asked again to find out.
   */
  async function isGone(error: unknown, id: SessionId): Promise<boolean> {
    if (error instanceof SessionGone) return true;
    const { sessionsUrl } = connection.chat ?? {};
    if (!(error instanceof BrokenOff) || dialect !== 'events' || sessionsUrl === undefined) return false;
    const url = `${sessionsUrl}/${encodeURIComponent(id)}/messages`;
    return call(url, { method: 'GET', accept: 'application/json', signal }).then(
      async ({ body }) => {
        await body?.cancel();
        return false;
      },
      (cause: unknown) => cause instanceof SessionGone,
    );
  }

  async function openOnce(body: Record<string, unknown>): Promise<AsyncIterable<Said>> {
    const accept = dialect === 'json' ? 'application/json' : 'text/event-stream';
    const response = await call(connection.apiUrl, { method: 'POST', body, accept, signal });
    if (dialect === 'json') return saidAtOnce(await readWholeAnswer(response, host));
    if (!/^text\/event-stream\b/i.test(response.headers.get('content-type')?.trim() ?? '') || !response.body) {
      await response.body?.cancel();
      throw new AppError('NOT_JSON', { host });
    }
    const docsOrigin = docsOriginOf(connection);
    const said = readMessages(
      response.body,
      dialect === 'text' ? readDataEvent : (message) => readNamedEvent(message, docsOrigin),
    );
    return afterFirst(said, host);
  }
}

/** A stream that ended before anything was said. */
class BrokenOff extends AppError {}

/** Waits for the first thing said. A failure that comes before any word is a refusal like any other. */
async function afterFirst(said: AsyncGenerator<Said, void, undefined>, host: string): Promise<AsyncIterable<Said>> {
  const held: Said[] = [];
  for (;;) {
    const next = await said.next().catch((cause: unknown) => {
      if (isAbort(cause)) throw cause;
      throw cause instanceof ChatKitTooLongError
        ? new AppError('BAD_ANSWER', { host, reason: 'tooLong' }, { cause })
        : new BrokenOff('UNREACHABLE', { host }, { cause });
    });
    if (next.done) throw new BrokenOff('BAD_ANSWER', { host });
    if (next.value.type === 'error') {
      await said.return();
      throw errorOfCode(next.value.code, host);
    }
    held.push(next.value);
    if (next.value.type === 'text' || next.value.type === 'end') return continued(held, said);
  }
}

async function* continued(held: readonly Said[], rest: AsyncGenerator<Said, void, undefined>): AsyncGenerator<Said> {
  try {
    yield* held;
    yield* rest;
  } finally {
    await rest.return();
  }
}

async function readWholeAnswer(response: Response, host: string): Promise<z.infer<typeof jsonAnswerSchema>> {
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(response.headers.get('content-type')?.trim() ?? '')) {
    await response.body?.cancel();
    throw new AppError('NOT_JSON', { host });
  }
  const text = await readBody(response, host, MAX_ANSWER_BYTES).catch((error: unknown) => {
    throw error instanceof AppError && isAbort(error.cause) ? error.cause : error;
  });
  const parsed = jsonAnswerSchema.safeParse(parseJson(text)).data;
  if (!parsed) throw new AppError('BAD_ANSWER', { host });
  return parsed;
}

async function* saidAtOnce({ response, session_id: id }: z.infer<typeof jsonAnswerSchema>): AsyncGenerator<Said> {
  if (id !== undefined) yield { type: 'session', id };
  yield { type: 'text', delta: response };
  yield { type: 'end' };
}

/** The docs a path in a citation is of: the one site this back end is for. */
function docsOriginOf({ sites }: Connection): string | undefined {
  const hosts = sites
    .map(({ match }) => match.split('/')[0] ?? '')
    .filter((host) => !host.includes('*') && host !== '');
  return hosts.length === 1 ? `https://${hosts[0]}` : undefined;
}

const isAbort = (error: unknown): error is Error => error instanceof Error && error.name === 'AbortError';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
