import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { settleSlash } from '../../../../utils/backend/plain/slash';
import { AppError } from '../../../../utils/shared/errors';
import { connectionOf, createRig, json, named, stream } from './harness';

const SESSIONS = 'https://chat.example.com/api/v1/sessions';
const itemsOf = (thread: Record<string, unknown>) =>
  (thread.items as { data: { type: string; quoted_text?: string; content: { text: string }[] }[] }).data.map(
    ({ type, content, quoted_text }) => [type, content[0]?.text, quoted_text],
  );

describe('conversations that the back end keeps', () => {
  const listed = () =>
    json({ sessions: [{ id: 's1', title: 'Sim to real', created_at: '2026-11-01T10:00:00Z' }], total: 1 });
  const messages = () =>
    json({
      session_id: 's1',
      messages: [
        { id: '1', role: 'user', content: 'What is it?', created_at: '2026-11-01T10:00:00Z' },
        { id: '2', role: 'assistant', content: 'A transfer.', created_at: '2026-11-01T10:00:02Z' },
      ],
    });
  const rigOf = () =>
    createRig({
      connection: connectionOf('events', { chat: { dialect: 'events', sessionsUrl: SESSIONS } }),
      answer: ({ url, method }) => {
        if (method === 'POST')
          return stream([named('token', { content: 'Go on.' }), named('done', { session_id: 's1' })]);
        return url === SESSIONS ? listed() : messages();
      },
    });

  test('are listed once, read when opened, continued in place, and stay deleted', async () => {
    const rig = rigOf();
    const page = await rig.json('threads.list', {});
    const [thread] = page.data as { id: string; title: string }[];
    expect(thread?.title).toBe('Sim to real');
    const threadId = thread?.id ?? '';
    expect(itemsOf(await rig.json('threads.get_by_id', { thread_id: threadId }))).toEqual([
      ['user_message', 'What is it?', undefined],
      ['assistant_message', 'A transfer.', undefined],
    ]);
    await rig.json('threads.get_by_id', { thread_id: threadId });
    await rig.ask('And then?', { threadId });
    expect(rig.sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'GET /api/v1/sessions',
      'GET /api/v1/sessions/s1/messages',
      'POST /api/chat',
    ]);
    expect(rig.sent[2]?.body.session_id).toBe('s1');
    await rig.json('threads.delete', { thread_id: threadId });
    expect((await rig.json('threads.list', {})).data).toEqual([]);
  });

  test('a list that cannot be had does not stand in the way of those kept here', async () => {
    const rig = createRig({
      connection: connectionOf('events', { chat: { dialect: 'events', sessionsUrl: SESSIONS } }),
      answer: () => json({}, 503),
    });
    expect((await rig.json('threads.list', {})).data).toEqual([]);
  });

  test('a JSON chat’s session named by its address is taken over with its passages', async () => {
    // Python's `utcnow()` names no zone.
    vi.stubEnv('TZ', 'America/New_York');
    onTestFinished(() => void vi.unstubAllEnvs());
    const rig = createRig({
      connection: connectionOf('json', {
        chat: { dialect: 'json', sessionsUrl: 'https://chat.example.com/sessions', importSession: 'session_1' },
      }),
      answer: () =>
        json({
          messages: [
            {
              id: 'm',
              message: 'Why?',
              response: 'Because.',
              selected_text: 'A text.',
              timestamp: '2026-11-01T10:00:00.250000',
            },
          ],
          created_at: '2026-11-01',
        }),
    });
    const [thread] = (await rig.json('threads.list', {})).data as { id: string }[];
    const taken = await rig.json('threads.get_by_id', { thread_id: thread?.id ?? '' });
    expect(JSON.stringify(taken)).toContain('"created_at":"2026-11-01T10:00:00.250Z"');
    expect(itemsOf(taken)).toEqual([
      ['user_message', 'Why?', 'A text.'],
      ['assistant_message', 'Because.', undefined],
    ]);
    expect(rig.sent.map(({ url }) => url)).toEqual(['https://chat.example.com/sessions/session_1']);
  });
});

describe('the slash at the end of an address', () => {
  const network = (answers: Record<string, number>) => {
    const seen: string[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      seen.push(`${init?.method} ${String(input)}`);
      return Promise.resolve(new Response(null, { status: answers[String(input)] ?? 404 }));
    };
    return { seen, network: { fetch, online: () => true } };
  };
  test.each([
    ['stays where it is right', { 'https://a.example/chat': 405 }, 'https://a.example/chat'],
    ['is added', { 'https://a.example/chat': 307, 'https://a.example/chat/': 405 }, 'https://a.example/chat/'],
    ['moved elsewhere', { 'https://a.example/chat': 307, 'https://a.example/chat/': 308 }, 'MOVED'],
    ['nobody there', {}, 'NOT_FOUND'],
  ])('%s', async (_, answers, expected) => {
    const { seen, network: outside } = network(answers);
    const settled = await settleSlash('https://a.example/chat', outside).catch((error: unknown) =>
      error instanceof AppError ? error.code : 'other',
    );
    expect(settled).toBe(expected);
    expect(seen.every((line) => line.startsWith('GET '))).toBe(true);
  });
});
