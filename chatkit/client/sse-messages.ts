import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { ChatKitTooLongError } from './errors';
import { MAX_EVENT, MAX_STREAM_BYTES } from './limits';

/**
 * What a body of server-sent events says, as it arrives. Ends where the body ends; throws what the body throws. Leaving
 * it early closes the connection, which is how a server learns of Stop. A line, an event or a whole that is too long ends
 * it with ChatKitTooLongError, after everything that came before.
 *
 * @param read what one message says: any number of things, also none
 */
export async function* readMessages<Said>(
  body: ReadableStream<Uint8Array>,
  read: (message: EventSourceMessage) => Said[],
): AsyncGenerator<Said, void, undefined> {
  let arrived: Said[] = [];
  let tooLong: ChatKitTooLongError | undefined;
  let bytes = 0;
  const parser = createParser({
    onEvent: (message) => void arrived.push(...read(message)),
    maxBufferSize: MAX_EVENT,
    // Other parse errors (an unknown field, a bad `retry`) do not affect the messages.
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') tooLong = new ChatKitTooLongError('event');
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      // A server that forgot the last blank line has still said its event; half an event does not parse.
      parser.feed(done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true }));
      const ready = arrived;
      arrived = [];
      yield* ready;
      bytes += value?.byteLength ?? 0;
      if (bytes > MAX_STREAM_BYTES) tooLong ??= new ChatKitTooLongError('stream');
      if (tooLong) throw tooLong;
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
