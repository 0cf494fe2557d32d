import { createParser } from 'eventsource-parser';
import { type ChunkSaid, readChunk } from './chunk';

/** Longest single event, UTF-16 units: a server that never ends a line must not fill the memory. */
const MAX_EVENT = 1_000_000;

/** The answer broke off: the connection, an event that is no JSON, or one without an end. */
export class StreamBrokenError extends Error {
  override name = 'StreamBrokenError';
}

/**
 * What the body of a streaming chat completion says, as it arrives. Ends at `[DONE]`, or where the body ends: not every
 * server says that it has finished. All that arrives is a sign of life, comments too: the server is at work. Leaving it
 * early closes the connection, which is how a server learns to stop.
 *
 * @throws StreamBrokenError, or what the body throws
 */
export async function* readModelStream(body: ReadableStream<Uint8Array>): AsyncGenerator<ChunkSaid, void, undefined> {
  let arrived: ChunkSaid[] = [];
  let done = false;
  let broken: StreamBrokenError | undefined;
  const take = (data: string, event: string | undefined) => {
    const text = data.trim();
    if (done || broken || text === '') return;
    if (text.startsWith('[DONE]')) done = true;
    else {
      const json = parse(text);
      if (json !== undefined) arrived.push(...(event === 'error' ? failed(json) : readChunk(json)));
      else if (event === 'error') arrived.push({ type: 'failed', error: text });
      // A word between the events ("ping") is no answer; half a chunk is a hole in one.
      else if (/^[[{]/.test(text)) broken = new StreamBrokenError('An event is not JSON.');
    }
  };
  const parser = createParser({
    maxBufferSize: MAX_EVENT,
    onEvent: ({ data, event }) => take(data, event),
    onError(error) {
      if (error.type === 'max-buffer-size-exceeded') broken = new StreamBrokenError('An event has no end.');
      // llama.cpp used to tell failures as a field of their own.
      else if (error.field === 'error') take(error.value ?? '', 'error');
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    while (!done) {
      const { done: ended, value } = await reader.read();
      yield { type: 'alive' };
      // The last event counts without its blank line; half an event does not parse.
      parser.feed(ended ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true }));
      const ready = arrived;
      arrived = [];
      yield* ready;
      if (broken) throw broken;
      if (ended) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** What follows `event: error`, whether or not it is wrapped. */
function failed(json: unknown): ChunkSaid[] {
  const said = readChunk(json);
  return said[0]?.type === 'failed' ? said : [{ type: 'failed', error: json }];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
