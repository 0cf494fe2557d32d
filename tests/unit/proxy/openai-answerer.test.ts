import { afterEach, describe, expect, test } from 'vitest';
import { AnswerError, type AnswerContext, type AnswerPart } from '../../../chatkit/server/types';
import { createOpenAiAnswerer } from '../../../proxy/openai-answerer';
import { answerOf, createProxy, threadIdOf } from './harness';
import { answerWith, openStream, refuseWith, sendChunk, startModel } from './model-stand-in';

const API_KEY = 'sk-canary-7Yx2Qm9Lr4';
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const model of open.splice(0)) await model.close();
});

async function modelThat(
  behave: Parameters<typeof startModel>[0],
  options: { silenceMs?: number; maxTokens?: number } = {},
) {
  const model = await startModel(behave);
  open.push(model);
  const answerer = createOpenAiAnswerer({
    apiKey: API_KEY,
    baseURL: model.baseURL,
    model: 'stand-in',
    maxTokens: 0,
    ...options,
  });
  return { model, answerer };
}

const context = (signal = new AbortController().signal): AnswerContext => ({
  thread: {
    id: 't',
    title: undefined,
    created_at: '',
    status: { type: 'active' },
    allowed_image_domains: undefined,
    metadata: {},
  },
  items: [],
  message: {
    type: 'user_message',
    id: 'q',
    thread_id: 't',
    created_at: '',
    content: [{ type: 'input_text', text: 'What does it return?' }],
    attachments: [],
    quoted_text: 'len(s) returns the length',
    inference_options: { tool_choice: undefined, model: undefined },
  },
  question: 'What does it return?',
  docent: undefined,
  signal,
  cause: 'message',
  readAttachment: () => Promise.reject(new Error('no attachment')),
});

async function collect(parts: AsyncIterable<AnswerPart>): Promise<AnswerPart[]> {
  const collected: AnswerPart[] = [];
  for await (const part of parts) collected.push(part);
  return collected;
}
const failureOf = (answer: Promise<unknown>) =>
  answer.then(
    () => undefined,
    (error: unknown) => error,
  );

test('asks once, with the model, the key, the rules and the fenced passage', async () => {
  const { model, answerer } = await modelThat(answerWith(['The ', 'length.']));
  await collect(answerer.answer(context()));
  expect(model.requests).toHaveLength(1);
  const body = model.requests[0]?.body;
  expect([model.requests[0]?.path, model.requests[0]?.authorization]).toEqual([
    '/v1/chat/completions',
    `Bearer ${API_KEY}`,
  ]);
  expect(body).toMatchObject({ model: 'stand-in', stream: true });
  expect(body).not.toHaveProperty('max_completion_tokens');
  expect(body?.messages[0]?.role).toBe('system');
  const asked = body?.messages.at(-1)?.content ?? '';
  const [, boundary = 'none'] = /^\[([0-9a-f]{32})\]/.exec(asked) ?? [];
  expect(asked.split(boundary)).toHaveLength(3);
  expect(asked).toContain('> len(s) returns the length');
  expect(asked.endsWith(`[${boundary}]\n\nWhat does it return?`)).toBe(true);
});

test('tells that it reads, then streams the words as they come', async () => {
  const { answerer } = await modelThat(answerWith(['The ', 'length.']));
  expect(await collect(answerer.answer(context()))).toEqual([
    { type: 'progress', text: 'Reading the passage' },
    { type: 'text', delta: 'The ' },
    { type: 'text', delta: 'length.' },
  ]);
});

test('an answer that reached its greatest length says so', async () => {
  const { model, answerer } = await modelThat(answerWith(['The'], 'length'), { maxTokens: 5 });
  const parts = await collect(answerer.answer(context()));
  expect(parts.at(-1)).toMatchObject({ type: 'event', event: { type: 'notice', level: 'info' } });
  expect(model.requests[0]?.body.max_completion_tokens).toBe(5);
});

