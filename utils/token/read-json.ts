import { AppError } from '../errors';

/** Longest body of a token answer, bytes (threats.md R9). */
export const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Reads a JSON body of at most `maxBytes` while it arrives; the rest of a longer one is never loaded. Throws `NOT_JSON` for
 * another content type, `BAD_ANSWER` for a body that is empty, too long, cut or not JSON, `UNREACHABLE` when the
 * connection breaks off.
 */
export async function readJson(response: Response, host: string, maxBytes = MAX_ANSWER_BYTES): Promise<unknown> {
  if (response.status === 204) throw new AppError('BAD_ANSWER', { host });
  const contentType = response.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isJson = contentType === 'application/json' || /^application\/[\w.-]+\+json$/.test(contentType);
  if (!isJson && contentType !== '') {
    await response.body?.cancel();
    throw new AppError('NOT_JSON', { host });
  }
  const text = await readText(response, host, maxBytes);
  if (!isJson && text.trim() !== '') throw new AppError('NOT_JSON', { host });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('BAD_ANSWER', { host }, { cause });
  }
}

/** UTF-8; a byte order mark is dropped by the decoder. */
async function readText(response: Response, host: string, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8');
  const reader = response.body?.getReader();
  let text = '';
  let bytes = 0;
  while (reader) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new AppError('UNREACHABLE', { host }, { cause });
    });
    if (done) break;
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      throw new AppError('BAD_ANSWER', { host });
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}
