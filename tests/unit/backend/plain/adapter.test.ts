import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../utils/shared/errors';
import { API, connectionOf, createRig, DONE, json, named, readAll, said, stream } from './harness';

const passage = { text: 'A dictionary keeps its order.', title: 'json', headings: ['Encoders'] };
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

describe('the JSON chat', () => {
  test('is asked with the passage in its own field, and again in the same session', async () => {
    const rig = createRig({
      connection: connectionOf('json'),
      answer: ({ body }) => json({ response: 'It keeps it.', session_id: body.session_id, message_id: '1' }),
    });
    const first = await rig.ask('Which order?', { passage });
    expect(first.text).toBe('It keeps it.');
    await rig.ask('And sets?', { threadId: first.threadId, passage });
    const [one, two] = rig.sent.map(({ body }) => body);
    expect(one).toEqual({
      message: 'Which order?\n\n(Selected from: json › Encoders)',
      session_id: expect.stringMatching(/^session_\d+_[0-9a-f]{12}$/) as unknown,
      mode: 'selection_only',
      selected_text: 'A dictionary keeps its order.',
    });
    expect(two?.session_id).toBe(one?.session_id);
    expect(rig.phases).toEqual(['sent', 'answering', 'over', 'sent', 'answering', 'over']);
  });

  test('asked about all docs, it is sent the passage as a fenced block of the message', async () => {
    const rig = createRig({ connection: connectionOf('json'), answer: () => json({ response: 'ok' }) });
    await rig.ask('Why?', { passage, mode: 'docs' });
    expect(rig.sent[0]?.body).toMatchObject({ mode: 'normal', selected_text: passage.text });
    expect(rig.sent[0]?.body.message).toMatch(/^Why\?\n\n\[docent [0-9a-f]{32}\] [^]*> A dictionary keeps its order\./);
  });

  test('without a passage its mode is normal and no selection is sent', async () => {
    const rig = createRig({ connection: connectionOf('json'), answer: () => json({ response: 'ok' }) });
    await rig.ask('Why?');
    expect(rig.sent[0]?.body).toEqual({ message: 'Why?', session_id: expect.any(String) as unknown, mode: 'normal' });
  });

  test('a refusal stores nothing, so the draft is the reader’s again', async () => {
    const rig = createRig({ connection: connectionOf('json'), answer: () => json({ detail: 'x' }, 500) });
    expect(await codeOf(rig.ask('Why?'))).toBe('SERVER');
    expect((await rig.json('threads.list', {})).data).toEqual([]);
    expect(rig.phases).toEqual(['sent', 'over', 'sent', 'over']);
  });
});

