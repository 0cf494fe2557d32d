import { fetchAnswer, type Network } from './fetch-json';
import { healthUrl, orcheoBase } from './kinds/orcheo-address';
import { threadsRequest } from './list-threads';
import type { Connection } from '../connection/schema';

/**
 * Any answer will do, a refusal too: of the descriptor's address where there is one, of Orcheo's health, else of a list
 * of conversations without a token. Nothing is made, and no limit of a workflow is used up.
 */
export async function knock(
  connection: Connection,
  { signal, ...network }: Network & { signal?: AbortSignal },
): Promise<void> {
  const [url, init] = doorOf(connection);
  const answer = await fetchAnswer(url, { ...init, ...(signal && { signal }) }, network);
  await answer.body?.cancel();
}

function doorOf({ kind, apiUrl, descriptorUrl }: Connection): [url: string, init: RequestInit] {
  if (descriptorUrl !== undefined) return [descriptorUrl, asksJson];
  if (kind === 'orcheo') return [healthUrl(orcheoBase(apiUrl)), asksJson];
  if (kind === 'model') return [`${apiUrl}/models`, asksJson];
  // A POST would make a session.
  return kind === 'openai-hosted' ? [apiUrl, asksJson] : [apiUrl, threadsRequest()];
}
export const asksJson = { headers: { accept: 'application/json' } };
