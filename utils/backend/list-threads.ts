import * as z from 'zod';
import { fetchJson, type Network } from './fetch-json';

/** Asks for one conversation's entry in the list: harmless, and every ChatKit server answers it. */
export const threadsRequest = (): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json' },
  body: JSON.stringify({ type: 'threads.list', params: { limit: 1, order: 'desc' } }),
});

/** The list of one, asked for without a token. */
export function listThreads(
  apiUrl: string,
  { signal, ...network }: Network & { signal?: AbortSignal },
): ReturnType<typeof fetchJson> {
  return fetchJson(apiUrl, { ...threadsRequest(), ...(signal && { signal }) }, network);
}

export function isThreadPage(body: unknown): boolean {
  return z.object({ data: z.array(z.unknown()), has_more: z.boolean() }).safeParse(body).success;
}
