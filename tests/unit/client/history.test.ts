import { expect, test, vi } from 'vitest';
import { createApi } from '../../../chatkit/client/api';
import { createHistory } from '../../../chatkit/client/history';
import type { ClientRequest } from '../../../chatkit/client/transport';
import { question, thread } from './wire';

function startHistory(answers: (request: ClientRequest) => unknown) {
  const requests: ClientRequest[] = [];
  const api = createApi({
    async send(request) {
      requests.push(request);
      return { kind: 'json', body: await answers(request) };
    },
  });
  return { requests, history: createHistory(api, (callback) => callback()) };
}

const titles = (history: ReturnType<typeof createHistory>) => history.getSnapshot().entries.map(({ title }) => title);

test('the list comes page by page, each conversation once', async () => {
  const { history } = startHistory(({ params }) =>
    'after' in params
      ? { data: [thread('b', { title: 'B' }), thread('c', { title: 'C' })], has_more: false }
      : { data: [thread('a', { title: 'A' }), thread('b', { title: 'B' })], has_more: true, after: 'b' },
  );
  await history.refresh();
  expect(titles(history)).toEqual(['A', 'B', 'C']);
  expect(history.getSnapshot().status).toBe('ready');
});

test('a server that repeats its cursor is not followed for ever', async () => {
  const { history, requests } = startHistory(() => ({ data: [thread('a')], has_more: true, after: 'a' }));
  await history.refresh();
  expect(requests.length).toBeLessThan(4);
});

test('threads that do not parse are left out', async () => {
  const { history } = startHistory(() => ({
    data: [{ nonsense: true }, thread('a', { title: 'A' })],
    has_more: false,
  }));
  await history.refresh();
  expect(titles(history)).toEqual(['A']);
});

test.each(['rename', 'remove'] as const)('%s is shown at once and taken back when the server refuses', async (what) => {
  const { history } = startHistory(({ type }) =>
    type === 'threads.list'
      ? { data: [thread('a', { title: 'A' })], has_more: false }
      : Promise.reject(new TypeError('offline')),
  );
  await history.refresh();
  const changed = what === 'rename' ? history.rename('a', 'New') : history.remove('a');
  expect(titles(history)).toEqual(what === 'rename' ? ['New'] : []);
  await expect(changed).rejects.toThrow('offline');
  expect(titles(history)).toEqual(['A']);
});

const begins = (text: string) => thread('b', { items: { data: [question('q', text)], has_more: false } });
const LONG = 'How do I keep a dictionary’s keys in the order in which they were written, and since which version?';

test('a conversation without a title is called by the first words of its question, asked for once', async () => {
  const { history, requests } = startHistory(({ type, params }) => {
    if (type === 'threads.list')
      return { data: [thread('a', { title: 'A' }), thread('b'), thread('c', { title: '' })], has_more: false };
    return begins(params && 'thread_id' in params && params.thread_id === 'b' ? ' Why\n not? ' : LONG);
  });
  await history.refresh();
  await vi.waitFor(() =>
    expect(titles(history)).toEqual([
      'A',
      'Why not?',
      'How do I keep a dictionary’s keys in the order in which they were written, and…',
    ]),
  );
  await history.refresh();
  await vi.waitFor(() => expect(titles(history)[1]).toBe('Why not?'));
  expect(requests.map(({ type }) => type)).toEqual([
    'threads.list',
    'threads.get_by_id',
    'threads.get_by_id',
    'threads.list',
  ]);
});

test.each([
  ['refuses', () => Promise.reject(new TypeError('no'))],
  ['has no question', () => Promise.resolve(thread('a'))],
])('a conversation without a title stays without where the server %s', async (_name, answer) => {
  const { history, requests } = startHistory(({ type }) =>
    type === 'threads.list' ? { data: [thread('a')], has_more: false } : answer(),
  );
  await history.refresh();
  await vi.waitFor(() => expect(requests).toHaveLength(2));
  expect(titles(history)).toEqual([undefined]);
  expect(history.getSnapshot().status).toBe('ready');
});

test('a list that cannot be had says so and keeps what it had', async () => {
  let works = true;
  const { history } = startHistory(() =>
    works ? { data: [thread('a', { title: 'A' })], has_more: false } : Promise.reject(new TypeError('offline')),
  );
  await history.refresh();
  works = false;
  await history.refresh();
  expect(history.getSnapshot()).toMatchObject({ status: 'failed', entries: [{ id: 'a' }] });
});
