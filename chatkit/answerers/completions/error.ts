import { ModelError, type ModelErrorCode } from '../model/model';
import { isTooLong, tokensTold } from './too-long';

/** A refusal as its server words it: only to be compared with words we know, for it may quote a key or the question. */
export class ServerSaid extends Error {
  override name = 'ServerSaid';
  constructor(
    readonly status: number | undefined,
    /** Code, type and message run together. */
    readonly said: string,
  ) {
    super('The server of the language model reported a failure.');
  }
}

/**
 * The failure that a server's answer is.
 *
 * @param status of the answer; undefined within a stream, where the server may tell one among its words
 * @param words as `wordsOf` runs them together
 */
export function serverError(status: number | undefined, words: string): ModelError {
  const code = codeOf(status ?? Number(/^[45]\d\d\b/.exec(words)?.[0] ?? NaN), words);
  return new ModelError(code, {
    cause: new ServerSaid(status, words),
    ...(code === 'overflow' && tokensTold(words)),
  });
}

function codeOf(status: number, words: string): ModelErrorCode {
  if (isTooLong(status, words)) return 'overflow';
  if (status === 401 || status === 403) return 'refused_key';
  if (status === 404) return 'no_model';
  if (status === 402 || /\binsufficient_quota\b/.test(words)) return 'allowance';
  if (status === 429) return 'rate_limited';
  if (status === 503 && /\bloading\b/i.test(words)) return 'loading';
  if (status >= 400 && status < 500) return 'refused';
  return 'problem';
}
