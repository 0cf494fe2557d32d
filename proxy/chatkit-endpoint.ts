import * as z from 'zod';
import { streamingTypes } from '../chatkit/protocol/streaming-types';
import { toResponse } from '../chatkit/server/sse';
import type { ChatKitServer } from '../chatkit/server/types';
import { createConcurrencyLimit, withEnd } from './concurrency';
import { type ProxyContext, subjectOf } from './http';
import { readJson } from './json-body';
import { ProxyError } from './errors';

/** A question may bring the text of its page: 60 000 characters, escaped. */
const MAX_BYTES = 524_288;
/** Of one reader: a panel in every window is plenty. */
const MAX_ANSWERS_AT_ONCE = 4;

const asksForStream = z.object({ type: z.enum(streamingTypes) });

interface Options {
  chatkit: ChatKitServer;
  /** Address of the proxy as the client knows it, without a slash at its end. */
  baseOf: (c: ProxyContext) => string;
  /** Takes one answer from the day's share of the reader (`daily-cap.ts`). @throws ProxyError daily_cap */
  takeAnswer: (c: ProxyContext, subject: string) => void;
}

/**
 * `POST /chatkit`: the ChatKit protocol for the subject of the token. When the client leaves, its signal aborts; the
 * chatkit server then finishes and stores the answer.
 */
export function createChatKitEndpoint({ chatkit, baseOf, takeAnswer }: Options) {
  const answers = createConcurrencyLimit(MAX_ANSWERS_AT_ONCE);

  return async (c: ProxyContext): Promise<Response> => {
    const subject = subjectOf(c);
    const body = await readJson(c.req.raw, MAX_BYTES);
    const { signal } = c.req.raw;
    if (!asksForStream.safeParse(body).success) {
      return toResponse(await chatkit.handle(body, { subject, signal, base: baseOf(c) }));
    }

    const leave = answers.enter(subject);
    if (!leave) throw new ProxyError('too_many', { retryAfterSeconds: 5 });
    signal.addEventListener('abort', leave, { once: true });
    try {
      takeAnswer(c, subject);
      const language = c.req.header('accept-language');
      const answer = await chatkit.handle(body, { subject, signal, ...(language !== undefined && { language }) });
      if (answer.kind === 'stream') return toResponse({ ...answer, events: withEnd(answer.events, leave) });
      leave();
      return toResponse(answer);
    } catch (error) {
      leave();
      throw error;
    }
  };
}
