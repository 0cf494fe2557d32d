import * as z from 'zod';

/** One JSON request to the connected back end. */
export type ApiCall = (request: { type: string; params: Record<string, unknown> }) => Promise<unknown>;

export function createApiCall(url: string, fetch: typeof globalThis.fetch): ApiCall {
  return async (request) => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(request) });
    return z.unknown().parse(await response.json());
  };
}
