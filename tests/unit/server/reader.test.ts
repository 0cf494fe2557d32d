import { describe, expect, test } from 'vitest';
import { preferredLanguage } from '../../../chatkit/server/preferred-language';
import { type AnswerContext, type Answerer } from '../../../chatkit/server/types';
import { createHarness, input } from './harness';

/** An answerer that keeps what it was asked. */
function listening() {
  const asked: AnswerContext[] = [];
  const answerer: Answerer = {
    async *answer(context) {
      asked.push(context);
      yield { type: 'text', delta: 'Yes.' };
    },
  };
  return { ...createHarness(answerer), asked };
}
const docent = (starter: unknown) => ({ docent: { version: 1, mode: 'passage', passages: [], starter } });

describe('a ready-made question', () => {
  test('is known by its id when it is asked, and when its answer is asked for again', async () => {
    const { stream, asked } = listening();
    await stream('threads.create', { input: input('Worauf achten?') }, { metadata: docent('warnings') });
    await stream('threads.add_user_message', { thread_id: 'thr_1', input: input('Why?') });
    await stream(
      'threads.add_user_message',
      { thread_id: 'thr_1', input: input('Beispiel') },
      { metadata: docent('example') },
    );
    expect(asked.map(({ starter }) => starter)).toEqual(['warnings', undefined, 'example']);
    const [first, second, third] = asked.map(({ message }) => message.id);
    for (const item_id of [third, second, first]) {
      await stream('threads.retry_after_item', { thread_id: 'thr_1', item_id });
    }
    expect(asked.slice(3).map(({ starter, cause }) => [starter, cause])).toEqual([
      ['example', 'retry'],
      [undefined, 'retry'],
      ['warnings', 'retry'],
    ]);
  });

  test('keeps its meaning when the conversation is renamed, and none of it reaches the client', async () => {
    const { stream, json, asked } = listening();
    const events = await stream('threads.create', { input: input('x') }, { metadata: docent('returns') });
    await json('threads.update', { thread_id: 'thr_1', title: 'Two' });
    await stream('threads.retry_after_item', { thread_id: 'thr_1', item_id: asked[0]?.message.id });
    expect(asked[1]?.starter).toBe('returns');
    const { body } = await json('threads.get_by_id', { thread_id: 'thr_1' });
    expect(JSON.stringify([events, body])).not.toContain('starter');
  });

  test.each([['paint'], [7], [null], ['__proto__']])('%j is none', async (starter) => {
    const { stream, asked } = listening();
    await stream('threads.create', { input: input('x') }, { metadata: docent(starter) });
    expect(asked[0]).toMatchObject({ starter: undefined, docent: { version: 1 } });
  });
});

describe('the language that answers are read in', () => {
  test.each([
    ['de', 'de'],
    ['pt-BR', 'pt-BR'],
    ['de-CH,de;q=0.9,en;q=0.8', 'de-CH'],
    ['en;q=0.5, ar', 'ar'],
    ['*;q=0.5, ja;q=0.1', 'ja'],
    ['fr;q=0', undefined],
    ['*', undefined],
    ['', undefined],
    [undefined, undefined],
    ['<script>, hi', 'hi'],
    [`${'x'.repeat(600)}, de`, undefined],
  ])('%j is %s', async (header, expected) => {
    expect(preferredLanguage(header)).toBe(expected);
    const { stream, asked } = listening();
    await stream('threads.create', { input: input('x') }, header === undefined ? {} : { language: header });
    expect(asked[0]?.language).toBe(expected);
  });
});
