import { createParser } from 'eventsource-parser';
import { streamEventSchema, type StreamEvent } from '../protocol/events';

/**
 * Reads a ChatKit event stream as it arrives. Blank data, malformed JSON and events of an unknown kind are left out:
 * a newer server must never break an older client. Throws what the body throws when the connection breaks.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onIgnored: (type: string) => void = () => undefined,
): AsyncGenerator<StreamEvent, void, undefined> {
  let arrived: StreamEvent[] = [];
  const parser = createParser({
    onEvent: ({ data }) => {
      const event = parseEvent(data);
      if (event.ok) arrived.push(event.value);
      else if (event.type) onIgnored(event.type);
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      // A server that forgot the last blank line has still said its event; half an event does not parse.
      if (done) parser.feed(`${decoder.decode()}\n\n`);
      else parser.feed(decoder.decode(value, { stream: true }));
      const ready = arrived;
      arrived = [];
      yield* ready;
      if (done) return;
    }
  } finally {
    // Reached early when the caller stops: the server learns of a cancel only by the closed connection.
    await reader.cancel().catch(() => undefined);
  }
}

function parseEvent(data: string): { ok: true; value: StreamEvent } | { ok: false; type?: string } {
  if (data.trim() === '') return { ok: false };
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return { ok: false, type: 'malformed' };
  }
  const parsed = streamEventSchema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const type = typeof json === 'object' && json !== null && 'type' in json ? String(json.type) : 'malformed';
  return { ok: false, type };
}
