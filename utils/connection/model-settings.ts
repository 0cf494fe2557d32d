import * as z from 'zod';
import { classifyHost } from './network';

/** Programs that serve models, as far as they are told apart; `other` speaks chat completions like all of them. */
export const modelServers = ['ollama', 'lm-studio', 'llama.cpp', 'vllm', 'other'] as const;
export type ModelServerName = (typeof modelServers)[number];

/** What a connection of kind `model` knows beside its address, which is that of the API with its version path. */
export const modelSettingsSchema = z.object({
  /** Of the model that answers, as its server calls it; not known before a server that wants a key has one. */
  name: z.string().min(1).max(300).optional(),
  server: z.enum(modelServers).catch('other'),
  /** It refused our origin when the reader connected it: see `origin-rule.ts`. */
  withoutOrigin: z.boolean().optional().catch(undefined),
});
export type ModelSettings = z.infer<typeof modelSettingsSchema>;

/** Where a model runs. `cloud`: an Ollama here or in the reader's network hands the question on to Ollama's own servers. */
export type ModelPlace = 'here' | 'network' | 'internet' | 'cloud';

interface ModelConnection {
  apiUrl: string;
  model?: ModelSettings | undefined;
}

/** Where a connection's model runs, judged by its address, and by the names of Ollama's cloud models. */
export function modelPlace({ apiUrl, model }: ModelConnection): ModelPlace {
  const network = classifyHost(new URL(apiUrl).hostname);
  if (network === 'public') return 'internet';
  if (model?.server === 'ollama' && isCloudModel(model.name ?? '')) return 'cloud';
  return network === 'loopback' ? 'here' : 'network';
}

/** `gpt-oss:120b-cloud`, `kimi-k2:cloud`: Ollama lists them beside those it runs itself. */
export const isCloudModel = (name: string): boolean => /[:-]cloud$/i.test(name);

/** Of a model, short enough for a bar: without the folder, the file's ending and `:latest` that some servers call it by. */
export function modelLabel(name: string): string {
  const file = /\.gguf$/i.test(name) ? name.replace(/^.*[\\/]/s, '').replace(/\.gguf$/i, '') : name;
  return file.replace(/:latest$/, '').slice(0, 60) || file.slice(0, 60);
}
