import { describe, expect, test, vi } from 'vitest';
import { ChatKitNoAnswerError, ChatKitThreadGoneError } from '../../../chatkit/client/errors';
import { watchQuestion } from '../../../utils/panel/openai/question-ears';
import { readAsked, whyFailed } from '../../../utils/panel/openai/why-failed';
import { AppError } from '../../../utils/shared/errors';
import { done, question, thread } from '../client/wire';

const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
const created = event({ type: 'thread.created', thread: thread() });
const echo = event(done(question('msg_1', 'Why?')));

describe('a question in OpenAI’s view', () => {
  test.each([
    ['that is echoed is the server’s', created + echo, 'thr_1'],
    ['that gets an empty stream is the reader’s again', '', 'ChatKitNoAnswerError'],
    ['that gets comments only is the reader’s again', ': keep-alive\n\n', 'ChatKitNoAnswerError'],
    ['that gets what cannot be read is the reader’s again', 'data: {"type\n\n', 'ChatKitResponseError'],
    ['that the server refuses in its own words is the reader’s again', event({ type: 'error', code: 'custom' }), null],
  ])('%s', async (_, body, expected) => {
    const told: unknown[] = [];
    const response = watchQuestion(new Response(body), null, {
      onAccepted: (threadId) => told.push(threadId),
      onUnheard: (error) => told.push(error && error.name),
    });
    expect(await response.text()).toBe(body);
    await vi.waitFor(() => expect(told).toEqual([expected]));
  });

  test.each([
    ['forgotten', { 'threads.get_by_id': 500, 'threads.list': 200 }, true],
    ['out of order', { 'threads.get_by_id': 500, 'threads.list': 500 }, false],
  ])('into a conversation whose server is %s', async (_, statuses: Record<string, number>, gone) => {
    const fetch: typeof globalThis.fetch = (_url, init) => {
      const { type } = JSON.parse(String(init?.body)) as { type: string };
      return Promise.resolve(Response.json({ data: [], has_more: false }, { status: statuses[type]! }));
    };
    const endpoint = { url: 'https://api.example.com/chatkit', fetch, locale: 'en' };
    const failed = new ChatKitNoAnswerError();
    const why = await whyFailed(failed, 'thr_1', endpoint);
    if (gone) expect(why).toBeInstanceOf(ChatKitThreadGoneError);
    else expect(why).toBe(failed);
    const refused = new AppError('FORBIDDEN');
    expect(await whyFailed(refused, 'thr_1', endpoint)).toBe(refused);
    expect(await whyFailed(failed, null, endpoint)).toBe(failed);
  });

  test('is told from other requests by its type', () => {
    expect(readAsked('{"type":"threads.create","params":{}}')).toEqual({ isQuestion: true, threadId: null });
    expect(readAsked('{"type":"threads.get_by_id","params":{"thread_id":"t"}}')).toEqual({
      isQuestion: false,
      threadId: 't',
    });
  });
});