describe('the streams', () => {
  test('text parts become one answer, and the id the server names goes with the next question', async () => {
    const rig = createRig({
      connection: connectionOf('text'),
      answer: () => stream(['data: {"type":"meta","conversation_id":7}\n\n', said('Hel'), said('lo'), DONE]),
    });
    const { text, threadId, broken } = await rig.ask('Hi', { passage });
    expect([text, broken]).toEqual(['Hello', false]);
    await rig.ask('More', { threadId });
    expect(rig.sent[0]?.body).not.toHaveProperty('conversation_id');
    expect(rig.sent[0]?.body.message).toContain('> A dictionary keeps its order.');
    expect(rig.sent[1]?.body).toEqual({ message: 'More', conversation_id: 7 });
  });

  test('named events bring citations, linked where it is known which docs they are of', async () => {
    const done = {
      message_id: 'm',
      session_id: 's-1',
      citations: [{ title: 'Sim', section: 'Overview', url: '/docs/sim', module: '', chapter: '' }],
    };
    const answer = () => stream([named('token', { content: 'Yes' }), named('done', done)]);
    const linked = createRig({
      connection: connectionOf('events', { sites: [{ match: 'book.example.org' }] }),
      answer,
    });
    const { events, threadId } = await linked.ask('Hi', {
      passage: { ...passage, url: 'https://book.example.org/docs/sim' },
    });
    expect(JSON.stringify(events)).toContain('"url":"https://book.example.org/docs/sim"');
    expect(linked.sent[0]?.body).toEqual({
      message: 'Hi',
      session_id: null,
      mode: 'selected_text_only',
      selected_text: passage.text,
      source_doc_path: 'https://book.example.org/docs/sim',
      source_section: 'json › Encoders',
    });
    await linked.ask('More', { threadId });
    expect(linked.sent[1]?.body).toMatchObject({ session_id: 's-1', mode: 'normal', selected_text: null });

    const named_ = await createRig({ connection: connectionOf('events'), answer }).ask('Hi');
    expect(JSON.stringify(named_.events)).toContain('"type":"file"');
  });

  test('a citation whose section is called as its page is drawn with that name once', async () => {
    const citation = { title: 'Sim to Real', section: ' Sim to Real', url: '/docs/sim' };
    const answer = () =>
      stream([named('token', { content: 'Yes' }), named('done', { session_id: 's-1', citations: [citation] })]);
    const { events } = await createRig({ connection: connectionOf('events'), answer }).ask('Hi');
    expect(JSON.stringify(events)).toContain('"title":"Sim to Real"');
  });

  test.each([
    ['closes before its end', () => stream([said('Half')])],
    ['breaks', () => stream([said('Half')], 'broken')],
    ['reports a failure after words', () => stream([said('Half'), 'data: {"type":"error"}\n\n'])],
  ])('an answer whose stream %s is cut off: what came is kept, and the chat’s stream breaks too', async (_, answer) => {
    const rig = createRig({ connection: connectionOf('text'), answer });
    const { text, broken, threadId, events } = await rig.ask('Hi');
    expect([text, broken]).toEqual(['Half', true]);
    expect(events.some((event) => event.type === 'thread.item.done' && event.item.type === 'assistant_message')).toBe(
      false,
    );
    expect(JSON.stringify(await rig.json('threads.get_by_id', { thread_id: threadId }))).toContain('Half');
  });

  test('Stop ends the request to the back end', async () => {
    const stop = new AbortController();
    const rig = createRig({
      connection: connectionOf('text'),
      answer: ({ signal }) => stream([said('Word ')], 'hang', signal),
    });
    const docent = { content: [{ type: 'input_text', text: 'Hi' }], attachments: [], inference_options: {} };
    const response = await rig.call('threads.create', { input: docent }, {}, stop.signal);
    const reading = readAll(response);
    expect(rig.sent[0]?.signal.aborted).toBe(false);
    stop.abort();
    await reading;
    expect(rig.sent[0]?.signal.aborted).toBe(true);
  });

  test('Stop before the first word ends it too, and stores nothing', async () => {
    const stop = new AbortController();
    const rig = createRig({
      connection: connectionOf('json'),
      answer: ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    });
    const asking = codeOf(rig.ask('Hi', { signal: stop.signal }));
    await new Promise((resolve) => setTimeout(resolve));
    stop.abort();
    expect(await asking).toContain('AbortError');
    expect((await rig.json('threads.list', {})).data).toEqual([]);
  });

  // The textbook's real server looks for the conversation once its stream has begun.
  test.each([
    ['has forgotten is begun anew', 404, { error: { code: 'session_not_found' } }, 'answered'],
    ['still has is not', 200, { messages: [] }, 'UNREACHABLE'],
    ['does not tell of is not', 500, {}, 'UNREACHABLE'],
  ])('a conversation that the server %s, where the stream breaks off before a word', async (_, status, body, code) => {
    let streams = 0;
    const sessionsUrl = 'https://chat.example.com/api/sessions';
    const rig = createRig({
      connection: connectionOf('events', { chat: { dialect: 'events', sessionsUrl } }),
      answer: ({ method }) => {
        if (method === 'GET') return json(body, status);
        streams += 1;
        if (streams === 2) return stream([], 'broken');
        return stream([named('token', { content: 'Yes' }), named('done', { session_id: `s-${streams}` })]);
      },
    });
    const { threadId } = await rig.ask('Hi');
    expect(await codeOf(rig.ask('More', { threadId }))).toBe(code);
    expect(rig.sent.filter(({ method }) => method === 'GET').map(({ url }) => url)).toEqual([
      `${sessionsUrl}/s-1/messages`,
    ]);
    expect(rig.sent.filter(({ method }) => method === 'POST').map(({ body: { session_id } }) => session_id)).toEqual(
      code === 'answered' ? [null, 's-1', null] : [null, 's-1'],
    );
  });

  test('a conversation the server has forgotten is begun anew once', async () => {
    const rig = createRig({
      connection: connectionOf('events'),
      answer: ({ body }) =>
        body.session_id === 'old'
          ? json({ error: { code: 'session_not_found', message: 'x' } }, 404)
          : stream([
              named('token', { content: 'Hi' }),
              named('done', { session_id: rig.sent.length === 1 ? 'old' : 'new' }),
            ]),
    });
    const { threadId } = await rig.ask('One');
    expect((await rig.ask('Two', { threadId })).text).toBe('Hi');
    expect(rig.sent.map(({ body }) => body.session_id)).toEqual([null, 'old', null]);
  });
});

