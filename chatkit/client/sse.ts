import { streamEventSchema, type StreamEvent } from '../protocol/events';
import { readMessages } from './sse-messages';

/**
 * Reads a ChatKit event stream as it arrives. Blank data, malformed JSON and events of an unknown kind are left out:
 * a newer server must never break an older client. Throws what the body throws when the connection breaks.
 */
export const readEvents = (
  body: ReadableStream<Uint8Array>,
  onIgnored: (type: string) => void = () => undefined,
): AsyncGenerator<StreamEvent, void, undefined> =>
  readMessages(body, ({ data }) => {
    const event = parseEvent(data);
    if (event.ok) return [event.value];
    if (event.type) onIgnored(event.type);
    return [];
  });

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
