import { fetchJson, type JsonAnswer } from '../fetch-json';
import type { DetectionContext } from './step';

/** A large FastAPI application describes itself in hundreds of kilobytes; other answers may have 64 KB. */
const MAX_BYTES = 4_000_000;

/** Folders above a pasted address in which a document is looked for, the address itself included. */
const MAX_FOLDERS = 6;

/** Where the document of an address may be: at it, or above it. */
export function documentUrls(address: string): string[] {
  const { origin, pathname } = new URL(address);
  const segments = pathname.split('/').filter((segment) => segment !== '');
  const folders = segments.map((_, index) => `/${segments.slice(0, segments.length - index).join('/')}`);
  return [...folders.slice(0, MAX_FOLDERS - 1), ''].map((folder) => `${origin}${folder}/openapi.json`);
}

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
