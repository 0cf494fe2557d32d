import { describe, expect, test } from 'vitest';
import { type StreamEvent } from '../../../chatkit/protocol/events';
import { encodeSse, toResponse } from '../../../chatkit/server/sse';

const progress = (text: string): StreamEvent => ({ type: 'progress_update', text, icon: undefined });
async function* events(...list: StreamEvent[]) {
  for (const event of list) yield event;
}
const read = async (stream: ReadableStream<Uint8Array>) => {
  const chunks: string[] = [];
  const decoder = new TextDecoder();
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) chunks.push(decoder.decode(chunk));
  return chunks;
};

describe('server-sent events', () => {
  test('each event is one data line and a blank line, in a chunk of its own', async () => {
    expect(await read(encodeSse(events(progress('one'), progress('two\nlines \u2028 \ud800'))))).toEqual([
      'data: {"type":"progress_update","text":"one"}\n\n',
      'data: {"type":"progress_update","text":"two\\nlines \u2028 \\ud800"}\n\n',
    ]);
  });

  test('an event is sent as soon as it happens', async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => (go = resolve));
    async function* slow() {
      yield progress('now');
      await gate;
      yield progress('later');
    }
    const reader = encodeSse(slow()).getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toContain('now');
    go();
    expect(new TextDecoder().decode((await reader.read()).value)).toContain('later');
  });

  test('cancelling the stream ends the iteration', async () => {
    let ended = false;
    async function* endless() {
      try {
        for (;;) yield progress('x');
      } finally {
        ended = true;
      }
    }
    const reader = encodeSse(endless()).getReader();
    await reader.read();
    await reader.cancel();
    expect(ended).toBe(true);
  });
});

describe('responses', () => {
  test('a stream is text/event-stream and is kept nowhere', async () => {
    const response = toResponse({ kind: 'stream', events: events(progress('x')) });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('data: {"type":"progress_update","text":"x"}\n\n');
  });

  test.each([200, 400, 404] as const)('JSON keeps its status %i', async (status) => {
    const response = toResponse({ kind: 'json', status, body: { a: 1 } });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ a: 1 });
  });
});
