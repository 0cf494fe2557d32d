import { describe, expect, test } from 'vitest';
import { createConnectionFetch } from '../../../utils/backend/api-fetch';
import { readDescriptor } from '../../../utils/backend/descriptor';
import { askForFirstWord } from '../../../utils/backend/first-word';
import type { Connection } from '../../../utils/connection/schema';
import { type TestDependencies, type TestLine, testConnection } from '../../../utils/backend/test-connection';
import { AppError } from '../../../utils/shared/errors';
import { context, descriptor, json, startBackEnd } from './back-end';

const WELL_KNOWN = '/.well-known/docent.json';
const NOW = Date.parse('2026-11-21T12:00:00Z');
/** Of the test's passage; `word` says it back. */
const CODE = 'BCDF2345';
const at = (time: number) => ({ date: new Date(time).toUTCString() });

const thread = {
  id: 'thr_1',
  created_at: '2026-11-21T12:00:00',
  status: { type: 'active' },
  items: { data: [], has_more: false },
};
const created = { type: 'thread.created', thread };
const word = {
  type: 'thread.item.updated',
  item_id: 'm',
  update: { type: 'assistant_message.content_part.text_delta', content_index: 0, delta: `Hello, **${CODE}**` },
};

/** A chat whose streams say `events`, and whose deletions succeed, fail, or are a show. */
function chat(events: unknown[] | ((asked: string) => unknown[]), deletes: boolean | 'says so' = true) {
  const asked: Record<string, unknown>[] = [];
  const route: Parameters<typeof startBackEnd>[0][string] = (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const parsed = JSON.parse(body) as Record<string, unknown>;
      asked.push(parsed);
      if (parsed.type === 'threads.delete') return json({}, deletes ? 200 : 500)(request, response);
      if (parsed.type === 'threads.get_by_id')
        return json(deletes === 'says so' ? thread : {}, deletes === 'says so' ? 200 : 404)(request, response);
      if (parsed.type === 'threads.list') return json({})(request, response);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of typeof events === 'function' ? events(body) : events)
        response.write(`data: ${JSON.stringify(event)}\n\n`);
      response.end();
    });
  };
  return { asked, route };
}

function dependencies(overrides: Partial<TestDependencies> = {}, ask = fetch): TestDependencies {
  return {
    ...context,
    signIn: () => Promise.resolve(null),
    chooseModel: (connection) => Promise.resolve(connection),
    list: () => Promise.resolve(),
    follow: () => Promise.resolve(),
    firstWord: (connection, signal) =>
      askForFirstWord({
        apiUrl: connection.apiUrl,
        apiFetch: createConnectionFetch({
          connection,
          fetch: ask,
          getToken: () => Promise.resolve('canary-token'),
          hasPermission: () => Promise.resolve(true),
          online: () => true,
          shape: (request) => request,
        }),
        question: 'Are you there?',
        code: CODE,
        verify: true,
        locale: 'en',
        signal,
      }),
    now: () => NOW,
    ...overrides,
  };
}

const connectionTo = (url: string): Connection => ({ ...readDescriptor(descriptor, url + WELL_KNOWN), id: 'c' });

async function linesOf(connection: Connection, deps: TestDependencies) {
  let last: TestLine[] = [];
  const result = await testConnection(connection, deps, (lines) => (last = lines));
  const brief = last.map((line) => {
    const rest = 'error' in line ? line.error.code : 'remark' in line ? line.remark?.kind : undefined;
    return rest === undefined ? line.state : `${line.state} ${rest}`;
  });
  return { brief, last, result };
}

test('a back end that works passes every line, and its test conversation is deleted', async () => {
  const { asked, route } = chat([created, word]);
  const backEnd = await startBackEnd({ [`GET ${WELL_KNOWN}`]: json(descriptor, 200, at(NOW)), 'POST /chatkit': route });
  const signIn = () => Promise.resolve({ expiresAt: NOW + 300_000 });
  const { brief, last, result } = await linesOf(connectionTo(backEnd.url), dependencies({ signIn }));
  expect(brief).toEqual(['passed', 'passed', 'passed', 'passed lasts', 'passed', 'passed', 'passed']);
  expect(last[3]).toMatchObject({ remark: { minutes: 5 } });
  expect(result.passed).toBe(true);
  expect(asked).toMatchObject([
    { type: 'threads.create' },
    { type: 'threads.delete', params: { thread_id: 'thr_1' } },
    { type: 'threads.get_by_id', params: { thread_id: 'thr_1' } },
  ]);
  expect(JSON.stringify(asked[0])).toContain('Are you there?');
});

