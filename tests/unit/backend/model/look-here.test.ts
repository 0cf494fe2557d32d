import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addressOf, localServers, lookHere, programOf } from '../../../../utils/backend/model/look-here';
import { context, html, json, startBackEnd } from '../back-end';

const list = (...entries: object[]) => json({ object: 'list', data: entries });
const noMessages = json({ error: { message: 'messages is required' } }, 400);
const unauthorized = json({ error: 'Unauthorized' }, 401);
const never = new AbortController().signal;
const portOf = (url: string) => Number(new URL(url).port);

/** By their documented wire; the real llama.cpp is in `tests/e2e/backends/model-servers.test.ts`. */
const programs = {
  Ollama: {
    'GET /v1/models': list({ id: 'llama3:latest' }, { id: 'gpt-oss:120b-cloud' }),
    'GET /api/version': json({ version: '0.17.4' }),
    'GET /api/ps': json({ models: [] }),
    'POST /v1/chat/completions': noMessages,
  },
  'Ollama without a model': {
    'GET /v1/models': json({ object: 'list', data: null }),
    'GET /api/version': json({ version: '0.17.4' }),
    'GET /api/ps': json({ models: [] }),
    'POST /v1/chat/completions': noMessages,
  },
  'LM Studio': {
    'GET /v1/models': list({ id: 'qwen2.5' }, { id: 'gemma-3' }),
    'GET /api/v0/models': json({
      data: [
        { id: 'qwen2.5', type: 'llm', state: 'not-loaded' },
        { id: 'gemma-3', type: 'llm', state: 'loaded' },
      ],
    }),
    'POST /v1/chat/completions': noMessages,
    '*': json({ error: 'Unexpected endpoint or method.' }),
  },
  'vLLM with a key': {
    'GET /v1/models': unauthorized,
    'POST /v1/chat/completions': unauthorized,
  },
  vLLM: {
    'GET /v1/models': list({ id: 'Qwen/Qwen3-4B', owned_by: 'vllm', max_model_len: 32_768 }),
    'POST /v1/chat/completions': noMessages,
  },
};

test('asks exactly five ports, and the button says so in every language', () => {
  expect(localServers.map(({ port }) => port)).toEqual([11434, 1234, 8080, 1337, 8000]);
  const root = new URL('../../../../locales/', import.meta.url).pathname;
  for (const folder of readdirSync(root)) {
    const strings = JSON.parse(readFileSync(`${root}${folder}/options.json`, 'utf8')) as Record<string, string>;
    expect(strings.lookHere, folder).toContain(String(localServers.length));
    for (const { program } of localServers) expect(strings.lookHereNote, folder).toContain(program);
  }
});

test('lists what answers by name with its models, in the order of the ports', async () => {
  const servers = await Promise.all(Object.values(programs).map(startBackEnd));
  const found = await lookHere(
    context,
    never,
    servers.map(({ url }) => portOf(url)),
  );
  expect(
    found.map((server) => [programOf(server), server.draft.model?.name, server.models, server.draft.auth]),
  ).toEqual([
    ['Ollama', 'llama3:latest', ['llama3:latest', 'gpt-oss:120b-cloud'], 'none'],
    ['Ollama', undefined, [], 'none'],
    ['LM Studio', 'gemma-3', ['qwen2.5', 'gemma-3'], 'none'],
    [undefined, undefined, [], 'key'],
    ['vLLM', 'Qwen/Qwen3-4B', ['Qwen/Qwen3-4B'], 'none'],
  ]);
  expect(found.map((server) => addressOf(server).url)).toEqual(servers.map(({ url }) => `${url}/v1`));
});

test('passes over silence, other applications and what listens without a word', async () => {
  const others = await Promise.all([
    startBackEnd({}),
    startBackEnd({ '*': html() }),
    startBackEnd({ '*': json({ data: [] }) }),
    // Asks everybody to sign in, whatever is asked.
    startBackEnd({ 'GET /v1/models': unauthorized }),
    startBackEnd({ '*': () => undefined }),
  ]);
  expect(await lookHere(context, never, [...others.map(({ url }) => portOf(url)), 1])).toEqual([]);
  expect(others.flatMap(({ requests }) => requests).every((line) => /^(GET|POST) \//.test(line))).toBe(true);
});

test('a look that is given up asks no more', async () => {
  const server = await startBackEnd({ '*': () => undefined });
  const leaving = new AbortController();
  const looking = lookHere(context, leaving.signal, [portOf(server.url)]);
  leaving.abort();
  await expect(looking).rejects.toThrow();
});
