import { createCompletionsModel } from '../chatkit/answerers/completions/model';
import { createModelAnswerer, type ModelAnswererOptions } from '../chatkit/answerers/model/answerer';
import { loadModelStrings, modelLanguageOf } from '../chatkit/answerers/model/strings';
import type { Answerer } from '../chatkit/server/types';
import { ownerStrings } from './owner-strings';

export interface OpenAiAnswererOptions extends Omit<ModelAnswererOptions, 'model' | 'strings'> {
  /** Servers on this machine often want none. */
  apiKey: string | undefined;
  /** With its version path, as in `https://api.openai.com/v1`. */
  baseURL: string | undefined;
  model: string;
  /** One that waits for an answer as long as it is told to: Node's own gives up after five minutes. */
  fetch?: typeof globalThis.fetch;
}

/** Answers with a model behind the chat completions API, the one that compatible servers speak too. */
export function createOpenAiAnswerer({ apiKey, baseURL, model, fetch, ...options }: OpenAiAnswererOptions): Answerer {
  return createModelAnswerer({
    ...options,
    model: createCompletionsModel({ apiKey, baseURL, model, ...(fetch && { fetch }) }),
    strings: async (language) => ({
      ...(await loadModelStrings(language)),
      ...ownerStrings[modelLanguageOf(language)],
    }),
  });
}
