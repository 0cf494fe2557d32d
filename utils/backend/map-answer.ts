import { isEventStream } from './reported-fetch';

/** Changes one JSON value of an answer: the whole body of a JSON answer, or one event of a stream. */
export type MapValue = (value: unknown) => unknown;

/** An answer of the ChatKit protocol with every value changed on its way to the chat. What is not JSON passes as it is. */
export async function mapAnswer(response: Response, map: MapValue): Promise<Response> {
  const { status, headers, body } = response;
  if (body === null) return response;
  if (!isEventStream(response)) {
    const text = await response.text();
    return new Response(mapText(text, map), { status, headers });
  }
  return new Response(body.pipeThrough(eventLines(map)), { status, headers });
}

/** The protocol puts every event on one line, `data: <json>` (docs/chatkit.md, fact 5). */
function eventLines(map: MapValue): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';
  const mapLine = (line: string) => {
    const data = /^data:(.*)$/s.exec(line)?.[1];
    return data === undefined ? line : `data: ${mapText(data.trim(), map)}`;
  };
  return new TransformStream({
    transform(chunk, controller) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.map((line) => `${mapLine(line)}\n`).join('')));
    },
    flush(controller) {
      if (rest !== '') controller.enqueue(encoder.encode(mapLine(rest)));
    },
  });
}

function mapText(text: string, map: MapValue): string {
  try {
    return JSON.stringify(map(JSON.parse(text)));
  } catch {
    return text;
  }
}
