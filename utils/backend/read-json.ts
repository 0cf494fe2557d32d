import { ChatKitTooLongError } from '../../chatkit/client/errors';
import { readText } from '../../chatkit/client/read-text';
import { AppError } from '../shared/errors';

/** Longest body of a token answer, bytes (docs/threats.md R9). */
export const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Reads a JSON body of at most `maxBytes` while it arrives; the rest of a longer one is never loaded. Throws `NOT_JSON` for
 * another content type, `BAD_ANSWER` for a body that is empty, too long (`reason`), cut or not JSON, `UNREACHABLE` when
 * the connection breaks off.
 */
export async function readJson(response: Response, host: string, maxBytes = MAX_ANSWER_BYTES): Promise<unknown> {
  if (response.status === 204) throw new AppError('BAD_ANSWER', { host });
  const contentType = response.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isJson = contentType === 'application/json' || /^application\/[\w.-]+\+json$/.test(contentType);
  if (!isJson && contentType !== '') {
    await response.body?.cancel();
    throw new AppError('NOT_JSON', { host });
  }
  const text = await readBody(response, host, maxBytes);
  if (!isJson && text.trim() !== '') throw new AppError('NOT_JSON', { host });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('BAD_ANSWER', { host }, { cause });
  }
}

/** The text of a body of at most `maxBytes`, read as it arrives. Throws `BAD_ANSWER` or `UNREACHABLE` as `readJson` does. */
export async function readBody(response: Response, host: string, maxBytes: number): Promise<string> {
  try {
    return await readText(response.body, maxBytes);
  } catch (cause) {
    if (cause instanceof ChatKitTooLongError) throw new AppError('BAD_ANSWER', { host, reason: 'tooLong' }, { cause });
    throw new AppError('UNREACHABLE', { host }, { cause });
  }
}