test.each<[string, number, string]>([
  ['a minute apart', NOW - 59_000, 'passed'],
  ['seven minutes behind', NOW + 7 * 60_000, 'noted clockDiffers'],
])('clocks %s', async (_name, serverTime, expected) => {
  const backEnd = await startBackEnd({
    [`GET ${WELL_KNOWN}`]: json(descriptor, 200, at(serverTime)),
    'POST /chatkit': chat([created, word]).route,
  });
  expect((await linesOf(connectionTo(backEnd.url), dependencies())).brief[4]).toBe(expected);
});

test.each<[string, Record<string, Parameters<typeof startBackEnd>[0][string]>, Partial<Connection>]>([
  ['refuses what is asked without a token', { 'POST /chatkit': json({}, 401, at(NOW)) }, {}],
  ['is a chat that answers a GET alone', { 'GET /chatkit': json({}, 405, at(NOW)) }, { kind: 'chat-json' }],
  [
    'is Orcheo',
    { 'GET /api/system/health': json({ status: 'ok' }, 200, at(NOW)) },
    { kind: 'orcheo', tokenUrl: 't', apiUrl: '/api/chatkit' },
  ],
])('the clock of a server that %s is known by that answer', async (_name, routes, over) => {
  const backEnd = await startBackEnd(routes);
  const { apiUrl = '/chatkit' } = over;
  const connection = { ...connectionTo(backEnd.url), descriptorUrl: undefined, ...over, apiUrl: backEnd.url + apiUrl };
  const end = { deleted: true, arrived: true, ignoresQuotes: false };
  const firstWord = () => Promise.resolve({ end: Promise.resolve(end) });
  const { brief } = await linesOf(connection, dependencies({ firstWord, signIn: () => Promise.resolve({}) }));
  expect(brief[4]).toBe('passed');
});

test('clocks are compared when the answer arrives, not after a sign-in that took minutes', async () => {
  const backEnd = await startBackEnd({
    [`GET ${WELL_KNOWN}`]: json(descriptor, 200, at(NOW)),
    'POST /chatkit': chat([created, word]).route,
  });
  let now = NOW;
  const signIn = () => Promise.resolve({ expiresAt: (now += 5 * 60_000) });
  expect((await linesOf(connectionTo(backEnd.url), dependencies({ signIn, now: () => now }))).brief[4]).toBe('passed');
});

test('settings are said to be filled in by hand only where they were', async () => {
  const backEnd = await startBackEnd({ 'POST /chatkit': chat([created, word]).route });
  const found = { ...connectionTo(backEnd.url), descriptorUrl: undefined };
  expect((await linesOf(found, dependencies())).brief[2]).toBe('passed');
  expect((await linesOf({ ...found, byHand: true }, dependencies())).brief[2]).toBe('passed byHand');
  expect((await linesOf({ ...found, byHand: false }, dependencies())).brief[2]).toBe('passed assumed');
});

test('an address that moved is read for its time by what is asked next, and says nothing of a sign-in', async () => {
  const moved: Parameters<typeof startBackEnd>[0][string] = (_request, response) =>
    response.writeHead(307, { location: '/elsewhere' }).end();
  const backEnd = await startBackEnd({
    'POST /chatkit': moved,
    'POST /list': json({}, 404, at(NOW)),
  });
  const list: TestDependencies['list'] = async (_connection, fetch) => {
    await fetch(`${backEnd.url}/list`, { method: 'POST' });
    throw new AppError('MOVED');
  };
  const connection = { ...connectionTo(backEnd.url), descriptorUrl: undefined };
  const { brief } = await linesOf(connection, dependencies({ list }));
  expect(brief.slice(3, 6)).toEqual(['noted signInUnknown', 'passed', 'failed MOVED']);
});

test.each<[string, Partial<Connection>]>([
  ['a chat that has no conversations to list', { kind: 'chat-json' }],
  ['a workflow that nobody named yet', { kind: 'orcheo', workflow: undefined }],
])('nothing is claimed of a sign-in that %s was not asked for', async (_name, over) => {
  const backEnd = await startBackEnd({ 'GET /chatkit': json({}, 405), 'GET /api/system/health': json({}) });
  const connection = { ...connectionTo(backEnd.url), descriptorUrl: undefined, tokenUrl: undefined, ...over };
  const end = { deleted: true, arrived: true, ignoresQuotes: false };
  const firstWord = () => Promise.resolve({ end: Promise.resolve(end) });
  expect((await linesOf(connection, dependencies({ firstWord }))).brief[3]).toBe('noted signInUnknown');
});

