import { describe, expect, test } from 'vitest';
import { isSmall, parametersIn } from '../../../../chatkit/answerers/model/size';

describe('parameters in a name', () => {
  test.each<[string, number | undefined]>([
    ['smollm2:135m-instruct-q4_K_M', 135e6],
    ['SmolLM2-135M-Instruct.Q4_1.gguf', 135e6],
    ['llama3.2:3b', 3e9],
    ['Qwen/Qwen2.5-0.5B-Instruct', 0.5e9],
    ['qwen3:1.7b', 1.7e9],
    ['gemma3n:e2b', 2e9],
    ['gemma-3-270m-it', 270e6],
    ['mixtral:8x7b', 56e9],
    ['qwen3-30b-a3b', 30e9],
    ['deepseek-r1:671b', 671e9],
    ['7.6B', 7.6e9],
    ['kimi-k2-1t', 1e12],
    ['llama3', undefined],
    ['gpt-4.1-mini', undefined],
    ['phi4-mini', undefined],
    ['mistral-small-2503', undefined],
    ['model-4bit', undefined],
  ])('%s: %s', (name, count) => {
    expect(parametersIn(name)).toBe(count);
  });
});

test('what a server tells stands above the name, the name above the window', () => {
  expect(isSmall({ name: 'tiny-1b', parameters: 70e9 })).toBe(false);
  expect(isSmall({ name: 'big-70b', window: 2_048 })).toBe(false);
  expect(isSmall({ name: 'phi4-mini', window: 4_096 })).toBe(true);
  expect(isSmall({ name: 'phi4-mini', window: 16_000 })).toBe(false);
  expect(isSmall({})).toBe(false);
});
