import { fetchJson, type JsonAnswer } from '../fetch-json';
import type { DetectionContext } from './step';

/** A large FastAPI application describes itself in hundreds of kilobytes; other answers may have 64 KB. */
const MAX_BYTES = 4_000_000;

/**
 * An OpenAPI document, asked for once per search however many steps look at it. Throws what `fetchJson` throws, to each of
 * them.
 */
export function readDocument(url: string, context: DetectionContext): Promise<JsonAnswer> {
  const known = context.documents?.get(url);
  if (known) return known;
  const headers = { accept: 'application/json' };
  const answer = fetchJson(url, { headers, signal: context.signal }, { ...context, maxBytes: MAX_BYTES });
  context.documents?.set(url, answer);
  return answer;
}