test('a chat that cannot delete is said to keep the test question, though our own copy is gone', async () => {
  const backEnd = await startBackEnd({ 'GET /chatkit': json({}, 405) });
  const connection: Connection = { ...connectionTo(backEnd.url), descriptorUrl: undefined, kind: 'chat-sse' };
  const end = { deleted: true, arrived: true, ignoresQuotes: false };
  const firstWord = () => Promise.resolve({ end: Promise.resolve(end) });
  expect((await linesOf(connection, dependencies({ firstWord }))).brief[5]).toBe('noted mayBeKept');
});

test.each<[string, Connection['auth'], () => Promise<void>, string]>([
  ['open to everybody', 'none', () => Promise.resolve(), 'passed noSignIn'],
  ['one that wants a sign-in after all', 'none', () => Promise.reject(new AppError('SIGN_IN')), 'failed SIGN_IN'],
  ['one that keeps no list', 'none', () => Promise.reject(new AppError('NOT_FOUND')), 'noted signInUnknown'],
  ['one with a session', 'cookie', () => Promise.resolve(), 'passed bySession'],
  ['one whose session is over', 'cookie', () => Promise.reject(new AppError('SIGN_IN')), 'failed SIGN_IN'],
])('without a token, a chat is asked who may read: %s', async (_name, auth, list, expected) => {
  const backEnd = await startBackEnd({
    [`GET ${WELL_KNOWN}`]: json({ ...descriptor, auth, token: undefined }),
    'POST /chatkit': chat([created, word]).route,
  });
  const connection = { ...connectionTo(backEnd.url), auth, tokenUrl: undefined };
  expect((await linesOf(connection, dependencies({ list }))).brief[3]).toBe(expected);
});

test.each([
  ['could not be deleted', false],
  ['is there after it was deleted', 'says so'],
] as const)('a test conversation that %s is said, not hidden', async (_name, deletes) => {
  const backEnd = await startBackEnd({
    [`GET ${WELL_KNOWN}`]: json(descriptor),
    'POST /chatkit': chat([created, word], deletes).route,
  });
  expect((await linesOf(connectionTo(backEnd.url), dependencies())).brief[5]).toBe('noted leftBehind');
});

test('a descriptor that now names another origin stops the test before anything goes there', async () => {
  const elsewhere = await startBackEnd({});
  const moved = { ...descriptor, chatkit: { url: `${elsewhere.url}/chatkit` } };
  const backEnd = await startBackEnd({ [`GET ${WELL_KNOWN}`]: json(moved) });
  const { brief, last } = await linesOf(connectionTo(backEnd.url), dependencies());
  expect(brief.slice(0, 4)).toEqual(['passed', 'passed', 'failed NEEDS_PERMISSION', 'waiting']);
  expect(last[2]).toMatchObject({ unconfirmed: [elsewhere.url] });
  expect(elsewhere.requests).toEqual([]);
});

test.each<[string, Partial<TestDependencies>, number, string]>([
  ['the browser does not allow it', { allowed: () => Promise.resolve(false) }, 0, 'failed NEEDS_PERMISSION'],
  [
    'the computer is offline',
    { fetch: () => Promise.reject(new TypeError()), online: () => false },
    1,
    'failed OFFLINE',
  ],
  ['nobody listens', { fetch: () => Promise.reject(new TypeError()) }, 1, 'failed UNREACHABLE'],
  ['the key is refused', { signIn: () => Promise.reject(new AppError('SIGN_IN')) }, 3, 'failed SIGN_IN'],
])('when %s, that line fails and the rest waits', async (_name, overrides, index, expected) => {
  const backEnd = await startBackEnd({ [`GET ${WELL_KNOWN}`]: json(descriptor) });
  const { brief, result } = await linesOf(connectionTo(backEnd.url), dependencies(overrides));
  expect(brief[index]).toBe(expected);
  expect(brief.slice(index + 1).every((state) => state === 'waiting')).toBe(true);
  expect(result.passed).toBe(false);
});

