import { parseUrl } from '../../connection/address';

/** Where a server's chat completions may be, below the address that the reader pasted. */
export interface ApiBases {
  /** With the version path and without a slash at the end, the likeliest first. */
  bases: string[];
  /** The address itself speaks of chat completions: a refusal there is one of a model server's. */
  isExplicit: boolean;
}

/** Whole endpoints of the API, of which the start is wanted. */
const ENDPOINT = /\/(?:chat\/completions|models|responses|embeddings)$/;
/** `/v1`, `/api/v1`, `/v1beta/openai`, `/openai/v1`. */
const VERSION = /\/v\d+[a-z]*(?:\/openai)?$/;
/** Addresses of Ollama's own API, and of LM Studio's: chat completions stand beside them. */
const NATIVE = /\/api(?:\/(?:chat|generate|tags|show|ps|version|embed|v0(?:\/.*)?))?$/;

/** The root, `/v1` or a whole endpoint, as people copy them from a server's window or docs. */
export function apiBases(address: string): ApiBases {
  const { origin, pathname } = parseUrl(address) ?? new URL('http://invalid');
  const path = pathname.replace(/\/+$/, '');
  const start = path.replace(ENDPOINT, '');
  const below = (...paths: string[]) => [...new Set(paths)].map((each) => origin + each);
  if (VERSION.test(start) && !NATIVE.test(start)) return { bases: below(start), isExplicit: true };
  const beside = path.replace(NATIVE, '');
  if (beside !== path) {
    // `https://openrouter.ai/api` is no native API but the start of `/api/v1`.
    const isStart = path.endsWith('/api');
    return { bases: below(`${beside}/v1`, ...(isStart ? [`${path}/v1`] : [])), isExplicit: !isStart };
  }
  if (start !== path) return { bases: below(start, `${start}/v1`), isExplicit: path.endsWith('/chat/completions') };
  return { bases: path === '' ? below('/v1', '/api/v1') : below(`${path}/v1`, path), isExplicit: false };
}

/** A server's own address, without the version path of its API. */
export const rootOf = (apiUrl: string): string => apiUrl.replace(/\/(?:api\/)?v\d+[a-z]*(?:\/openai)?\/*$/, '');
