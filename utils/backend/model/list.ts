import * as z from 'zod';
import { classifyHost } from '../../connection/network';
import type { ModelServerName } from '../../connection/model-settings';
import { hostOf } from '../../connection/origins';
import { AppError } from '../../shared/errors';
import { fetchJson, type Network } from '../fetch-json';
import { rootOf } from './api-bases';

/** A model that a server offers for conversations. */
export interface ListedModel {
  id: string;
  /** In memory already: it answers at once. */
  loaded: boolean;
}

/** Who serves models at an address, and which. */
export interface ListedModels {
  server: ModelServerName;
  models: ListedModel[];
}

/** Services list hundreds of models, with a description each. */
const MAX_LIST_BYTES = 8_000_000;
/** As many as anybody reads. */
export const MAX_MODELS = 500;

const word = z.string().optional().catch(undefined);
const entrySchema = z.object({
  id: z.string().min(1).max(300),
  owned_by: word,
  type: word,
  /** llama.cpp, where it serves several. */
  status: z.object({ value: word }).optional().catch(undefined),
});
/** One service answers the bare list. Ollama without a model has `null`. An entry that says no name is passed over. */
const listSchema = z.preprocess(
  (json) => (Array.isArray(json) ? { data: json } : json),
  z.object({
    object: word,
    data: z
      .array(z.unknown())
      .nullable()
      .transform((list) => (list ?? []).flatMap((entry) => entrySchema.safeParse(entry).data ?? [])),
  }),
);
const versionSchema = z.object({ version: z.string() });
const runningSchema = z.object({ models: z.array(z.object({ name: word, model: word })).nullable() });
const studioSchema = z.object({ data: z.array(z.object({ id: z.string(), type: word, state: z.string() })) });

/**
 * The models at an address of the API. Asks the server's own addresses too, inside this computer and the reader's network,
 * where one program differs from the next. Throws what `fetchJson` throws of the list itself, and BAD_ANSWER where what
 * came is none.
 */
export async function listModels(apiUrl: string, network: Network, signal?: AbortSignal): Promise<ListedModels> {
  const look = (url: string, maxBytes?: number) =>
    fetchJson(
      url,
      { headers: { accept: 'application/json' }, ...(signal && { signal }) },
      { ...network, ...(maxBytes !== undefined && { maxBytes }) },
    ).then(({ body }) => body);
  const listed = listSchema.safeParse(await look(`${apiUrl}/models`, MAX_LIST_BYTES)).data;
  if (!listed || (listed.data.length === 0 && listed.object !== 'list'))
    throw new AppError('BAD_ANSWER', { host: hostOf(apiUrl) });
  const isOutside = classifyHost(new URL(apiUrl).hostname) === 'public';
  const ask = (path: string) =>
    isOutside ? Promise.resolve(undefined) : look(rootOf(apiUrl) + path).catch(() => undefined);
  const [version, running, studio] = await Promise.all([
    ask('/api/version').then((json) => versionSchema.safeParse(json).success),
    ask('/api/ps').then((json) => runningSchema.safeParse(json).data?.models),
    ask('/api/v0/models').then((json) => studioSchema.safeParse(json).data?.data),
  ]);
  const server: ModelServerName = studio
    ? 'lm-studio'
    : listed.data.some(({ owned_by }) => owned_by === 'llamacpp')
      ? 'llama.cpp'
      : version && running !== undefined
        ? 'ollama'
        : listed.data.some(({ owned_by }) => owned_by === 'vllm')
          ? 'vllm'
          : 'other';
  const inMemory = new Set([
    ...(running ?? []).flatMap(({ name, model }) => [name, model]),
    ...(studio ?? []).flatMap(({ id, state }) => (state === 'loaded' ? id : [])),
  ]);
  const kinds = new Map(studio?.map(({ id, type }) => [id, type]));
  const all = listed.data.map(({ id, type, status }) => ({
    id,
    loaded: inMemory.has(id) || status?.value === 'loaded',
    answers: !NO_CHAT.test(kinds.get(id) ?? type ?? '') && !NO_CHAT_NAME.test(id),
  }));
  const chats = all.some(({ answers }) => answers) ? all.filter(({ answers }) => answers) : all;
  return { server, models: chats.slice(0, MAX_MODELS).map(({ id, loaded }) => ({ id, loaded })) };
}

/** Kinds and names of models that hold no conversation. */
const NO_CHAT = /embed|rerank|moderation|image|audio|speech|transcri/i;
const NO_CHAT_NAME =
  /(?:^|[^a-z])(?:embed(?:ding)?s?|bge|rerank(?:er)?|whisper|tts|dall-e|moderation|transcribe)(?:[^a-z]|$)/i;

/** The one to begin with: in memory, else the first that the server names. */
export const firstModel = (models: readonly ListedModel[]): string | undefined =>
  (models.find(({ loaded }) => loaded) ?? models[0])?.id;

/** Whether a server has a model: Ollama knows `llama3` as `llama3:latest`, and one llama.cpp answers with what it has. */
export function hasModel({ server, models }: ListedModels, name: string): boolean {
  if (models.some(({ id }) => id === name || id === `${name}:latest`)) return true;
  return server === 'llama.cpp' && models.length === 1;
}
