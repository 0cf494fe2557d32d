import { fetchAnswer, type Network } from '../fetch-json';

/** How a server takes a question. `origin`: not from an origin that it was not told of, as Ollama does. */
export type Door = 'open' | 'key' | 'origin' | 'none';

/**
 * Knocks where questions go, with one that holds nothing and that no server answers: whether it wants a key, or refuses our
 * origin, is said before anything is read. A list of models tells neither: it is open at most servers.
 */
export async function knockAtModel(apiUrl: string, network: Network, signal?: AbortSignal): Promise<Door> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  const answer = await fetchAnswer(`${apiUrl}/chat/completions`, { ...init, ...(signal && { signal }) }, network);
  await answer.body?.cancel();
  if (answer.status === 401) return 'key';
  if (answer.status === 403) return 'origin';
  return answer.status === 404 || answer.status === 405 ? 'none' : 'open';
}