describe('what a back end may see', () => {
  test('the token goes to the API’s own origin only, and a refused one is exchanged once', async () => {
    const rig = createRig({
      connection: connectionOf('json', {
        auth: 'key',
        origins: ['https://chat.example.com', 'https://other.example.org'],
        chat: { dialect: 'json', sessionsUrl: 'https://other.example.org/sessions', importSession: 'abc' },
      }),
      tokens: ['old-token', 'new-token'],
      answer: ({ url, authorization }) =>
        url.startsWith('https://other.')
          ? json({ messages: [], created_at: '' })
          : json({ response: 'ok' }, authorization === 'Bearer old-token' ? 401 : 200),
    });
    await rig.json('threads.list', {});
    await rig.ask('Hi');
    expect(rig.sent.map(({ url, authorization }) => [new URL(url).host, authorization])).toEqual([
      ['other.example.org', null],
      ['chat.example.com', 'Bearer old-token'],
      ['chat.example.com', 'Bearer new-token'],
    ]);
  });

  test('no back end is shown another’s conversations', async () => {
    const first = createRig({ connection: connectionOf('json'), answer: () => json({ response: 'ok' }) });
    const { threadId } = await first.ask('For the first only');
    const second = createRig({
      connection: connectionOf('text', {
        id: 'two',
        apiUrl: 'https://two.example.org/chat',
        origins: ['https://two.example.org'],
      }),
      answer: () => stream([said('x'), DONE]),
      store: first.store,
    });
    expect((await second.json('threads.list', {})).data).toEqual([]);
    expect((await second.call('threads.get_by_id', { thread_id: threadId })).status).toBe(404);
    await second.ask('Hello');
    expect(JSON.stringify(second.sent)).not.toContain('first');
  });

  test.each([
    ['an address the reader has not allowed', { permitted: false }, 'NEEDS_PERMISSION'],
    ['no network', { online: false }, 'OFFLINE'],
    ['a silent host', {}, 'UNREACHABLE'],
  ])('%s is said as such', async (_, more, code) => {
    const answer = () => Promise.reject(new TypeError('failed'));
    expect(await codeOf(createRig({ connection: connectionOf('json'), answer, ...more }).ask('Hi'))).toBe(code);
  });

  test('{user_id} is what the reader typed, else the subject of the token, else nothing is sent', async () => {
    const jwt = `h.${btoa('{"sub":"ann@b"}').replace(/=+$/, '')}.s`;
    const apiUrl = 'https://chat.example.com/api/%7Buser_id%7D/chat/';
    const answer = () => stream([said('x'), DONE]);
    const urls = async (chat: { userId?: string }, tokens?: string[]) => {
      const rig = createRig({
        connection: connectionOf('text', { apiUrl, chat: { dialect: 'text', ...chat } }),
        answer,
        ...(tokens && { tokens }),
      });
      const code = await codeOf(rig.ask('Hi'));
      return rig.sent[0]?.url ?? code;
    };
    expect(await urls({ userId: 'me/../x' })).toBe('https://chat.example.com/api/me%2F..%2Fx/chat/');
    expect(await urls({}, [jwt])).toBe('https://chat.example.com/api/ann%40b/chat/');
    expect(await urls({})).toBe('BAD_ADDRESS');
  });
});

test('answers of another kind are told apart', async () => {
  const html = () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
  expect(await codeOf(createRig({ connection: connectionOf('json'), answer: html }).ask('Hi'))).toBe('NOT_JSON');
  expect(await codeOf(createRig({ connection: connectionOf('text'), answer: () => json({}) }).ask('Hi'))).toBe(
    'NOT_JSON',
  );
  expect(await codeOf(createRig({ connection: connectionOf('json'), answer: () => json({ text: 1 }) }).ask('Hi'))).toBe(
    'BAD_ANSWER',
  );
  const moved = () => new Response(null, { status: 307, headers: { location: `${API}/` } });
  expect(await codeOf(createRig({ connection: connectionOf('json'), answer: moved }).ask('Hi'))).toBe('MOVED');
});
