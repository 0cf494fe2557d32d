import { createParser, type EventSourceMessage } from 'eventsource-parser';

/**
 * What a body of server-sent events says, as it arrives. Ends where the body ends; throws what the body throws. Leaving
 * it early closes the connection, which is how a server learns of Stop.
 *
 * @param read what one message says: any number of things, also none
 */
export async function* readMessages<Said>(
  body: ReadableStream<Uint8Array>,
  read: (message: EventSourceMessage) => Said[],
): AsyncGenerator<Said, void, undefined> {
  let arrived: Said[] = [];
  const parser = createParser({ onEvent: (message) => void arrived.push(...read(message)) });
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
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
