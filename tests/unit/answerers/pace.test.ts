import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createExtractiveAnswerer } from '../../../chatkit/answerers/extractive';
import { FIRST_STEPS, stepsOf, wordsPerStep } from '../../../chatkit/answerers/extractive/pace';
import { contextFor } from './ask';
import { japanese, serialize } from './excerpts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an answer is written in steps', () => {
  test.each([
    ['What does skipkeys do?', serialize],
    ['What is the capital of France?', serialize],
    ['最大サイズは何ですか', japanese],
    ['Explain this', ''],
  ])('%s: in more than five, a pause between any two, longer at first', async (question, text) => {
    const pauses: number[] = [];
    const answerer = createExtractiveAnswerer({
      pace: { firstPauseMs: 32, pauseMs: 12, sleep: async (ms) => void pauses.push(ms) },
    });
    let steps = 0;
    for await (const part of answerer.answer(contextFor(question, { passage: { text } }))) {
      if (part.type === 'text') steps++;
    }
    expect(steps).toBeGreaterThan(5);
    expect(pauses).toEqual(Array.from({ length: steps }, (_, index) => (index < FIRST_STEPS ? 32 : 12)));
  });

  test('the steps joined are the text, however long its words', () => {
    const text = `One  two\nthree ${'x'.repeat(50)} 日本語日本語日本語日本語日本語 end \n`;
    expect(stepsOf(text, 2).join('')).toBe(text);
    expect(stepsOf(' \n ', 2).join('')).toBe(' \n ');
    expect(stepsOf('', 2)).toEqual([]);
  });

  test('a long answer takes longer steps, not many more', () => {
    const long = 'word '.repeat(5000);
    expect(stepsOf(long, wordsPerStep(long)).length).toBeLessThanOrEqual(160);
  });

  test('an abort ends the pause and the answer', async () => {
    const controller = new AbortController();
    const answer = createExtractiveAnswerer({ pace: { firstPauseMs: 1e6 } }).answer(
      contextFor('Explain this', { passage: { text: serialize }, signal: controller.signal }),
    );
    const iterator = answer[Symbol.asyncIterator]();
    expect((await iterator.next()).done).toBe(false);
    const next = iterator.next();
    controller.abort();
    expect((await next).done).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
