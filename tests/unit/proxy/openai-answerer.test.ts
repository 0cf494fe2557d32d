import { afterEach, describe, expect, test, vi } from 'vitest';
import { AnswerError, type AnswerContext, type AnswerPart } from '../../../chatkit/server/types';
import { createOpenAiAnswerer } from '../../../proxy/openai-answerer';
import { answerOf, createProxy, parseEvents, threadIdOf } from './harness';
import { answerWith, openStream, refuseWith, sendChunk, startModel } from './model-stand-in';

const API_KEY = 'sk-canary-7Yx2Qm9Lr4';
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const model of open.splice(0)) await model.close();
});

async function modelThat(
  behave: Parameters<typeof startModel>[0],
  options: Partial<Parameters<typeof createOpenAiAnswerer>[0]> = {},
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
const errorOf = (answer: Promise<unknown>) =>
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
  expect(body).not.toHaveProperty('max_tokens');
  expect(body?.messages[0]?.role).toBe('system');
  const asked = body?.messages.at(-1)?.content ?? '';
  const [, boundary = 'none'] = /^\[([0-9a-f]{16})\]/.exec(asked) ?? [];
  expect(asked.split(boundary)).toHaveLength(3);
  expect(asked).toContain('> len(s) returns the length');
  expect(asked.endsWith(`[${boundary}]\n\nWhat does it return?`)).toBe(true);
});

const told = {
  docent: 'page',
  parts: ['[1] Passage\n\nlen(s) returns the length'],
  sources: [{ number: 1, place: 'passage', title: '', quote: 'len(s) returns the length' }],
  files: {},
  from: 'q',
};

test('keeps what it tells of the page, tells that it reads, then streams the words as they come', async () => {
  const { answerer } = await modelThat(answerWith(['The ', 'length.']));
  expect(await collect(answerer.answer(context()))).toEqual([
    { type: 'item', key: 'told', item: { type: 'hidden_context_item', content: told } },
    { type: 'progress', text: 'The model is reading the passage…' },
    { type: 'text', delta: 'The' },
    { type: 'text', delta: ' length.' },
  ]);
});