describe('a failure is told in a sentence of ours', () => {
  const leak = `Incorrect API key provided: ${API_KEY}. Question: What does it return?`;
  test.each<[number, string | null, string, boolean]>([
    [400, null, 'refused this question', false],
    [400, 'context_length_exceeded', 'too long', false],
    [401, 'invalid_api_key', 'does not accept this server’s key', false],
    [403, null, 'does not accept this server’s key', false],
    [404, 'model_not_found', 'does not exist', false],
    [429, 'rate_limit_exceeded', 'busy', true],
    [429, 'insufficient_quota', 'allowance', false],
    [500, null, 'has a problem', true],
    [503, null, 'has a problem', true],
  ])('%s %s', async (status, code, sentence, allowRetry) => {
    const { model, answerer } = await modelThat(refuseWith(status, code, leak));
    const failure = await failureOf(collect(answerer.answer(context())));
    expect(failure).toBeInstanceOf(AnswerError);
    expect(failure).toMatchObject({ message: expect.stringContaining(sentence) as string, allowRetry });
    expect((failure as Error).message).not.toContain(API_KEY);
    expect(model.requests).toHaveLength(1);
  });

  test('nobody there', async () => {
    const { model, answerer } = await modelThat(answerWith([]));
    await model.close();
    const failure = await failureOf(collect(answerer.answer(context())));
    expect(failure).toMatchObject({ message: 'The language model cannot be reached just now.', allowRetry: true });
  });

  test('a redirect is not followed, so the key goes nowhere else', async () => {
    const elsewhere = await startModel(answerWith(['stolen']));
    open.push(elsewhere);
    const { answerer } = await modelThat((response) => {
      response.writeHead(307, { location: `${elsewhere.baseURL}/chat/completions` }).end();
    });
    expect(await failureOf(collect(answerer.answer(context())))).toBeInstanceOf(AnswerError);
    expect(elsewhere.requests).toEqual([]);
  });

  test.each<[string, Parameters<typeof startModel>[0]]>([
    [
      'a stream that breaks off',
      (response) => {
        openStream(response);
        sendChunk(response, { content: 'The ' });
        setImmediate(() => response.destroy());
      },
    ],
    [
      'a stream that ends without its end',
      (response) => {
        openStream(response);
        sendChunk(response, { content: 'The ' });
        response.end();
      },
    ],
    [
      'a stream of something else',
      (response) => {
        openStream(response);
        sendChunk(response, { content: 'The ' });
        response.end('data: {"broken\n\n');
      },
    ],
    [
      'an error within the stream',
      (response) => {
        openStream(response);
        sendChunk(response, { content: 'The ' });
        response.end(`data: ${JSON.stringify({ error: { message: leak } })}\n\n`);
      },
    ],
  ])('%s keeps what was said and stops halfway', async (_, behave) => {
    const { answerer } = await modelThat(behave);
    const said: AnswerPart[] = [];
    const failure = await failureOf(
      (async () => {
        for await (const part of answerer.answer(context())) said.push(part);
      })(),
    );
    expect(failure).toMatchObject({ message: 'The answer of the language model stopped halfway.', allowRetry: true });
    expect(said).toContainEqual({ type: 'text', delta: 'The ' });
  });

  test('a filtered answer', async () => {
    const { answerer } = await modelThat(answerWith([], 'content_filter'));
    expect(await failureOf(collect(answerer.answer(context())))).toMatchObject({ allowRetry: false });
  });

  test('silence, before or within the answer', async () => {
    const { answerer } = await modelThat(
      (response) => {
        openStream(response);
        sendChunk(response, { content: 'The ' });
      },
      { silenceMs: 50 },
    );
    expect(await failureOf(collect(answerer.answer(context())))).toMatchObject({ allowRetry: true });
    const mute = await modelThat(() => undefined, { silenceMs: 50 });
    expect(await failureOf(collect(mute.answerer.answer(context())))).toMatchObject({ allowRetry: true });
  });
});

test('an abort hangs up on the model', async () => {
  const { model, answerer } = await modelThat((response) => {
    openStream(response);
    sendChunk(response, { content: 'The ' });
  });
  const leaving = new AbortController();
  const failure = await failureOf(
    (async () => {
      for await (const part of answerer.answer(context(leaving.signal))) if (part.type === 'text') leaving.abort();
    })(),
  );
  expect(failure).toBe(leaving.signal.reason);
  await expect.poll(() => model.hungUp.length).toBe(1);
});

describe('through the proxy', () => {
  test('a follow-up carries the whole thread, and the passage as long as it is pinned', async () => {
    const { model, answerer } = await modelThat(answerWith(['The ', 'length.']));
    const proxy = createProxy({ answerer });
    const { client_secret } = await proxy.vend();
    const first = await proxy.ask(client_secret, 'What does it return?', 'len(s) returns the length');
    expect(answerOf(first)).toBe('The length.');
    expect(first.filter(({ type }) => type === 'progress_update').map(({ text }) => text)).toEqual([
      'Reading the passage',
    ]);
    await proxy.ask(client_secret, 'And for a list?', 'len(s) returns the length', threadIdOf(first));
    await proxy.ask(client_secret, 'Thanks?', undefined, threadIdOf(first));
    const [, second, third] = model.requests.map(({ body }) => body.messages);
    expect(second?.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(second?.at(-1)?.content).toContain('> len(s) returns the length');
    expect(third?.at(-1)?.content).toBe('Thanks?');
  });

  test('a refusal reaches the reader as our sentence, the log as a status, the upstream’s words neither', async () => {
    const { answerer } = await modelThat(refuseWith(401, 'invalid_api_key', `Incorrect API key: ${API_KEY}`));
    const proxy = createProxy({ answerer });
    const { client_secret } = await proxy.vend();
    const events = await proxy.ask(client_secret, 'Why?', 'a passage');
    expect(events.find(({ type }) => type === 'error')).toMatchObject({ code: 'custom', allow_retry: false });
    expect(JSON.stringify([events, proxy.logs])).not.toContain(API_KEY);
  });
});
