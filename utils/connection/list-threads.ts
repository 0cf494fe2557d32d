import * as z from 'zod';
import { fetchJson, type Network } from './fetch-json';

/** Asks for one conversation's entry in the list: harmless, and every ChatKit server answers it. */
export function listThreads(
  apiUrl: string,
  headers: Record<string, string>,
  network: Network & { signal?: AbortSignal },
  /** What a kind wants on top of every request. */
  extra: Record<string, unknown> = {},
): ReturnType<typeof fetchJson> {
  return fetchJson(
    apiUrl,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ type: 'threads.list', params: { limit: 1, order: 'desc' }, ...extra }),
      signal: network.signal,
    },
    network,
  );
}

export function isThreadPage(body: unknown): boolean {
  return z.object({ data: z.array(z.unknown()), has_more: z.boolean() }).safeParse(body).success;
}
