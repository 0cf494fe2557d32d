import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEvents } from '../../../chatkit/client/sse';
import { delta, done, question } from './wire';

const events = [done(question('msg_1', 'Größe 📏?')), delta('msg_2', 'Schön – “日本語” 👩‍💻\n'), delta('msg_2', '𝒳')];
const wire = new TextEncoder().encode(events.map((event) => `data: ${JSON.stringify(event)}\r\n\r\n`).join(''));

function bodyOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

const read = async (body: ReadableStream<Uint8Array>) => {
  const received: unknown[] = [];
  for await (const event of readEvents(body)) received.push(event);
  return received;
};

test('events are the same wherever their bytes are cut, inside a character too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: wire.length }), { maxLength: 40 }), async (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), wire.length];
      const pieces = places.slice(1).map((end, index) => wire.subarray(places[index], end));
      expect(await read(bodyOf(pieces))).toEqual(events);
    }),
  );
});

test('one byte at a time', async () => {
  expect(await read(bodyOf([...wire].map((byte) => Uint8Array.of(byte))))).toEqual(events);
});

test('a last event without its blank line counts', async () => {
  expect(await read(bodyOf([wire.subarray(0, wire.length - 2)]))).toEqual(events);
});
