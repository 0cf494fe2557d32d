import { describe, expect, test } from 'vitest';
import { createCompletionsModel } from '../../../../chatkit/answerers/completions/model';

/** A server that tells of itself by path, as those of each kind do; what it was asked stands in `asked`. */
function server(tells: Readonly<Record<string, unknown>>) {
  const asked: { path: string; body: unknown; authorization: string | null }[] = [];
  const fetch = (input: unknown, init: RequestInit = {}) => {
    const { origin, pathname } = new URL(String(input));
    expect(origin).toBe('http://models.example');
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    asked.push({ path: pathname, body, authorization: new Headers(init.headers).get('authorization') });
    const told = tells[pathname];
    if (told === undefined) return Promise.resolve(Response.json({ error: 'Not found' }, { status: 404 }));
    return Promise.resolve(
      Response.json(typeof told === 'function' ? (told as (body: unknown) => unknown)(body) : told),
    );
  };
  return { asked, fetch: fetch as typeof globalThis.fetch };
}

const factsOf = (tells: Readonly<Record<string, unknown>>, model = 'llama3', baseURL = 'http://models.example/v1') =>
  createCompletionsModel({ apiKey: 'a key', baseURL, model, fetch: server(tells).fetch }).facts(
    new AbortController().signal,
  );

describe('what a server tells of its model', () => {
  test.each<[string, Record<string, unknown>, object]>([
    [
      'llama.cpp, by the window of one conversation',
      {
        '/props': { default_generation_settings: { n_ctx: 8_192 }, total_slots: 1 },
        '/v1/models': { data: [{ id: '/models/mine.gguf', meta: { n_ctx_train: 131_072, n_params: 134_515_008 } }] },
      },
      { window: 8_192, parameters: 134_515_008 },
    ],
    ['vLLM', { '/v1/models': { data: [{ id: 'llama3', max_model_len: 32_768 }] } }, { window: 32_768 }],
    [
      'Ollama, that has loaded it',
      {
        '/v1/models': { data: [{ id: 'llama3:latest' }, { id: 'other' }] },
        '/api/show': { details: { parameter_size: '8.0B' }, model_info: { 'llama.context_length': 131_072 } },
        '/api/ps': { models: [{ name: 'llama3:latest', context_length: 16_384 }] },
      },
      { window: 16_384, parameters: 8e9 },
    ],
    [
      'Ollama, whose default it is',
      {
        '/api/show': { details: { parameter_size: '8.0B' }, model_info: { 'llama.context_length': 131_072 } },
        '/api/ps': { models: [] },
      },
      { window: 4_096, parameters: 8e9 },
    ],
    [
      'Ollama, by the file of the model',
      {
        '/api/show': {
          parameters: 'stop "x"\nnum_ctx                        8192',
          model_info: { 'a.context_length': 32_768 },
        },
      },
      { window: 8_192 },
    ],
    [
      'LM Studio, that has loaded it',
      { '/api/v0/models/llama3': { state: 'loaded', max_context_length: 131_072, loaded_context_length: 4_096 } },
      { window: 4_096 },
    ],
    [
      'LM Studio, that answers everything with 200',
      {
        '/props': { error: 'Unexpected endpoint or method. (GET /props)' },
        '/api/show': { error: 'Unexpected endpoint' },
        '/api/ps': { error: 'Unexpected endpoint' },
        '/v1/models': { data: [{ id: 'llama3', object: 'model' }] },
      },
      {},
    ],
    [
      'OpenRouter',
      { '/v1/models': { data: [{ id: 'a' }, { id: 'llama3', context_length: 65_536 }] } },
      { window: 65_536 },
    ],
    ['nobody', {}, {}],
    ['nonsense', { '/props': [], '/v1/models': { data: [{ id: 'llama3', max_model_len: -1 }] }, '/api/ps': 'x' }, {}],
  ])('%s', async (_, tells, told) => {
    expect(await factsOf(tells)).toEqual({ name: 'llama3', ...told });
  });

  test('is asked for at the server’s own addresses, with the key, and once in a while only', async () => {
    const { asked, fetch } = server({ '/props': { default_generation_settings: { n_ctx: 8_192 } } });
    let now = 0;
    const baseURL = 'http://models.example/v1';
    const model = createCompletionsModel({ apiKey: 'a key', baseURL, model: 'm', fetch, now: () => now });
    const { signal } = new AbortController();
    await model.facts(signal);
    const once = asked.length;
    expect(asked.every(({ authorization }) => authorization === 'Bearer a key')).toBe(true);
    await model.facts(signal);
    expect(asked).toHaveLength(once);
    now = 61_000;
    await model.facts(signal);
    expect(asked).toHaveLength(2 * once);
  });

  test('of OpenAI is not asked for', async () => {
    const model = createCompletionsModel({
      apiKey: 'a key',
      model: 'gpt-4.1-mini',
      fetch: () => Promise.reject(new Error('Nobody is to be asked.')),
    });
    const { signal } = new AbortController();
    expect(await model.facts(signal)).toMatchObject({ name: 'gpt-4.1-mini' });
    expect(await model.count?.('text', signal)).toBeUndefined();
  });
});

describe('a count by the server’s tokenizer', () => {
  const countAt = async (tells: Readonly<Record<string, unknown>>) => {
    const { asked, fetch } = server(tells);
    const model = createCompletionsModel({ apiKey: undefined, baseURL: 'http://models.example/v1', model: 'm', fetch });
    const { signal } = new AbortController();
    const counts = [await model.count?.('a b', signal), await model.count?.('c', signal)];
    return { counts, asked };
  };

  test.each<[string, unknown, number | undefined, number]>([
    ['llama.cpp', (body: { content: string }) => ({ tokens: body.content.split(' ') }), 2, 2],
    ['vLLM', (body: { prompt: string }) => ({ count: body.prompt.split(' ').length, max_model_len: 9 }), 2, 2],
    ['a server that has none is not asked again', undefined, undefined, 1],
    ['LM Studio', { error: 'Unexpected endpoint' }, undefined, 1],
  ])('%s', async (_, told, first, requests) => {
    const { counts, asked } = await countAt(told === undefined ? {} : { '/tokenize': told });
    expect(counts[0]).toBe(first);
    expect(asked).toHaveLength(requests);
  });

  test('is asked for again after a while: the server may have been too busy', async () => {
    const { asked, fetch } = server({});
    let now = 0;
    const baseURL = 'http://models.example/v1';
    const model = createCompletionsModel({ apiKey: undefined, baseURL, model: 'm', fetch, now: () => now });
    const { signal } = new AbortController();
    for (now of [0, 1_000, 61_000]) await model.count?.('a', signal);
    expect(asked).toHaveLength(2);
  });
});
