import { createStreamMeter } from '../../chatkit/client/stream-meter';

/** Passes the stream on and says when it ended, broke or was given up; one that is too long breaks here. */
export function whenClosed(stream: ReadableStream<Uint8Array>, closed: () => void): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  const measure = createStreamMeter();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) {
            measure(value);
            return controller.enqueue(value);
          }
          controller.close();
        } catch (error) {
          await reader.cancel().catch(() => undefined);
          controller.error(error);
        }
        closed();
      },
      cancel(reason) {
        closed();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
