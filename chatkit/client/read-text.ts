import { ChatKitTooLongError } from './errors';

/**
 * Reads a body as UTF-8 while it arrives (a byte order mark is dropped). A longer one is given up where it passes the
 * limit, which closes its connection: the rest is never loaded.
 *
 * @throws ChatKitTooLongError, or what the body throws
 */
export async function readText(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  let text = '';
  let bytes = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw new ChatKitTooLongError('json');
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}
