import { expect, test } from 'vitest';
import { serverError } from '../../../../chatkit/answerers/completions/error';
import { wordsOf } from '../../../../chatkit/answerers/completions/said';
import { tokensTold } from '../../../../chatkit/answerers/completions/too-long';
import { describeError } from '../../../../chatkit/answerers/model/error';
import { englishStrings as en, sayWith } from '../../../../chatkit/answerers/model/strings';

const say = sayWith(en);

const failure = (status: number | undefined, body: unknown) => describeError(serverError(status, wordsOf(body)), say);

/** As the servers word it; the last column is the status, none within a stream. */
test.each<[string, unknown, number | undefined]>([
  [
    'OpenAI',
    {
      error: {
        message:
          "This model's maximum context length is 128000 tokens. However, your messages resulted in 200000 tokens.",
        type: 'invalid_request_error',
        param: 'messages',
        code: 'context_length_exceeded',
      },
    },
    400,
  ],
  [
    'OpenAI, one request larger than a minute’s share',
    {
      error: {
        message: 'Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 60000.',
        type: 'tokens',
        code: 'rate_limit_exceeded',
      },
    },
    429,
  ],
  [
    'llama.cpp',
    {
      error: {
        code: 400,
        message: 'request (20023 tokens) exceeds the available context size (8192 tokens), try increasing it',
        type: 'exceed_context_size_error',
        n_prompt_tokens: 20023,
        n_ctx: 8192,
      },
    },
    400,
  ],
  [
    'llama.cpp, earlier',
    {
      error: {
        code: 500,
        message:
          'the request exceeds the available context size. try increasing the context size or enable context shift',
        type: 'server_error',
      },
    },
    500,
  ],
  [
    'llama.cpp, in the stream',
    { code: 500, message: 'Context size has been exceeded.', type: 'server_error' },
    undefined,
  ],
  [
    'llama-cpp-python',
    {
      error: {
        message: 'Requested tokens (516) exceed context window of 512',
        type: 'internal_server_error',
        code: null,
      },
    },
    500,
  ],
  [
    'vLLM',
    {
      object: 'error',
      message:
        "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4000 in the messages, 1000 in the completion).",
      type: 'BadRequestError',
      param: null,
      code: 400,
    },
    400,
  ],
  [
    'vLLM, no room for an answer',
    { object: 'error', message: 'max_tokens must be at least 1, got -186.', type: 'BadRequestError', code: 400 },
    400,
  ],
  [
    'vLLM, newer',
    {
      error: {
        message:
          "You passed 5000 input tokens and requested 0 output tokens. However, the model's context length is only 4096 tokens.",
        type: 'BadRequestError',
        code: 400,
      },
    },
    400,
  ],
  [
    'vLLM, with pictures',
    { error: { message: 'The prompt (total length 25938) is too long to fit into the model (context length 4096).' } },
    400,
  ],
  [
    'Ollama',
    {
      error: {
        message: 'prompt too long; exceeded max context length by 42 tokens',
        type: 'invalid_request_error',
        code: null,
      },
    },
    400,
  ],
  ['Ollama, its own words', { error: 'the input length exceeds the context length' }, 400],
  [
    'LM Studio',
    {
      error:
        'Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.',
    },
    400,
  ],
  [
    'LM Studio, newer, in the stream',
    {
      message:
        'The number of tokens to keep from the initial prompt is greater than the context length. Try to load the model with a larger context length, or provide a shorter input',
    },
    undefined,
  ],
  [
    'text-generation-inference',
    {
      error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens',
      error_type: 'validation',
    },
    422,
  ],
  [
    'SGLang',
    { object: 'error', message: "The input (5000 tokens) is longer than the model's context length (4096 tokens)." },
    400,
  ],
  ['MLX', { detail: 'Prompt too long: 9000 tokens exceeds max context window of 8192 tokens' }, 400],
  [
    'OpenRouter',
    {
      error: {
        message: "This endpoint's maximum context length is 16384 tokens. However, you requested about 94307 tokens.",
        code: 400,
      },
    },
    400,
  ],
  [
    'Anthropic',
    {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'prompt is too long: 213462 tokens > 200000 maximum' },
    },
    400,
  ],
  [
    'Gemini',
    [
      {
        error: {
          code: 400,
          message: 'The input token count (1196265) exceeds the maximum number of tokens allowed (1048575).',
          status: 'INVALID_ARGUMENT',
        },
      },
    ],
    400,
  ],
  [
    'Mistral',
    {
      object: 'error',
      message: 'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
      type: 'invalid_request_prompt',
    },
    400,
  ],
  [
    'xAI',
    {
      code: 'Client specified an invalid argument',
      error: "This model's maximum prompt length is 131072 but the request contains 537812 tokens.",
    },
    400,
  ],
  ['a server in front', '<html><h1>413 Request Entity Too Large</h1></html>', 413],
])('a conversation that is too long for the model is told as such: %s', (_, body, status) => {
  expect(failure(status, body)).toMatchObject({ message: en.tooLong, allowRetry: false, reason: 'too_long' });
});

test.each<[string, unknown, number | undefined, string]>([
  [
    'a share used up',
    {
      error: { message: 'Rate limit reached: too many tokens per min (TPM): Limit 30000', code: 'rate_limit_exceeded' },
    },
    429,
    en.busy,
  ],
  [
    'a field that is wrong',
    { error: { message: "Invalid 'messages[0].role'", code: 'invalid_value' } },
    400,
    en.refused,
  ],
  [
    'a model that is loading',
    { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
    503,
    en.loading,
  ],
  ['a model that is loading, told with 200', { code: 503, message: 'Loading model' }, undefined, en.loading],
  ['a server that fails', { error: { message: 'CUDA out of memory' } }, 500, en.problem],
  [
    'a server that fails, told with 200',
    'Unexpected endpoint or method. (POST /chat/completions)',
    undefined,
    en.problem,
  ],
  ['nothing to pay with', { error: { message: 'Insufficient Balance' } }, 402, en.allowance],
  ['nothing said at all', undefined, 400, en.refused],
])('%s is not', (_, body, status, sentence) => {
  expect(failure(status, body)).toMatchObject({ message: sentence, reason: undefined });
});

test('a failure after words have come cut the answer, whatever it was', () => {
  const failed = serverError(undefined, wordsOf({ code: 401, message: 'expired' }));
  expect(describeError(failed, say, true).message).toBe(en.halfway);
});

test.each<[string, { asked?: number; window?: number }]>([
  [
    'exceed_context_size_error request (20023 tokens) exceeds the available context size (8192 tokens), try increasing it',
    { asked: 20_023, window: 8_192 },
  ],
  [
    "This model's maximum context length is 128,000 tokens. However, your messages resulted in 200,000 tokens.",
    { asked: 200_000, window: 128_000 },
  ],
  [
    "This model's maximum context length is 4096 tokens. However, you requested 4200 tokens (4000 in the messages, 200 in the completion).",
    { asked: 4_200, window: 4_096 },
  ],
  ['prompt is too long: 210000 tokens > 200000 maximum', { window: 200_000 }],
  ['Context size has been exceeded.', {}],
])('%s tells how much', (said, told) => {
  expect(tokensTold(said)).toEqual(told);
});
