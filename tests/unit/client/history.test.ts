import { expect, test } from 'vitest';
import { createApi } from '../../../chatkit/client/api';
import { createHistory } from '../../../chatkit/client/history';
import type { ClientRequest } from '../../../chatkit/client/transport';
import { thread } from './wire';

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