test('an answer that reached its greatest length says so', async () => {
  const { model, answerer } = await modelThat(answerWith(['The'], 'length'), { maxTokens: 5 });
  const parts = await collect(answerer.answer(context()));
  expect(parts.at(-1)).toMatchObject({ type: 'notice', level: 'info' });
  expect(model.requests[0]?.body.max_tokens).toBe(5);
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
    const failure = await errorOf(collect(answerer.answer(context())));
    expect(failure).toBeInstanceOf(AnswerError);
    expect(failure).toMatchObject({ message: expect.stringContaining(sentence) as string, allowRetry });
    expect((failure as Error).message).not.toContain(API_KEY);
    // What is too long is asked again with short rules, which so small a window gets; nothing is left to leave out then.
    expect(model.requests).toHaveLength(code === 'context_length_exceeded' ? 2 : 1);
  });

  test('nobody there', async () => {
    const { model, answerer } = await modelThat(answerWith([]));
    await model.close();
    const failure = await errorOf(collect(answerer.answer(context())));
    expect(failure).toMatchObject({ message: 'The language model cannot be reached just now.', allowRetry: true });
  });

  test('a redirect is not followed, so the key goes nowhere else', async () => {
    const elsewhere = await startModel(answerWith(['stolen']));
    open.push(elsewhere);
    const { answerer } = await modelThat((response) => {
      response.writeHead(307, { location: `${elsewhere.baseURL}/chat/completions` }).end();
    });
    expect(await errorOf(collect(answerer.answer(context())))).toBeInstanceOf(AnswerError);
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
    const failure = await errorOf(
      (async () => {
        for await (const part of answerer.answer(context())) said.push(part);
      })(),
    );
    expect(failure).toMatchObject({ message: 'The answer of the language model stopped halfway.', allowRetry: true });
    expect(said).toContainEqual({ type: 'text', delta: 'The' });
  });

  test('a stream that breaks off before any word has not stopped halfway', async () => {
    const { answerer } = await modelThat((response) => {
      openStream(response);
      sendChunk(response, { role: 'assistant', content: '' });
      setImmediate(() => response.destroy());
    });
    expect(await errorOf(collect(answerer.answer(context())))).toMatchObject({
      message: 'The language model gave no answer.',
      allowRetry: true,
    });
  });

  test('a filtered answer', async () => {
    const { answerer } = await modelThat(answerWith([], 'content_filter'));
    expect(await errorOf(collect(answerer.answer(context())))).toMatchObject({ allowRetry: false });
  });

  test('a model that does not begin in time is not said to have stopped halfway', async () => {
    const { model, answerer } = await modelThat(() => undefined, { firstTokenMs: 50 });
    const failure = await errorOf(collect(answerer.answer(context())));
    expect(failure).toMatchObject({ reason: 'not_begun', allowRetry: true });
    expect((failure as Error).message).toMatch(/^The language model did not begin to answer within 1 min\./);
    await expect.poll(() => model.hungUp.length).toBe(1);
  });

  test('a server that only says it is there has not begun either', async () => {
    const { answerer } = await modelThat(
      (response) => {
        openStream(response);
        sendChunk(response, { role: 'assistant', content: '' });
      },
      { firstTokenMs: 50, silenceMs: 5 },
    );
    expect(await errorOf(collect(answerer.answer(context())))).toMatchObject({ reason: 'not_begun' });
  });

  test('silence within the answer', async () => {
    const { answerer } = await modelThat(
      (response) => {
        openStream(response);
        sendChunk(response, { content: 'The ' });
      },
      { silenceMs: 50 },
    );
    expect(await errorOf(collect(answerer.answer(context())))).toMatchObject({
      message: 'The answer of the language model stopped halfway.',
      allowRetry: true,
    });
  });

  test('but no silence after the model has said that it is done', async () => {
    const { answerer } = await modelThat(
      (response) => {
        openStream(response);
        sendChunk(response, { content: 'The length.' });
        sendChunk(response, {}, 'stop');
      },
      { silenceMs: 50 },
    );
    expect((await collect(answerer.answer(context()))).at(-1)).toEqual({ type: 'text', delta: 'The length.' });
  });

  /** Pauses in milliseconds before what is sent; without comments the pause is as long in one piece. */
  const comments = Array.from({ length: 6 }, (): [number, string] => [25_000, ': still here\n\n']);
  test.each<[string, [number, string][], number, string]>([
    ['comments of a server that is at work are no silence', comments, 25_000, 'The length.'],
    ['but a pause as long without them is', [], 175_000, 'The '],
  ])('%s', async (_name, between, pauseMs, text) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const chunk = (content: string) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
    const left: [number, string][] = [
      [0, chunk('The ')],
      ...between,
      [pauseMs, chunk('length.')],
      [0, 'data: [DONE]\n\n'],
    ];
    let isOver = false;
    let breakOff: (reason: unknown) => void = () => undefined;
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          breakOff = (reason) => controller.error(reason);
        },
        async pull(controller) {
          // Asked for once what was sent before was read.
          const next = left.shift();
          if (next === undefined) return controller.close();
          await vi.advanceTimersByTimeAsync(next[0]);
          if (!isOver) controller.enqueue(new TextEncoder().encode(next[1]));
        },
      },
      { highWaterMark: 0 },
    );
    const answerer = createOpenAiAnswerer({
      apiKey: API_KEY,
      baseURL: 'http://127.0.0.1:1/v1',
      model: 'stand-in',
      maxTokens: 0,
      fetch: (url, init) => {
        if (!String(url).endsWith('/chat/completions')) return Promise.resolve(new Response(null, { status: 404 }));
        const { signal } = init ?? {};
        signal?.addEventListener('abort', () => {
          isOver = true;
          breakOff(signal.reason);
        });
        return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
      },
    });
    const parts: AnswerPart[] = [];
    const failure = await errorOf(
      (async () => {
        for await (const part of answerer.answer(context())) parts.push(part);
      })(),
    );
    expect(parts.flatMap((part) => (part.type === 'text' ? part.delta : [])).join('')).toBe(text);
    expect(failure === undefined).toBe(text === 'The length.');
  });
});

