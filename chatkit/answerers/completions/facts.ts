import * as z from 'zod';
import type { ModelFacts } from '../model/model';
import { parametersIn } from '../model/size';

/** JSON of one of the server's addresses; undefined where it has no such thing, or did not answer in time. */
export type Look = (path: string, body?: Record<string, unknown>) => Promise<unknown>;

const count = z.number().int().positive().max(1e8).optional().catch(undefined);
const word = z.string().optional().catch(undefined);

/** `GET /v1/models`: vLLM, llama.cpp, OpenRouter, Groq and who follows them each tell a window by a name of their own. */
const modelsSchema = z.object({
  data: z.array(
    z.object({
      id: z.string().catch(''),
      max_model_len: count,
      context_length: count,
      context_window: count,
      max_context_length: count,
      meta: z
        .object({ n_params: z.number().optional().catch(undefined) })
        .nullish()
        .catch(undefined),
    }),
  ),
});
/** `GET /props` of llama.cpp: the window of one conversation. */
const propsSchema = z.object({ default_generation_settings: z.object({ n_ctx: z.number().int().positive() }) });
/** `GET /api/v0/models/{id}` of LM Studio. */
const studioSchema = z.object({ loaded_context_length: count, max_context_length: count, state: word });
/** `POST /api/show` of Ollama: what the model could have, and what its file sets. */
const showSchema = z.object({
  parameters: word,
  details: z.object({ parameter_size: word }).optional().catch(undefined),
  model_info: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
/** `GET /api/ps` of Ollama: what the loaded model really has. */
const psSchema = z.object({ models: z.array(z.object({ name: word, model: word, context_length: count })) });
/** Of an Ollama that was told nothing. What exceeds it is forgotten without a word. */
const OLLAMA_WINDOW = 4_096;

/**
 * What a server tells of a model: its window, and how large it is. The addresses of all kinds are looked at side by side,
 * because none says of itself what it is.
 *
 * @param api looks below the API's version path (`/models`), @param root below the server's own
 */
export async function readFacts(model: string, api: Look, root: Look): Promise<ModelFacts> {
  const [models, props, studio, show, ps] = await Promise.all([
    api('/models').then((json) => modelsSchema.safeParse(json)),
    root('/props').then((json) => propsSchema.safeParse(json)),
    root(`/api/v0/models/${encodeURIComponent(model)}`).then((json) => studioSchema.safeParse(json)),
    root('/api/show', { model }).then((json) => showSchema.safeParse(json)),
    root('/api/ps').then((json) => psSchema.safeParse(json)),
  ]);
  const listed = models.data?.data ?? [];
  // A server with one model answers with it, whatever it is asked for.
  const entry = listed.find(({ id }) => id === model) ?? (listed.length === 1 ? listed[0] : undefined);
  const window =
    props.data?.default_generation_settings.n_ctx ??
    studio.data?.loaded_context_length ??
    (show.data && ollamaWindow(model, show.data, ps.data?.models ?? [])) ??
    entry?.max_model_len ??
    entry?.context_length ??
    entry?.context_window ??
    entry?.max_context_length ??
    studio.data?.max_context_length;
  const parameters =
    entry?.meta?.n_params ??
    parametersIn(show.data?.details?.parameter_size ?? '') ??
    parametersIn(model) ??
    parametersIn(entry?.id.split('/').at(-1) ?? '');
  return { name: model, ...(window !== undefined && { window }), ...(parameters !== undefined && { parameters }) };
}

function ollamaWindow(
  model: string,
  { parameters = '', model_info = {} }: z.infer<typeof showSchema>,
  loaded: z.infer<typeof psSchema>['models'],
): number | undefined {
  if (Object.keys(model_info).length === 0 && parameters === '') return undefined;
  const named = new Set([model, `${model}:latest`]);
  const running = loaded.find(({ name = '', model: id = '' }) => named.has(name) || named.has(id))?.context_length;
  const most = Object.entries(model_info).find(([key]) => key.endsWith('.context_length'))?.[1];
  const set = /^num_ctx\s+(\d+)/m.exec(parameters)?.[1];
  const wanted = running ?? (set === undefined ? OLLAMA_WINDOW : Number(set));
  return typeof most === 'number' && most > 0 ? Math.min(most, wanted) : wanted;
}
