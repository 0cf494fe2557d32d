import { AnswerError } from '../../server/types';
import { ModelError, type ModelErrorCode } from './model';
import type { ModelStrings, Say } from './strings';

/** A sentence for each failure, and whether to ask again may help. */
const TOLD: Readonly<Record<ModelErrorCode, readonly [key: keyof ModelStrings, retry: boolean]>> = {
  overflow: ['tooLong', false],
  refused_key: ['key', false],
  no_model: ['missing', false],
  allowance: ['allowance', false],
  rate_limited: ['busy', true],
  loading: ['loading', true],
  unreachable: ['unreachable', true],
  refused: ['refused', false],
  silent: ['noAnswer', true],
  broken: ['noAnswer', true],
  problem: ['problem', true],
};

/**
 * What the reader is told when a model fails. What its server says, which may quote a key or the question, is never
 * passed on (P12).
 *
 * @param said whether words of an answer have come already
 * @param isNamed the failure is named too, for a client that has an action for it
 */
export function describeError(error: unknown, say: Say, said = false, isNamed = false): AnswerError {
  const code = error instanceof ModelError ? error.code : 'broken';
  const [key, retry] = said && code !== 'overflow' ? (['halfway', true] as const) : TOLD[code];
  return new AnswerError(say(key), retry, {
    cause: error,
    ...(code === 'overflow' ? { reason: 'too_long' } : isNamed && !said && { reason: `model_${code}` }),
  });
}
