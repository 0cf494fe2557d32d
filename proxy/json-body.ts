import { readBytes } from './body-bytes';
import { ProxyError } from './errors';

/** Deeper than any request of the protocol; stops nesting meant to exhaust the stack (P10). */
const MAX_DEPTH = 64;

/**
 * The JSON of a request. Asking for the content type makes a browser ask first for requests of other origins, so no web
 * page can send one blindly (P4).
 * @throws ProxyError unsupported_media_type, too_large, bad_request
 */
export async function readJson(request: Request, mostBytes: number): Promise<unknown> {
  if (!/^application\/json *(?:;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new ProxyError('unsupported_media_type');
  }
  const text = decode(await readBytes(request, mostBytes));
  if (depthOf(text) > MAX_DEPTH) throw new ProxyError('bad_request');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ProxyError('bad_request');
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProxyError('bad_request');
  }
}

/** Deepest nesting of brackets outside strings, without building anything and without a regular expression to exhaust. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
}
