import { expect, test } from 'vitest';
import { createApiFetch } from '../../../utils/connection/adapter';
import { readDescriptor } from '../../../utils/connection/descriptor';
import { askForFirstWord } from '../../../utils/connection/first-word';
import type { Connection } from '../../../utils/connection/schema';
import { type TestDependencies, type TestLine, testConnection } from '../../../utils/connection/test-connection';
import { AppError } from '../../../utils/errors';
import { context, descriptor, json, startBackEnd } from './back-end';

const WELL_KNOWN = '/.well-known/docent.json';
const NOW = Date.parse('2026-11-21T12:00:00Z');
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
  update: { type: 'assistant_message.content_part.text_delta', content_index: 0, delta: 'Hello' },
};

/** A chat whose streams say `events`, and whose deletions succeed or not. */
function chat(events: unknown[], deletes = true) {
  const asked: Record<string, unknown>[] = [];
  const route: Parameters<typeof startBackEnd>[0][string] = (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const parsed = JSON.parse(body) as Record<string, unknown>;
      asked.push(parsed);
      if (parsed.type === 'threads.delete') return json({}, deletes ? 200 : 500)(request, response);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`);
      response.end();
    });
  };
  return { asked, route };
}

function dependencies(overrides: Partial<TestDependencies> = {}): TestDependencies {
  return {
    ...context,
    signIn: () => Promise.resolve(null),
    follow: () => Promise.resolve(),
    firstWord: (connection) =>
      askForFirstWord({
        apiUrl: connection.apiUrl,
        apiFetch: createApiFetch({
          connection,
          fetch,
          getToken: () => Promise.resolve('canary-token'),
          hasPermission: () => Promise.resolve(true),
          online: () => true,
          shape: (request) => request,
        }),
        question: 'Are you there?',
        locale: 'en',
        signal: new AbortController().signal,
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
    const rest = 'fault' in line ? line.fault.code : 'remark' in line ? line.remark?.kind : undefined;
    return rest === undefined ? line.state : `${line.state} ${rest}`;
  });
  return { brief, last, result };
}

test('a back end that works passes every line, and its test conversation is deleted', async () => {
  const { asked, route } = chat([created, word]);
  const backEnd = await startBackEnd({ [`GET ${WELL_KNOWN}`]: json(descriptor, 200, at(NOW)), 'POST /chatkit': route });
  const signIn = () => Promise.resolve({ expiresAt: NOW + 300_000 });
  const { brief, last, result } = await linesOf(connectionTo(backEnd.url), dependencies({ signIn }));
  expect(brief).toEqual(['passed', 'passed', 'passed', 'passed lasts', 'passed', 'passed']);
  expect(last[3]).toMatchObject({ remark: { minutes: 5 } });
  expect(result.passed).toBe(true);
  expect(asked).toMatchObject([{ type: 'threads.create' }, { type: 'threads.delete', params: { thread_id: 'thr_1' } }]);
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

test('a test conversation that could not be deleted is said, not hidden', async () => {
  const backEnd = await startBackEnd({
    [`GET ${WELL_KNOWN}`]: json(descriptor),
    'POST /chatkit': chat([created, word], false).route,
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
    await expect.poll(() => asked.map(({ type }) => type)).toEqual(['threads.create', 'threads.delete']);
  },
);