test.each<[string, unknown[], string]>([
  ['ends without a word', [created], 'failed CUT_OFF'],
  ['reports a failure', [created, { type: 'error', code: 'stream.error', allow_retry: true }], 'failed BAD_ANSWER'],
])(
  'when the stream %s, the last line fails and the conversation is deleted all the same',
  async (_n, events, expected) => {
    const { asked, route } = chat(events);
    const backEnd = await startBackEnd({ [`GET ${WELL_KNOWN}`]: json(descriptor), 'POST /chatkit': route });
    expect((await linesOf(connectionTo(backEnd.url), dependencies())).brief[5]).toBe(expected);
    await expect
      .poll(() => asked.map(({ type }) => type))
      .toEqual(['threads.create', 'threads.delete', 'threads.get_by_id']);
  },
);

describe('a first word that is slow to come', () => {
  /** A chat that begins a conversation and then reads, until the test lets it answer. */
  function slowChat() {
    const asked: string[] = [];
    const left: string[] = [];
    let answer = () => {};
    const route: Parameters<typeof startBackEnd>[0][string] = (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { type } = JSON.parse(body) as { type: string };
        asked.push(type);
        if (type === 'threads.delete') return json({})(request, response);
        if (type === 'threads.get_by_id') return json({}, 404)(request, response);
        response.on('close', () => !response.writableFinished && left.push(type));
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(`data: ${JSON.stringify(created)}\n\n`);
        answer = () => response.end(`data: ${JSON.stringify(word)}\n\n`);
      });
    };
    return { asked, left, route, answer: () => answer() };
  }

  test('is waited for as long as the reader waits; the line says that a slow model is no error', async () => {
    const { asked, route, answer } = slowChat();
    const backEnd = await startBackEnd({ [`GET ${WELL_KNOWN}`]: json(descriptor), 'POST /chatkit': route });
    const seen: TestLine[] = [];
    const { passed } = await testConnection(connectionTo(backEnd.url), dependencies({ slowAfterMs: 20 }), (lines) => {
      const last = lines[5]!;
      if (JSON.stringify(seen.at(-1)) !== JSON.stringify(last)) seen.push(last);
      if (last.state === 'running' && last.remark?.kind === 'slow') answer();
    });
    expect(passed).toBe(true);
    expect(seen.slice(-3)).toEqual([
      { step: 'firstWord', state: 'running' },
      { step: 'firstWord', state: 'running', remark: { kind: 'slow' } },
      { step: 'firstWord', state: 'passed' },
    ]);
    expect(asked).toEqual(['threads.create', 'threads.delete', 'threads.get_by_id']);
  });

  test('need not be waited for: the back end is kept, the request ended and its conversation deleted', async () => {
    const { asked, left, route } = slowChat();
    const backEnd = await startBackEnd({ [`GET ${WELL_KNOWN}`]: json(descriptor), 'POST /chatkit': route });
    const enough = new AbortController();
    // Only a conversation whose name has come can be deleted.
    let named = () => {};
    const isNamed = new Promise<void>((resolve) => (named = resolve));
    const listening: typeof fetch = async (...request) => {
      const answer = await fetch(...request);
      const heard = new TransformStream({
        transform(chunk, next) {
          next.enqueue(chunk);
          setImmediate(named);
        },
      });
      return new Response(answer.body?.pipeThrough(heard), answer);
    };
    const deps = dependencies({ slowAfterMs: 20, enough: enough.signal }, listening);
    let last: TestLine | undefined;
    const { passed } = await testConnection(connectionTo(backEnd.url), deps, (lines) => {
      last = lines[5];
      if (last?.state === 'running' && last.remark?.kind === 'slow') void isNamed.then(() => enough.abort());
    });
    expect(passed).toBe(true);
    expect(last).toEqual({ step: 'firstWord', state: 'noted', remark: { kind: 'notAwaited' } });
    await expect.poll(() => asked).toEqual(['threads.create', 'threads.delete', 'threads.get_by_id']);
    expect(left).toEqual(['threads.create']);
  });

  test('given up with the whole attempt keeps nothing', async () => {
    const { route } = slowChat();
    const backEnd = await startBackEnd({ [`GET ${WELL_KNOWN}`]: json(descriptor), 'POST /chatkit': route });
    const attempt = new AbortController();
    const deps = dependencies({ slowAfterMs: 20, signal: attempt.signal, enough: new AbortController().signal });
    const ended = testConnection(connectionTo(backEnd.url), deps, (lines) => {
      if (lines[5]?.state === 'running' && 'remark' in lines[5]) attempt.abort();
    });
    await expect(ended).rejects.toThrow();
  });
});

