import { expecting, type LanguageModelApi, type Languages } from '../../../chatkit/answerers/browser-model/api';
import { createBrowserModel } from '../../../chatkit/answerers/browser-model/model';
import type { Sessions } from '../../../chatkit/answerers/browser-model/sessions';
import { createModelAnswerer } from '../../../chatkit/answerers/model/answerer';
import { ModelError, type ModelErrorCode } from '../../../chatkit/answerers/model/model';
import { type Answerer, AnswerError, type AnswerPart } from '../../../chatkit/server/types';
import { languagesOf, notSpoken } from './languages';

/** Why quotes answer in the model's place; each has a sentence (`fetch.ts`). */
export type WhyQuotes =
  { why: 'unable' | 'missing' | 'coming' | 'failed' } | { why: 'write' | 'read'; language: string };

export interface BrowserModelAnswererOptions {
  /** Undefined in a browser without one. */
  api: LanguageModelApi | undefined;
  sessions: Sessions | undefined;
  name: string;
  quotes: Answerer;
  /** The sentence that the reader is told, in the reader's language. */
  say: (why: WhyQuotes, language: string | undefined) => string;
}

/** What asking in another way can help with: there is no answer from this model just now. */
const LOST: ReadonlySet<ModelErrorCode> = new Set<ModelErrorCode>([
  'no_model',
  'unreachable',
  'loading',
  'silent',
  'broken',
  'problem',
]);

/**
 * Answers with the browser's own model; where it is not here, does not speak the languages of the question or fails
 * before its first word, quotes answer, and the answer's first step says why.
 */
export function createBrowserModelAnswerer(options: BrowserModelAnswererOptions): Answerer {
  const { api, sessions, name, quotes, say } = options;
  const secret = crypto.randomUUID();
  return {
    async *answer(context): AsyncGenerator<AnswerPart> {
      const languages = languagesOf(context);
      let why = await whyNot(api, languages);
      if (why === undefined && sessions) {
        const model = createBrowserModel({ sessions, name, languages });
        // Models of browsers are small ones, whatever they are called.
        const answerer = createModelAnswerer({ model, rules: 'short', secret });
        let hasBegun = false;
        try {
          for await (const part of answerer.answer(context)) {
            hasBegun ||= part.type === 'text' || part.type === 'open';
            yield part;
          }
          return;
        } catch (error) {
          if (context.signal.aborted || hasBegun || !isLost(error)) throw error;
          why = { why: 'failed' };
        }
      }
      yield step(say(why ?? { why: 'unable' }, context.language));
      yield* quotes.answer(context);
    },
  };
}

async function whyNot(api: LanguageModelApi | undefined, languages: Languages): Promise<WhyQuotes | undefined> {
  try {
    const state = (await api?.availability(expecting(languages))) ?? 'unavailable';
    if (state === 'available') return undefined;
    if (state === 'downloading') return { why: 'coming' };
    if (state === 'downloadable') return { why: 'missing' };
    if (!api || (await api.availability()) === 'unavailable') return { why: 'unable' };
    const { does, language } = (await notSpoken(api, languages)) ?? {};
    return does && language !== undefined ? { why: does, language } : { why: 'unable' };
  } catch {
    return { why: 'unable' };
  }
}

const isLost = (error: unknown): boolean =>
  error instanceof AnswerError && error.cause instanceof ModelError && LOST.has(error.cause.code);

const step = (title: string): AnswerPart => ({
  type: 'item',
  item: { type: 'task', task: { type: 'custom', status_indicator: 'none', title } },
});
