import type { ServerResponse } from 'node:http';
import { streamingTypes } from '../../chatkit/protocol/streaming-types';
import { sendJson } from './recorder';

const streams: ReadonlySet<unknown> = new Set(streamingTypes);

/**
 * What Orcheo answers about a thread it does not know, or that another visitor's is: never 404. A question gets a stream
 * that breaks off before its first event, a list is empty, a deletion succeeds, and the rest is an error in plain text.
 */
export function forgottenAsOrcheo(type: unknown, response: ServerResponse): void {
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

/** In the stream only the answer's time says that it is UTC; the thread's and the question's are without `Z`. */
export function timesAsOrcheo(event: Record<string, unknown>): Record<string, unknown> {
  const bare = (value: unknown) =>
    isRecord(value) && typeof value.created_at === 'string'
      ? { ...value, created_at: value.created_at.replace(/Z$/, '') }
      : value;
  if (isRecord(event.thread)) return { ...event, thread: bare(event.thread) };
  return isRecord(event.item) && event.item.type === 'user_message' ? { ...event, item: bare(event.item) } : event;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