describe('while the model reads', () => {
  test('the reader hears how long, in their language, and the connection is not idle', async () => {
    const { answerer } = await modelThat(
      (response) => void setTimeout(() => void answerWith(['Da.'])(response, {} as never), 120),
      { beatMs: 25 },
    );
    const progress = async (language: string | undefined) =>
      (await collect(answerer.answer({ ...context(), language })))
        .filter(({ type }) => type === 'progress')
        .map((part) => (part as { text: string }).text);
    const german = await progress('de-CH');
    expect(german[0]).toBe('Das Modell liest die Passage…');
    expect(german.length).toBeGreaterThan(2);
    expect(german.at(-1)).toMatch(/^Das Modell liest die Passage… \d s$/);
    expect((await progress('tlh'))[0]).toBe('The model is reading the passage…');
  });

  test('Stop hangs up on it', async () => {
    const { model, answerer } = await modelThat(() => undefined);
    const leaving = new AbortController();
    const failure = errorOf(collect(answerer.answer(context(leaving.signal))));
    await expect.poll(() => model.requests.length).toBe(1);
    leaving.abort();
    expect(await failure).toBe(leaving.signal.reason);
    await expect.poll(() => model.hungUp.length).toBe(1);
  });
});

describe('the longest answer', () => {
  const refusing =
    (field: string, words: string): Parameters<typeof startModel>[0] =>
    (response, request) =>
      field in request.body
        ? refuseWith(400, 'unsupported_parameter', words)(response, request)
        : answerWith(['The length.'])(response, request);

  test.each<[string, string, string]>([
    [
      'max_tokens',
      'max_completion_tokens',
      "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
    ],
    ['max_tokens', 'max_completion_tokens', 'max_tokens: Extra inputs are not permitted'],
  ])('%s gives way to %s where a server refuses it, from then on', async (first, second, words) => {
    const { model, answerer } = await modelThat(refusing(first, words), { maxTokens: 7 });
    await collect(answerer.answer(context()));
    await collect(answerer.answer(context()));
    expect(model.requests.map(({ body }) => [body.max_tokens, body.max_completion_tokens])).toEqual([
      [7, undefined],
      [undefined, 7],
      [undefined, 7],
    ]);
  });

  test('a value that is refused is not asked again by another name', async () => {
    const { model, answerer } = await modelThat(
      refuseWith(400, 'invalid_value', "Invalid value for 'max_tokens': must be at most 4096."),
      { maxTokens: 9_000 },
    );
    expect(await errorOf(collect(answerer.answer(context())))).toBeInstanceOf(AnswerError);
    expect(model.requests).toHaveLength(1);
  });

  test('is asked of OpenAI by the name that its newer models want', async () => {
    const asked: unknown[] = [];
    const fetch = (_url: unknown, init?: RequestInit) => {
      asked.push(JSON.parse(init?.body as string));
      return Promise.resolve(new Response('data: [DONE]\n\n', { headers: { 'content-type': 'text/event-stream' } }));
    };
    const answerer = createOpenAiAnswerer({ apiKey: API_KEY, baseURL: undefined, model: 'm', maxTokens: 7, fetch });
    await errorOf(collect(answerer.answer(context())));
    expect(asked).toMatchObject([{ max_completion_tokens: 7 }]);
  });
});

test('an abort hangs up on the model', async () => {
  const { model, answerer } = await modelThat((response) => {
    openStream(response);
    sendChunk(response, { content: 'The ' });
  });
  const leaving = new AbortController();
  const failure = await errorOf(
    (async () => {
      for await (const part of answerer.answer(context(leaving.signal))) if (part.type === 'text') leaving.abort();
    })(),
  );
  expect(failure).toBe(leaving.signal.reason);
  await expect.poll(() => model.hungUp.length).toBe(1);
});

