import { APIConnectionError, APIError } from 'openai';
import { AnswerError } from '../chatkit/server/types';

/**
 * What the reader is told when the model's server fails. Decided by status and code; the server's own text, which may
 * quote a key or the question, is never passed on (P12).
 */
export function describeUpstreamFailure(error: unknown): AnswerError {
  const [sentence, allowRetry] = describe(error);
  return new AnswerError(sentence, allowRetry, { cause: error });
}

function describe(error: unknown): [sentence: string, allowRetry: boolean] {
  if (error instanceof APIConnectionError) return ['The language model cannot be reached just now.', true];
  if (!(error instanceof APIError) || error.status === undefined) {
    return ['The answer of the language model stopped halfway.', true];
  }
  const status: number = error.status;
  if (status === 401 || status === 403)
    return ['The language model does not accept this server’s key. Its owner has to look at it.', false];
  if (status === 404)
    return ['This server asks for a language model that does not exist. Its owner has to look at it.', false];
  if (status === 429 && error.code === 'insufficient_quota')
    return ['This server’s allowance for the language model is used up.', false];
  if (status === 429) return ['The language model is busy. Try again in a moment.', true];
  if (error.code === 'context_length_exceeded' || status === 413) {
    return [
      'This is too long for the language model. Ask about a shorter passage, or begin a new conversation.',
      false,
    ];
  }
  if (status >= 500) return ['The language model has a problem just now.', true];
  return ['The language model refused this question.', false];
}
