import { describe, expect, test } from 'vitest';
import { detect } from '../../../../utils/backend/detect';
import { apiBases } from '../../../../utils/backend/model/api-bases';
import { withModel } from '../../../../utils/backend/model/choose';
import { isModelForbidden, requireModelAllowed } from '../../../../utils/backend/model/allowed';
import { modelPlace } from '../../../../utils/connection/model-settings';
import type { Connection } from '../../../../utils/connection/schema';
import { defaultSettings } from '../../../../utils/settings/schema';
import { keyError } from '../../../../utils/settings-page/key-entry';
import { context, json, startBackEnd } from '../back-end';

const list = (...ids: string[]) => ({ object: 'list', data: ids.map((id) => ({ id, object: 'model' })) });
const noMessages = json({ error: { message: 'messages is required' } }, 400);
const locked = json({ error: { message: 'Invalid API key', code: 401 } }, 401);

describe('what a model server answers, by its documented wire', () => {
  test.each([
    [
      'llama.cpp',
      {
        'GET /v1/models': json({ object: 'list', data: [{ id: 'SmolLM2.gguf', owned_by: 'llamacpp' }] }),
        'POST /v1/chat/completions': noMessages,
      },
      { name: 'SmolLM2', auth: 'none', model: { name: 'SmolLM2.gguf', server: 'llama.cpp' } },
    ],
    [
      'llama.cpp with a key, whose list is open',
      {
        'GET /v1/models': json({ object: 'list', data: [{ id: 'a', owned_by: 'llamacpp' }] }),
        'POST /v1/chat/completions': locked,
      },
      { auth: 'key', model: { name: 'a', server: 'llama.cpp' } },
    ],
    [
      'Ollama, the model in memory first',
      {
        'GET /v1/models': json(list('nomic-embed-text:latest', 'llama3:latest', 'qwen3:4b')),
        'GET /api/version': json({ version: '0.17.4' }),
        'GET /api/ps': json({ models: [{ name: 'qwen3:4b', model: 'qwen3:4b' }] }),
        'POST /v1/chat/completions': noMessages,
      },
      { name: 'qwen3:4b', auth: 'none', model: { name: 'qwen3:4b', server: 'ollama' } },
    ],
    [
      'Ollama that refuses our origin',
      {
        'GET /v1/models': json(list('llama3:latest')),
        'GET /api/version': json({ version: '0.17.4' }),
        'GET /api/ps': json({ models: [] }),
        'POST /v1/chat/completions': json({}, 403),
      },
      { auth: 'none', model: { name: 'llama3:latest', server: 'ollama' } },
    ],
    [
      'LM Studio, which answers 200 to whatever it does not know',
      {
        'GET /v1/models': json(list('text-embedding-nomic', 'qwen2.5', 'gemma-3')),
        'GET /api/v0/models': json({
          data: [
            { id: 'text-embedding-nomic', type: 'embeddings', state: 'not-loaded' },
            { id: 'qwen2.5', type: 'llm', state: 'not-loaded' },
            { id: 'gemma-3', type: 'llm', state: 'loaded' },
          ],
        }),
        'POST /v1/chat/completions': noMessages,
        '*': json({ error: 'Unexpected endpoint or method.' }),
      },
      { name: 'gemma-3', model: { name: 'gemma-3', server: 'lm-studio' } },
    ],
    [
      'vLLM with a key, which describes itself as FastAPI does',
      {
        'GET /openapi.json': json({
          openapi: '3.1.0',
          info: { title: 'FastAPI' },
          paths: { '/v1/chat/completions': { post: {} } },
        }),
        'GET /v1/models': json({ error: 'Unauthorized' }, 401),
        'POST /v1/chat/completions': json({ error: 'Unauthorized' }, 401),
      },
      { auth: 'key', model: { server: 'other' } },
    ],
  ] as const)('%s', async (_name, routes, draft) => {
    const server = await startBackEnd(routes);
    const expected = {
      outcome: 'found',
      draft: { kind: 'model', apiUrl: `${server.url}/v1`, origins: [server.url], ...draft },
    };
    for (const path of ['', '/v1', '/v1/', '/v1/chat/completions', '/v1/models'])
      expect(await detect(server.url + path, context), path).toMatchObject(expected);
  });

  test('a server without a model says so; nothing is asked of one but a question that holds nothing', async () => {
    const server = await startBackEnd({
      'GET /v1/models': json({ object: 'list', data: null }),
      'GET /api/version': json({ version: '0.17.4' }),
      'GET /api/ps': json({ models: [] }),
      'POST /v1/chat/completions': noMessages,
    });
    const failed = await detect(`${server.url}/api/chat`, context).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'MODEL_MISSING', details: { reason: 'none' } });
    expect(server.requests.filter((line) => line.startsWith('POST'))).toEqual([
      'POST /v1/chat/completions',
      'POST /api/chat',
    ]);
  });
});

