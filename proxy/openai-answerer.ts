import OpenAI from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { AnswerError, type Answerer, type AnswerPart } from '../chatkit/server/types';
import { buildPrompt, type ModelMessage } from './prompt';
import { type PromptFiles, readFiles } from './prompt-files';
import { describeUpstreamFailure } from './upstream-failure';

interface Options {
  /** Servers on this machine often want none. */
  apiKey: string | undefined;
  /** With its version path, as in `https://api.openai.com/v1`. */
  baseURL: string | undefined;
  model: string;
  /** Longest answer; 0 leaves it to the model. */
  maxTokens: number;
  /** How long the model may stay silent before the answer counts as failed. */
  silenceMs?: number;
}

/**
 * Streams a model's answer by the chat completions API, the one that compatible servers speak too. Redirects are not
 * followed and nothing is tried twice: the reader decides on a second try.
 */
export function createOpenAiAnswerer({ apiKey, baseURL, model, maxTokens, silenceMs = 60_000 }: Options): Answerer {
  const client = new OpenAI({
    apiKey: apiKey ?? 'none',
    baseURL: baseURL ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: silenceMs,
    logLevel: 'off',
    fetchOptions: { redirect: 'error' },
  });

  return {
    async *answer(context): AsyncGenerator<AnswerPart> {
      yield { type: 'progress', text: 'Reading the passage' };
      const silence = createSilenceTimer(silenceMs);
      let finish: string | null = null;
      try {
        const stream = await client.chat.completions.create(
          {
            model,
            stream: true,
            messages: withFiles(buildPrompt(context), await readFiles(context)),
            ...(maxTokens > 0 && { max_completion_tokens: maxTokens }),
          },
          { signal: AbortSignal.any([context.signal, silence.signal]) },
        );
        for await (const { choices } of stream) {
          silence.heard();
          const delta = choices[0]?.delta?.content;
          if (delta) yield { type: 'text', delta };
          finish = choices[0]?.finish_reason ?? finish;
        }
      } catch (error) {
        if (context.signal.aborted) throw context.signal.reason;
        if (silence.signal.aborted) throw new AnswerError('The language model does not answer just now.', true);
        throw describeUpstreamFailure(error);
      } finally {
        silence.stop();
      }
      context.signal.throwIfAborted();
      yield* describeEnd(finish);
    },
  };
}

/** The files stand before the question, in the same message: a model takes pictures in a reader's message only. */
function withFiles(messages: ModelMessage[], { text, images }: PromptFiles): ChatCompletionMessageParam[] {
  const last = messages.at(-1);
  if (!last || (text === '' && images.length === 0)) return messages;
  const words = text === '' ? last.content : `${text}\n\n${last.content}`;
  const pictures = images.map((url) => ({ type: 'image_url' as const, image_url: { url } }));
  return [...messages.slice(0, -1), { role: 'user', content: [{ type: 'text', text: words }, ...pictures] }];
}

function* describeEnd(finish: string | null): Generator<AnswerPart> {
  if (finish === null) throw new AnswerError('The answer of the language model stopped halfway.', true);
  if (finish === 'content_filter') throw new AnswerError('The language model refused this question.', false);
  if (finish === 'length') {
    const message = 'The answer reached its greatest length. Ask for the rest.';
    yield { type: 'event', event: { type: 'notice', level: 'info', message, title: undefined } };
  }
}

function createSilenceTimer(ms: number) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timer = setTimeout(abort, ms);
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(timer);
      timer = setTimeout(abort, ms);
    },
    stop: () => clearTimeout(timer),
  };
}
