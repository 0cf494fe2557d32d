import * as z from 'zod';
import { type Model, type ModelFacts, ModelError, type ModelSaid } from '../model/model';
import { type Look, readFacts } from './facts';
import { serverError, ServerSaid } from './error';
import { readChunk } from './chunk';
import { askModel, type ModelRequest } from './request';
import { wordsOf } from './said';
import { readModelStream, StreamBrokenError } from './stream';

export const OPENAI_URL = 'https://api.openai.com/v1';

export interface CompletionsOptions {
  /** Must wait for an answer as long as it takes: Node's own gives up after five minutes. */
  fetch?: typeof globalThis.fetch;
  /** With its version path, as in `https://api.openai.com/v1`, and without a slash at its end. */
  baseURL?: string | undefined;
  /** Servers on this machine often want none. Sent to the origin of `baseURL` alone. */
  apiKey: string | undefined;
  model: string;
  now?: () => number;
}

/** What was told of a model holds so long, in milliseconds: it may be loaded anew with another window. */
const FACTS_FOR = 60_000;
/** Nobody waits longer for what a server tells of its model, or for a count. */
const LOOK_MS = 3_000;
/** Names of the limit on an answer's length. OpenAI's newer models take only the first, many other servers only the second. */
const LIMITS = ['max_completion_tokens', 'max_tokens'] as const;

/** A model behind any server with the chat completions API. Asks by `fetch` alone, so that it runs anywhere. */
export function createCompletionsModel({
  fetch = globalThis.fetch,
  baseURL = OPENAI_URL,
  apiKey,
  model,
  now = Date.now,
}: CompletionsOptions): Model {
  const server = { fetch, baseURL, apiKey };
  const isOpenAi = isOpenAiAt(baseURL);
  const look = createLook(server);
  let facts: { at: number; read: Promise<ModelFacts> } | undefined;
  let limit: (typeof LIMITS)[number] = isOpenAi ? 'max_completion_tokens' : 'max_tokens';
  /** Until when nobody asks for a count again: the server has no tokenizer to ask, or was too busy to answer. */
  let countless = -Infinity;

  /** With the name that the server knows the longest answer by; the other name, once it refused the first. */
  const ask = async (body: Record<string, unknown>, maxTokens: number | undefined, signal: AbortSignal) => {
    if (maxTokens === undefined) return askModel({ ...server, body, signal });
    try {
      return await askModel({ ...server, body: { ...body, [limit]: maxTokens }, signal });
    } catch (error) {
      if (!isAboutName(error, limit)) throw error;
    }
    limit = LIMITS.find((one) => one !== limit) ?? limit;
    return askModel({ ...server, body: { ...body, [limit]: maxTokens }, signal });
  };

  return {
    facts() {
      // OpenAI tells nothing of its models, and has none that short rules are for.
      if (isOpenAi) return Promise.resolve({ name: model, parameters: Infinity });
      if (facts === undefined || now() - facts.at > FACTS_FOR) {
        facts = { at: now(), read: readFacts(model, look(baseURL), look(rootOf(baseURL))) };
      }
      return facts.read;
    },

    async count(text, signal) {
      if (isOpenAi || now() < countless) return undefined;
      const root = look(rootOf(baseURL), signal);
      const told = tokenizedSchema.safeParse(await root('/tokenize', { content: text, prompt: text, model })).data;
      // llama.cpp lists them, vLLM counts them.
      const counted = told?.tokens?.length ?? told?.count;
      if (counted === undefined && !signal.aborted) countless = now() + FACTS_FOR;
      return counted;
    },

    async *stream(messages, { signal, maxTokens }): AsyncGenerator<ModelSaid> {
      const answer = await ask({ model, stream: true, messages }, maxTokens, signal);
      try {
        for await (const said of 'stream' in answer ? readModelStream(answer.stream) : readChunk(answer.whole)) {
          if (said.type === 'failed') throw serverError(undefined, wordsOf(said.error));
          yield said;
        }
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof ModelError) throw error;
        throw new ModelError('broken', { cause: error instanceof StreamBrokenError ? error : undefined });
      }
    },
  };
}

const tokenizedSchema = z.object({
  tokens: z.array(z.unknown()).optional().catch(undefined),
  count: z.number().int().nonnegative().optional().catch(undefined),
});

/** OpenAI itself, and its models at Azure. */
function isOpenAiAt(baseURL: string): boolean {
  const { hostname } = new URL(baseURL);
  return hostname === 'api.openai.com' || /\.(?:openai|cognitiveservices|services\.ai)\.azure\.com$/.test(hostname);
}

/** A server's own address, without the version path of its API. */
const rootOf = (baseURL: string): string => baseURL.replace(/\/+$/, '').replace(/\/v\d+$/, '');

/** Looks at addresses of a server. Nothing that goes wrong there is a failure: what is not told is not known. */
const createLook =
  ({ fetch, apiKey }: Pick<ModelRequest, 'fetch' | 'apiKey'>) =>
  (base: string, signal?: AbortSignal): Look =>
  async (path, body) => {
    const timeout = AbortSignal.timeout(LOOK_MS);
    try {
      const response = await fetch(`${base}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          accept: 'application/json',
          ...(body && { 'content-type': 'application/json' }),
          ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      if (response.ok) return (await response.json()) as unknown;
      await response.body?.cancel();
    } catch {
      // Said above.
    }
    return undefined;
  };

/** Refused before anything was read, because of the field's name and not of its value. */
const isAboutName = (error: unknown, name: string): boolean =>
  error instanceof ModelError &&
  error.cause instanceof ServerSaid &&
  (error.cause.status === 400 || error.cause.status === 422) &&
  new RegExp(`\\b${name}\\b`).test(error.cause.said) &&
  /unsupported|not supported|unrecognized|unknown|unexpected|extra|not permitted|not allowed|invalid (?:parameter|field|argument)/i.test(
    error.cause.said,
  );
