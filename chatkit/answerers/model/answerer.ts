import { AnswerError, type AnswerContext, type Answerer, type AnswerPart } from '../../server/types';
import { createBoundaries } from './boundaries';
import { createBudgets } from './budget';
import { describeError } from './error';
import { stepsOf } from './left-out';
import { boundaryNames } from './messages';
import { type Model, ModelError } from './model';
import { createWatch, type Patience, type Watch, withBeats } from './patience';
import { buildPrompt } from './prompt';
import { readFiles } from './prompt-files';
import { isSmall } from './size';
import { citationOf } from './sources';
import { loadModelStrings, type ModelStrings, type Say, sayWith } from './strings';
import { createTeller } from './teller';
import { answerItem, toldItem } from './turns';

export interface ModelAnswererOptions extends Partial<Patience> {
  model: Model;
  /** Longest answer in tokens; 0 leaves it to the model. */
  maxTokens?: number | undefined;
  /** Tokens of prompt and answer together, where an owner knows better than the model tells. */
  contextTokens?: number | undefined;
  /** Short rules, or all of them; by what is known of the model where left out. */
  rules?: 'short' | 'full' | undefined;
  /** Whether the model reads pictures. */
  takesImages?: boolean;
  /** What boundaries are made of: random, and the same after a restart. One of its own when left out. */
  secret?: string;
  /** Sentences for a language (the tag a client asks for; undefined where it asks for none). */
  strings?: (language: string | undefined) => ModelStrings | Promise<ModelStrings>;
  /** Failures are named (`reason: 'model_no_model'`): for a client whose reader chose the model, and can act on them. */
  namesFailures?: boolean;
  /** How often the reader hears that the model is still at work; what stands between must not cut a silent connection. */
  beatMs?: number;
}

/** How often a prompt that was refused as too long is made shorter. */
const MAX_TRIES = 4;

/**
 * Answers with a language model, wherever it runs. Its answer streams; thoughts are shown folded; marks of what it read
 * become citations. What has no room stays out and is said in a step. Nothing that a model has begun to answer is asked
 * again: the reader decides on a second try.
 */
export function createModelAnswerer({
  model,
  maxTokens = 0,
  contextTokens,
  rules,
  takesImages = false,
  secret = crypto.randomUUID(),
  strings: stringsFor = loadModelStrings,
  firstTokenMs = 120_000,
  silenceMs = 60_000,
  beatMs = 10_000,
  namesFailures = false,
}: ModelAnswererOptions): Answerer {
  const boundaries = createBoundaries(secret);
  const budgets = createBudgets(model, { contextTokens, maxTokens });

  async function* answer(context: AnswerContext): AsyncGenerator<AnswerPart> {
    const strings = await stringsFor(context.language);
    const say = sayWith(strings);
    const budget = budgets();
    let watch: Watch | undefined;
    try {
      const files = await readFiles(context, takesImages);
      const ids = [...context.items, context.message].flatMap(({ id, type }) => (type === 'user_message' ? id : []));
      const boundary = await boundaries(context.thread.id, boundaryNames(ids, files));
      for (let attempt = 1; ; attempt += 1) {
        const facts = await model.facts(context.signal);
        const small = rules === undefined ? isSmall({ ...facts, window: budget.window(facts) }) : rules === 'short';
        const build = (room: Parameters<typeof buildPrompt>[2]) =>
          buildPrompt(context, { small, boundary }, room, files);
        const fitted = await budget.fit(facts, build, context.signal);
        const { prompt } = fitted;
        if (!prompt.fits) throw new AnswerError(say('tooLongAlone'), false, { reason: 'too_long' });
        const told = toldItem(prompt.told);
        yield attempt === 1 ? { type: 'item', item: told, key: TOLD } : { type: 'replace', itemId: TOLD, item: told };
        const hasPage = prompt.sources.size > 0 || prompt.boundaries.length > 0;
        yield { type: 'progress', text: say(hasPage ? 'reading' : 'waiting') };

        const teller = createTeller({
          boundaries: prompt.boundaries,
          cite(number) {
            const source = prompt.sources.get(number);
            return source && citationOf(source, strings);
          },
          now: () => performance.now(),
        });
        let isBegun = false;
        const patience = (watch ??= createWatch({ firstTokenMs, silenceMs }));
        const signal = AbortSignal.any([context.signal, patience.signal]);
        const heard = async function* () {
          const options = { signal, maxTokens: fitted.maxTokens, conversation: context.thread.id };
          for await (const said of model.stream(prompt.messages, options)) {
            patience.alive();
            if (said.type !== 'alive') yield said;
          }
        };
        try {
          for await (const beat of withBeats(heard(), beatMs)) {
            if (beat.type === 'quiet') {
              const key = hasPage && !teller.hasBegun ? 'readingFor' : 'waitingFor';
              yield { type: 'progress', text: say(key, Math.round(beat.ms / 1_000)) };
              continue;
            }
            const parts = teller.take(beat.value);
            if (teller.hasBegun) patience.begun();
            if (teller.hasBegun && !isBegun) {
              isBegun = true;
              budget.begun();
              yield* stepsOf(prompt.leftOut, say, context.language);
            }
            yield* parts;
          }
        } catch (error) {
          if (context.signal.aborted) throw context.signal.reason;
          if (isOverflow(error) && !teller.hasBegun && attempt < MAX_TRIES) {
            budget.refused(error, facts, fitted);
            continue;
          }
          yield* teller.end();
          // A model that has said its last word and does not hang up has answered.
          if (!patience.passed || teller.finish === undefined)
            throw describeError(error, say, teller.hasAnswered, namesFailures);
        }
        context.signal.throwIfAborted();
        yield* teller.end();
        if (teller.ownWords !== undefined) yield { type: 'item', item: answerItem(teller.ownWords) };
        yield* describeEnd(teller.finish, teller.hasAnswered, say);
        return;
      }
    } catch (error) {
      if (context.signal.aborted) throw context.signal.reason;
      if (watch?.passed !== 'firstToken')
        throw error instanceof AnswerError ? error : describeError(error, say, false, namesFailures);
      const minutes = Math.max(1, Math.round(firstTokenMs / 60_000));
      throw new AnswerError(say('notBegun', minutes), true, { cause: error, reason: 'not_begun' });
    } finally {
      watch?.stop();
    }
  }
  return { answer };
}

/** Key of the item that holds what was told. */
const TOLD = 'told';

const isOverflow = (error: unknown): error is ModelError => error instanceof ModelError && error.code === 'overflow';

function* describeEnd(finish: string | undefined, hasAnswered: boolean, say: Say): Generator<AnswerPart> {
  if (finish === 'content_filter') throw new AnswerError(say('refused'), false);
  if (finish === 'length') yield { type: 'notice', level: 'info', message: say('greatestLength') };
  else if (!hasAnswered) throw new AnswerError(say('noAnswer'), true);
}
