import { parseAddress } from '../../connection/address';
import type { ModelServerName } from '../../connection/model-settings';
import { AppError } from '../../shared/errors';
import type { Network } from '../fetch-json';
import { knockAtModel } from './knock';
import { type FoundServer, modelServerAt } from './recognise';

/** Where programs that serve models listen unless told otherwise, the likeliest first. Nobody else is asked. */
export const localServers = [
  { program: 'Ollama', port: 11434 },
  { program: 'LM Studio', port: 1234 },
  { program: 'llama.cpp', port: 8080 },
  { program: 'Jan', port: 1337 },
  { program: 'vLLM', port: 8000 },
] as const;

/** By number: where the name means `::1` first, a program that listens on IPv4 alone answers late or never. */
export const LOCAL_ORIGIN = 'http://127.0.0.1';

/** One that is there answers at once; what listens and says nothing keeps nobody waiting. */
const LOOK_MS = 2_000;

/**
 * Asks this computer's ports side by side who serves models, in the order of the ports. Sends nothing of a page. Silence, and
 * whatever is no model server, is passed over.
 *
 * @param ports of 127.0.0.1
 */
export async function lookHere(
  network: Network,
  signal: AbortSignal,
  ports: readonly number[] = localServers.map(({ port }) => port),
): Promise<FoundServer[]> {
  const search = { ...network, timeoutMs: Math.min(network.timeoutMs ?? LOOK_MS, LOOK_MS), signal };
  const looked = await Promise.all(
    ports.map((port) =>
      find(`${LOCAL_ORIGIN}:${port}/v1`, search).catch((error: unknown) => {
        signal.throwIfAborted();
        if (error instanceof AppError) return undefined;
        throw error;
      }),
    ),
  );
  return looked.flatMap((server) => server ?? []);
}

/** Any application may ask for a sign-in where a list of models would be: one with a chat asks for it there too. */
async function find(base: string, search: Network & { signal: AbortSignal }): Promise<FoundServer | undefined> {
  const server = await modelServerAt(base, true, search);
  const isHidden = server?.draft.auth === 'key' && server.models.length === 0;
  return isHidden && (await knockAtModel(base, search, search.signal)) !== 'key' ? undefined : server;
}

/** The address of what was found, as if the reader had typed it. */
export function addressOf({ draft }: FoundServer) {
  const address = parseAddress(draft.apiUrl);
  if (!address.ok) throw new AppError('BAD_ADDRESS');
  return address;
}

const programs: Partial<Record<ModelServerName, string>> = {
  ollama: 'Ollama',
  'lm-studio': 'LM Studio',
  'llama.cpp': 'llama.cpp',
  vllm: 'vLLM',
};

/** Name of the program that was found, where it tells: Jan does not, and is known by a port that nobody else has. */
export function programOf({ draft }: FoundServer): string | undefined {
  const told = programs[draft.model?.server ?? 'other'];
  return (
    told ?? localServers.find(({ program, port }) => program === 'Jan' && draft.apiUrl.includes(`:${port}/`))?.program
  );
}
