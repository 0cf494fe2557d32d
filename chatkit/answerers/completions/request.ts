import { ModelError } from '../model/model';
import { serverError } from './error';
import { MAX_SAID, wordsOf } from './said';

export interface ModelRequest {
  fetch: typeof globalThis.fetch;
  /** Of the server's API, with its version path and without a slash at its end. */
  baseURL: string;
  apiKey: string | undefined;
  /** The JSON of a chat completion. */
  body: Record<string, unknown>;
  signal: AbortSignal;
}

/**
 * Asks for a chat completion, once. Redirects are not followed: they would carry the key elsewhere.
 *
 * @returns the stream, or the whole answer where the server does not stream
 * @throws ModelFailure, or the signal's reason
 */
export async function askModel({
  fetch,
  baseURL,
  apiKey,
  body,
  signal,
}: ModelRequest): Promise<{ stream: ReadableStream<Uint8Array> } | { whole: unknown }> {
  let response: Response;
  try {
    response = await fetch(`${baseURL}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream, application/json',
        ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new ModelError('unreachable', { cause: error });
  }
  if (!response.ok) {
    const text = await startOf(response);
    throw serverError(response.status, wordsOf(parse(text) ?? text));
  }
  if (/^application\/(?:[\w.+-]+\+)?json\b/i.test(response.headers.get('content-type')?.trim() ?? '')) {
    return { whole: parse(await response.text()) };
  }
  if (!response.body) throw new ModelError('broken');
  return { stream: response.body };
}

async function startOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (text.length < MAX_SAID) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // What came of it says enough; the status does anyway.
  }
  await reader.cancel().catch(() => undefined);
  return text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
