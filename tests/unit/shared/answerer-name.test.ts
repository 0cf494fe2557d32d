import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';

const strings = JSON.parse(readFileSync(new URL('../../../locales/en/shared.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;
Object.assign(globalThis, {
  chrome: { runtime: { id: 'docent-test' } },
  browser: {
    runtime: { id: 'docent-test' },
    i18n: {
      getMessage: vi.fn((key: string, values: string[] = []) =>
        (strings[key] ?? key).replace(/\$(\d)/g, (_, place: string) => values[Number(place) - 1] ?? ''),
      ),
    },
  },
});
const { answererName } = await import('../../../utils/shared/answerer-name');

test.each([
  ['http://127.0.0.1:11434/v1', 'llama3:latest', 'llama3 · this computer'],
  ['http://localhost:1234/v1', 'qwen2.5', 'qwen2.5 · this computer'],
  ['https://192.168.1.5/v1', 'llama3', 'llama3 · 192.168.1.5'],
  ['https://openrouter.ai/api/v1', 'meta/llama3', 'meta/llama3 · openrouter.ai, on the internet'],
  ['http://127.0.0.1:11434/v1', 'gpt-oss:120b-cloud', 'gpt-oss:120b-cloud · Ollama’s cloud, on the internet'],
])('a model at %s called %s is named %s', async (apiUrl, model, name) => {
  const { draftOf } = await import('../../../utils/backend/model/recognise');
  const listed = { server: 'ollama' as const, models: [{ id: model, loaded: true }] };
  expect(answererName(draftOf(apiUrl, listed, 'open')).replace(/[\u2066-\u2069]/g, '')).toBe(name);
});