test.each([
  ['http://127.0.0.1:11434/api/generate', 'http://127.0.0.1:11434/v1'],
  ['http://localhost:1234/api/v0/models', 'http://localhost:1234/v1'],
  ['https://openrouter.ai/api/v1', 'https://openrouter.ai/api/v1'],
  ['https://api.groq.com/openai/v1/chat/completions', 'https://api.groq.com/openai/v1'],
  [
    'https://generativelanguage.googleapis.com/v1beta/openai/',
    'https://generativelanguage.googleapis.com/v1beta/openai',
  ],
  ['https://models.example.com/team', 'https://models.example.com/team/v1'],
])('%s is looked for at %s first', (address, base) => expect(apiBases(address).bases[0]).toBe(base));

const connection = (apiUrl: string, name = 'llama3'): Connection => ({
  id: 'm',
  name,
  kind: 'model',
  apiUrl,
  origins: [new URL(apiUrl).origin],
  auth: 'none',
  view: 'packaged',
  model: { name, server: 'ollama' },
  sites: [],
  presentation: {},
});

test.each([
  ['http://127.0.0.1:11434/v1', 'llama3', 'here', 'allowModelsHere'],
  ['http://localhost:11434/v1', 'gpt-oss:120b-cloud', 'cloud', 'allowModelsElsewhere'],
  ['http://localhost:11434/v1', 'kimi-k2:cloud', 'cloud', 'allowModelsElsewhere'],
  ['https://192.168.1.5/v1', 'llama3', 'network', 'allowModelsElsewhere'],
  ['https://openrouter.ai/api/v1', 'llama3', 'internet', 'allowModelsElsewhere'],
])('%s, %s runs %s, which %s forbids', (url, name, place, field) => {
  const model = connection(url, name);
  expect(modelPlace(model)).toBe(place);
  for (const policy of [{ allowModelsHere: false }, { allowModelsElsewhere: false }])
    expect(isModelForbidden(model, { policy })).toBe(field in policy);
});

test('without the consent to models none is asked', () => {
  const model = connection('http://127.0.0.1:11434/v1');
  const ask = (covers: string[]) => () =>
    requireModelAllowed(model, {
      policy: {},
      settings: { ...defaultSettings, consent: { version: 1, at: 1, covers } },
    });
  expect(ask(['backEnd'])).toThrow('NO_CONSENT');
  expect(ask(['backEnd', 'models'])).not.toThrow();
});

test('another model takes the name along, but not one that the reader gave', () => {
  const model = connection('http://127.0.0.1:11434/v1');
  expect(withModel(model, 'qwen3')).toMatchObject({ name: 'qwen3', model: { name: 'qwen3', server: 'ollama' } });
  expect(withModel({ ...model, name: 'Mine' }, 'qwen3')).toMatchObject({ name: 'Mine', model: { name: 'qwen3' } });
});

test('a key of a model provider is taken for a model, and for nothing else', () => {
  const entry = { key: 'sk-or-v1-0123456789abcdef', remember: false };
  expect(keyError(entry)).toBe('connectKeyProvider');
  expect(keyError(entry, true)).toBeUndefined();
});