describe('through the proxy', () => {
  test('a follow-up carries the whole thread, the passage once, and begins byte for byte as the first question', async () => {
    const { model, answerer } = await modelThat(answerWith(['The ', 'length.']));
    const proxy = createProxy({ answerer });
    const { client_secret } = await proxy.vend();
    const first = await proxy.ask(client_secret, 'What does it return?', 'len(s) returns the length');
    expect(answerOf(first)).toBe('The length.');
    expect(first.filter(({ type }) => type === 'progress_update').map(({ text }) => text)).toEqual([
      'The model is reading the passage…',
    ]);
    await proxy.ask(client_secret, 'And for a list?', 'len(s) returns the length', threadIdOf(first));
    await proxy.ask(client_secret, 'Thanks?', undefined, threadIdOf(first));
    const [one = [], second = [], third = []] = model.requests.map(({ body }) => body.messages);
    expect(second.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(second.slice(0, 2)).toEqual(one);
    expect(second.at(-1)?.content).toBe('And for a list?');
    expect(third.slice(0, 4)).toEqual(second);
    expect(third.at(-1)?.content).toBe('Thanks?');
  });

  test('boundaries that a model repeats, and its thoughts, are neither shown nor sent back', async () => {
    const { model, answerer } = await modelThat((response, request) => {
      const [, code = ''] = /\[([0-9a-f]{16})\]/.exec(request.body.messages.at(-1)?.content ?? '') ?? [];
      const words = [
        `<th`,
        `ink>I see [${code}].</think>`,
        `\n\n[${code.slice(0, 9)}`,
        `${code.slice(9)}] The `,
        'length.',
      ];
      return answerWith(words)(response, request);
    });
    const proxy = createProxy({ answerer });
    const { client_secret } = await proxy.vend();
    const events = await proxy.ask(client_secret, 'What?', 'len(s) returns the length');
    expect(answerOf(events)).toBe('The length.');
    const thought = events.findLast(({ item }) => item?.type === 'workflow');
    expect(JSON.stringify(thought)).toContain('I see .');
    const boundary = /\[([0-9a-f]{16})\]/.exec(JSON.stringify(model.requests[0]?.body.messages))?.[1] ?? 'none';
    expect(JSON.stringify(events)).not.toContain(boundary);
    await proxy.ask(client_secret, 'And?', undefined, threadIdOf(events));
    expect(JSON.stringify(model.requests[1]?.body.messages)).not.toContain('I see');
  });

  test('what was told of the page is kept for the next question, and no client gets it', async () => {
    const { answerer } = await modelThat(answerWith(['The length.']));
    const proxy = createProxy({ answerer });
    const { client_secret } = await proxy.vend();
    const events = await proxy.ask(client_secret, 'What?', 'len(s) returns the length');
    const params = { thread_id: threadIdOf(events) };
    const got = await (await proxy.chatkit(client_secret, 'threads.get_by_id', params)).text();
    const listed = await (await proxy.chatkit(client_secret, 'items.list', params)).text();
    for (const text of [JSON.stringify(events), got, listed]) expect(text).not.toContain('hidden_context_item');
  });

  test('a conversation that is too long for the model comes with its reason, in the reader’s language', async () => {
    const { answerer } = await modelThat(refuseWith(400, 'context_length_exceeded', 'too long'));
    const proxy = createProxy({ answerer });
    const { client_secret } = await proxy.vend();
    const input = { content: [{ type: 'input_text', text: 'Why?' }], attachments: [], inference_options: {} };
    const headers = { authorization: `Bearer ${client_secret}`, 'accept-language': 'fr-FR, en;q=0.5' };
    const response = await proxy.post('/chatkit', { type: 'threads.create', params: { input } }, headers);
    const error = parseEvents(await response.text()).find(({ type }) => type === 'error');
    expect(error).toMatchObject({ code: 'custom', reason: 'too_long', allow_retry: false });
    expect(error?.message).toMatch(/^La question et le passage sont à eux seuls trop longs/);
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
