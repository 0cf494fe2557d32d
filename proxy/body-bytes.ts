import { ProxyError } from './errors';

/**
 * The bytes of a request. Counted as they arrive: `Content-Length` may lie, and Hono's `bodyLimit` believes it.
 * @throws ProxyError too_large, bad_request
 */
export async function readBytes(request: Request, mostBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw new ProxyError('too_large');
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw new ProxyError('bad_request');
    });
    if (done) break;
    size += value.byteLength;
    if (size > mostBytes) {
      void reader.cancel().catch(() => undefined);
      throw new ProxyError('too_large');
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