describe('whether the passage arrives', () => {
  const say = (delta: string) => ({ ...word, update: { ...word.update, delta } });
  const emptied = {
    type: 'thread.item.done',
    item: {
      id: 'm',
      type: 'assistant_message',
      thread_id: 'thr_1',
      created_at: '',
      content: [{ type: 'output_text', text: '', annotations: [] }],
    },
  };
  const echoed = (quoted_text: string) => ({
    type: 'thread.item.done',
    item: {
      id: 'u',
      type: 'user_message',
      thread_id: 'thr_1',
      created_at: '',
      content: [{ type: 'input_text', text: quoted_text }],
      attachments: [],
      quoted_text,
      inference_options: {},
    },
  });
  interface Asked {
    params: { input: { content: { text: string }[]; quoted_text: string } };
  }
  /** Answers from the message alone, as kits do whose converter reads `input_text`. */
  const fromMessage = (body: string) => {
    const { input } = (JSON.parse(body) as Asked).params;
    const text = input.content[0]?.text ?? '';
    return [created, echoed(input.quoted_text), say(text.includes(CODE) ? `It is ${CODE}.` : 'Which passage?')];
  };

  async function passageLine(answer: Parameters<typeof chat>[0], over: Partial<Connection> = {}) {
    const { asked, route } = chat(answer);
    const backEnd = await startBackEnd({ 'POST /chatkit': route });
    const followed: Connection[] = [];
    const connection = { ...connectionTo(backEnd.url), descriptorUrl: undefined, ...over };
    const { brief, result } = await linesOf(
      connection,
      dependencies({ follow: (next) => Promise.resolve(void followed.push(next)) }),
    );
    const questions = asked.filter(({ type }) => type === 'threads.create');
    return { line: brief[6], questions, followed, kept: result.connection.passageInMessage, result };
  }

  test('is known where the code comes back, however it is set, and nothing more is asked', async () => {
    const { line, questions, kept } = await passageLine([created, say('bcdf '), say('2345')]);
    expect(line).toBe('passed');
    expect(questions).toHaveLength(1);
    expect(kept).toBeUndefined();
  });

  test('is proved by a second question where only the message is read, and the passage goes there from now on', async () => {
    const { line, questions, followed, kept } = await passageLine(fromMessage);
    expect(line).toBe('noted passageFound');
    expect(questions).toHaveLength(2);
    expect(kept).toBe(true);
    expect(followed).toMatchObject([{ passageInMessage: true }]);
    expect(questions[1]).toMatchObject({ params: { input: { quoted_text: `The test code is ${CODE}.` } } });
  });

  test('is not asked twice of a kit that is known by its answer: words without an item, each with an empty one', async () => {
    const { line, questions, kept } = await passageLine([created, say('Which '), emptied, say('passage?'), emptied]);
    expect(line).toBe('noted passageFound');
    expect(questions).toHaveLength(1);
    expect(kept).toBe(true);
  });

  test('cannot be told of a model that never says the code: the switch is offered and stays off', async () => {
    const { line, questions, followed, kept } = await passageLine([created, say('Hello')]);
    expect(line).toBe('noted passageUnclear');
    expect(questions).toHaveLength(2);
    expect(kept).toBeUndefined();
    expect(followed).toEqual([]);
  });

  test.each<[string, Partial<Connection>]>([
    ['the reader switched off', { passageInMessage: false }],
    ['a policy says', { managed: true }],
  ])('changes nothing that %s', async (_name, over) => {
    const { line, followed, kept } = await passageLine(fromMessage, over);
    expect(line).toBe('noted passageLost');
    expect(kept).toBe(over.passageInMessage);
    expect(followed).toEqual([]);
  });

  test('is asked for in the message where it goes there, with one question', async () => {
    const { line, questions } = await passageLine(fromMessage, { passageInMessage: true });
    expect(line).toBe('passed passageInMessage');
    expect(questions).toHaveLength(1);
  });

  test('is no reason to refuse a back end whose second answer fails', async () => {
    let count = 0;
    const { line, result } = await passageLine(() =>
      count++ === 0 ? [created, say('Hello')] : [created, { type: 'error', code: 'stream.error', allow_retry: true }],
    );
    expect(line).toBe('noted passageUnclear');
    expect(result.passed).toBe(true);
  });

  test('is left open where no question was asked', async () => {
    const backEnd = await startBackEnd({ 'GET /api/system/health': json({}) });
    const connection: Connection = {
      ...connectionTo(backEnd.url),
      descriptorUrl: undefined,
      kind: 'orcheo',
      workflow: undefined,
    };
    expect((await linesOf(connection, dependencies())).brief[6]).toBe('noted passageUntried');
  });
});
