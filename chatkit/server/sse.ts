import { TAKES_STOP } from '../protocol/stop';
import { type StreamEvent } from '../protocol/events';
import { type ServerAnswer } from './types';
import { omitNulls } from './wire';

/**
 * Events as ChatKit's server-sent events: one `data: <json>` line and a blank line each, in a chunk of its own, and
 * nothing else (no names, ids, comments or `[DONE]`). Cancelling the stream ends the iteration of the events.
 */
export function encodeSse(events: AsyncIterable<StreamEvent>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(`data: ${JSON.stringify(omitNulls(next.value))}\n\n`));
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The HTTP response for an answer, the same in the panel and in the proxy. */
export function toResponse(answer: ServerAnswer): Response {
  if (answer.kind === 'json') {
    return new Response(JSON.stringify(answer.body), {
      status: answer.status,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    });
  }
  return new Response(encodeSse(answer.events), {
    status: 200,
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      [TAKES_STOP]: '1',
      // nginx buffers a proxied answer unless told not to: the words would come all at once.
      'x-accel-buffering': 'no',
    },
  });
}
