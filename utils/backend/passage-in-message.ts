import { AppError } from '../shared/errors';
import { isRecord } from '../shared/is-record';
import { hostOf } from '../connection/origins';
import { passageWayOf } from '../connection/passage-way';
import type { Wire } from './adapter';
import type { ApiFetchParts, ApiRequest } from './api-parts';
import {
  newBoundary,
  pageBlockOf,
  passagesOf,
  splitLabelledBlock,
  withLabelledBlock,
  withoutBlockInTitle,
} from './labelled-block';
import { mapAnswer } from './map-answer';

/**
 * The `api.fetch` of a ChatKit server that is told the passage in its message. `quoted_text` and `metadata` go along as
 * ever: a server that ignores them loses nothing, and one that keeps them shows the quote in its history. The blocks
 * are taken out of what it gives back, also after the switch was turned off.
 */
export function createPassageFetch(
  parts: ApiFetchParts,
  create: (parts: ApiFetchParts, wire: Wire) => typeof globalThis.fetch,
  boundary: () => string = newBoundary,
): typeof globalThis.fetch {
  const { apiUrl, presentation } = parts.connection;
  const puts = passageWayOf(parts.connection) === 'message';
  const limit = presentation.limits?.message ?? Infinity;
  const body = (request: ApiRequest) => withPassage(request, boundary(), limit, hostOf(apiUrl));
  const fetch = create(parts, puts ? { body } : {});
  return async (input, init) => mapAnswer(await fetch(input, init), withoutBlocks);
}

/**
 * A shaped request with its passages, and what goes along of their page, in the first text of its message; the request itself where there is none. Throws
 * `TOO_LARGE` when that text is longer than the back end takes, UTF-16 units.
 */
export function withPassage(request: ApiRequest, boundary: string, limit = Infinity, host = ''): ApiRequest {
  const { input } = request.params;
  const passages = passagesOf(request.metadata);
  const page = pageBlockOf(request.metadata);
  if (!isRecord(input) || (passages.length === 0 && !page)) return request;
  const content: unknown[] = Array.isArray(input.content) ? input.content : [];
  const first = content.findIndex((part) => isRecord(part) && part.type === 'input_text');
  const question = first === -1 ? { type: 'input_text', text: '' } : (content[first] as Record<string, unknown>);
  const text = withLabelledBlock(String(question.text), passages, boundary, page);
  if (text.length > limit) throw new AppError('TOO_LARGE', { host, reason: 'message' });
  const told = first === -1 ? [{ ...question, text }, ...content] : content.with(first, { ...question, text });
  return { ...request, params: { ...request.params, input: { ...input, content: told } } };
}

/** Takes the block out of the reader's messages and of titles in an answer, wherever they stand; the thread draws the quote. */
export function withoutBlocks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlocks);
  if (!isRecord(value)) return value;
  if (value.type === 'user_message' && Array.isArray(value.content)) return withoutBlock(value, value.content);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'title' && typeof inner === 'string' ? withoutBlockInTitle(inner) : withoutBlocks(inner),
    ]),
  );
}

function withoutBlock(message: Record<string, unknown>, content: unknown[]): Record<string, unknown> {
  let quote: string | undefined;
  const cleaned = content.map((part): unknown => {
    if (!isRecord(part) || typeof part.text !== 'string') return part;
    const split = splitLabelledBlock(part.text);
    quote ??= split.quote;
    return { ...part, text: split.question };
  });
  const kept = typeof message.quoted_text === 'string' && message.quoted_text !== '';
  return { ...message, content: cleaned, ...(quote !== undefined && !kept ? { quoted_text: quote } : {}) };
}
