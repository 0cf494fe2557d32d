import { requestSchema } from '../protocol/requests';
import { isStopRequest } from '../protocol/stop';
import { streamingTypes } from '../protocol/streaming-types';
import { BadRequestError } from './bad-request';
import { answerJson, type JsonRequest } from './json-requests';
import { createLifetime } from './lifetime';
import { preferredLanguage } from './preferred-language';
import type { StreamingRequest } from './prepared';
import { startStream } from './stream';
import { createTurns } from './turns';
import { type Answerer, type ChatKitServer, NotFoundError, type Store } from './types';
import { announce, type AttachmentRules, receive } from './uploads';
import { omitNulls } from './wire';

export interface ChatKitServerOptions {
  store: Store;
  answerer: Answerer;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** A new, unguessable id beginning with the prefix (`thr`, `msg`). */
  newId?: (prefix: string) => string;
  /** What is taken as attachments; without it none are. */
  attachments?: AttachmentRules;
  /** How long an answer whose client left may go on, in milliseconds. */
  finishWithinMs?: number;
}

/**
 * The server half of the ChatKit protocol, without a transport: one request in, JSON or events out.
 *
 * One answer per thread at a time. A request on a thread that is being answered waits for its turn; if nobody reads
 * that answer any more (Stop, a closed panel) it is cut at once and keeps what it said. A request that is aborted
 * while it waits stores nothing. Deleting a thread stops its answer, and so does `threads.stop_response` once its client left.
 *
 * `handle` rejects only when the store fails; the transport turns that into a 500.
 */
export function createChatKitServer({
  store,
  answerer,
  now = Date.now,
  newId = (prefix) => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`,
  attachments,
  finishWithinMs = 60_000,
}: ChatKitServerOptions): ChatKitServer {
  const turns = createTurns();
  const turnOf = (subject: string, threadId: string) => `${subject} ${threadId}`;
  const timestamp = () => new Date(now()).toISOString();

  async function answer(
    request: JsonRequest | StreamingRequest,
    { subject, signal: client, base = '', language }: Parameters<ChatKitServer['handle']>[1],
  ) {
    if (!isStreaming(request)) {
      return json(
        200,
        await answerJson(request, {
          store,
          subject,
          answerer,
          attachments,
          base,
          newId,
          timestamp,
          signal: client ?? new AbortController().signal,
          clearThread: (threadId) => turns.clear(turnOf(subject, threadId)),
        }),
      );
    }
    const newThread = {
      id: newId('thr'),
      title: undefined,
      created_at: timestamp(),
      status: { type: 'active' as const },
      allowed_image_domains: undefined,
      metadata: {},
    };
    const threadId = 'thread_id' in request.params ? request.params.thread_id : newThread.id;
    if (threadId !== newThread.id) await store.loadThread(subject, threadId);
    const lifetime = createLifetime(finishWithinMs, client);
    const release = await turns.take(turnOf(subject, threadId), lifetime);
    const newItem = (thread_id: string, prefix: string) => ({ id: newId(prefix), thread_id, created_at: timestamp() });
    const readIn = preferredLanguage(language);
    const context = { store, subject, newItem, newThread, answerer, now, lifetime, release, language: readIn };
    return { kind: 'stream' as const, events: await startStream(request, context) };
  }

  return {
    async handle(body, context) {
      if (isStopRequest(body)) {
        turns.giveUp(turnOf(context.subject, body.params.thread_id));
        return json(200, {});
      }
      const parsed = requestSchema.safeParse(body);
      if (!parsed.success) {
        const where = parsed.error.issues[0]?.path.join('.') ?? '';
        return refusal(400, 'invalid_request', where ? `The request is not valid at ${where}.` : 'Not a request.');
      }
      return refusing(() => answer(parsed.data, context));
    },
    upload: (attachmentId, data, { subject }) =>
      refusing(async () => json(200, await receive(attachmentId, data, { rules: attachments, store, subject }))),
    uploadDirect: ({ name, mimeType, data }, { subject }) =>
      refusing(async () => {
        const parts = { rules: attachments, store, subject, newId: () => newId('atc') };
        const { id } = await announce({ name, size: data.byteLength, mime_type: mimeType }, parts);
        return json(200, await receive(id, data, parts));
      }),
  };
}

/** What can never succeed is answered with its reason; what the store throws is the transport's. */
async function refusing<Answer>(work: () => Promise<Answer>) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotFoundError) return refusal(404, 'not_found', error.message);
    if (error instanceof BadRequestError) return refusal(400, error.code, error.message);
    throw error;
  }
}

const isStreaming = (request: JsonRequest | StreamingRequest): request is StreamingRequest =>
  (streamingTypes as readonly string[]).includes(request.type);

const json = (status: 200 | 400 | 404, body: unknown) => ({
  kind: 'json' as const,
  status,
  body: omitNulls(body),
});

/** OpenAI's view reads the top-level `message`, everything else `error`. */
const refusal = (status: 400 | 404, code: string, message: string) =>
  json(status, { error: { code, message }, message });
