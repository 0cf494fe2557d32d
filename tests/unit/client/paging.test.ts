import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createConversation } from '../../../chatkit/client/conversation';
import { createApi } from '../../../chatkit/client/api';
import { createHistory } from '../../../chatkit/client/history';
import type { ClientRequest } from '../../../chatkit/client/transport';
import { question, thread } from './wire';

/** How a server cuts its list; everything here is allowed by the protocol or is done by servers in use. */
interface Manners {
  /** Records of each page, whatever was asked for. */
  sizes: number[];
  /** How far each page goes back behind the cursor: records that were sent already. */
  overlaps: number[];
  /** Records that come to be before each page is cut. */
  arrivals: number[];
  /** No cursor, where it would be the last record that is shown. */
  omitsCursor: boolean;
}
interface Row {
  id: string;
  hidden: boolean;
}

const manners = fc.record<Manners>({
  sizes: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }),
  overlaps: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 6 }),
  arrivals: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 6 }),
  omitsCursor: fc.boolean(),
});
const hiddenRows = fc.array(fc.boolean(), { maxLength: 40 });

/** A list that is cut into pages; hidden records are taken out after that, as chatkit-python does. */
function pagedServer(
  hidden: readonly boolean[],
  { sizes, overlaps, arrivals, omitsCursor }: Manners,
  end: 'grows' | 'is new',
) {
  const rows: Row[] = hidden.map((isHidden, index) => ({ id: `r${index}`, hidden: isHidden }));
  let pages = 0;
  let made = 0;
  const of = (list: readonly number[]) => list[pages % list.length] ?? 0;
  const cut = (after?: string) => {
    // Only a few pages long: a list that grows with every page has no end.
    for (let count = pages < 12 ? of(arrivals) : 0; count > 0; count -= 1) {
      const row = { id: `n${(made += 1)}`, hidden: made % 4 === 0 };
      if (end === 'grows') rows.push(row);
      else rows.unshift(row);
    }
    const behind = after === undefined ? 0 : rows.findIndex(({ id }) => id === after) + 1;
    const from = Math.max(0, behind - of(overlaps));
    const to = Math.max(behind + 1, from + of(sizes));
    pages += 1;
    const page = rows.slice(from, to);
    const last = page.at(-1);
    const leavesOut = omitsCursor && last?.hidden === false;
    return {
      ids: page.filter((row) => !row.hidden).map(({ id }) => id),
      has_more: to < rows.length,
      ...(last && !leavesOut && { after: last.id }),
    };
  };
  return { rows, cut, shown: () => rows.filter((row) => !row.hidden).map(({ id }) => id) };
}

const cursorOf = ({ params }: ClientRequest): string | undefined =>
  'after' in params ? (params.after ?? undefined) : undefined;

test('a thread is read to its end however it is paged, and while it grows: every item once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(hiddenRows, manners, async (hidden, how) => {
      const server = pagedServer(hidden, how, 'grows');
      const page = (after?: string) => {
        const { ids, ...rest } = server.cut(after);
        return { ...rest, data: ids.map((id) => question(id, id)) };
      };
      const conversation = createConversation({
        transport: {
          send: (request) =>
            Promise.resolve({
              kind: 'json',
              body: request.type === 'threads.get_by_id' ? { ...thread(), items: page() } : page(cursorOf(request)),
            }),
        },
        scheduleFrame: (callback) => callback(),
        now: () => Date.parse('2030-01-01T00:00:00Z'),
        newId: () => 'x',
        onEvent: () => undefined,
        clientTool: () => undefined,
      });
      await conversation.open('thr_1');
      expect(conversation.current().items.map(({ id }) => id)).toEqual(server.shown());
      conversation.dispose();
    }),
    { numRuns: 100 },
  );
});

test('the history is read to its end however it is paged: what was there is listed once, in order; looked at again, what came too', async () => {
  await fc.assert(
    fc.asyncProperty(hiddenRows, manners, async (hidden, how) => {
      const server = pagedServer(hidden, how, 'is new');
      const before = server.shown();
      const api = createApi({
        send: (request) => {
          const { ids, ...rest } = server.cut(cursorOf(request));
          return Promise.resolve({ kind: 'json', body: { ...rest, data: ids.map((id) => thread(id)) } });
        },
      });
      const history = createHistory(api, (callback) => callback());
      const listed = () => history.getSnapshot().entries.map(({ id }) => id);
      await history.refresh();
      expect(listed().filter((id) => id.startsWith('r'))).toEqual(before);
      expect(new Set(listed()).size).toBe(listed().length);
      how.arrivals.fill(0);
      await history.refresh();
      expect(listed()).toEqual(server.shown());
    }),
    { numRuns: 100 },
  );
});

test('cursors that go round end the list', async () => {
  const asked: unknown[] = [];
  const api = createApi({
    send: (request) => {
      asked.push(cursorOf(request));
      const after = cursorOf(request) === 'a' ? 'b' : 'a';
      return Promise.resolve({ kind: 'json', body: { data: [thread(after)], has_more: true, after } });
    },
  });
  const history = createHistory(api, (callback) => callback());
  await history.refresh();
  expect(asked).toEqual([undefined, 'a', 'b']);
  expect(history.getSnapshot().entries.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('what the reader renames and deletes while the list still comes stays renamed and deleted', async () => {
  let more: (() => void) | undefined;
  const api = createApi({
    async send(request) {
      if (request.type !== 'threads.list') return { kind: 'json', body: {} };
      if (cursorOf(request) === undefined) {
        return { kind: 'json', body: { data: [thread('a'), thread('b', { title: 'B' })], has_more: true, after: 'b' } };
      }
      await new Promise<void>((resolve) => (more = resolve));
      return { kind: 'json', body: { data: [thread('c'), thread('d', { title: 'D' })], has_more: false } };
    },
  });
  const history = createHistory(api, (callback) => callback());
  const refreshed = history.refresh();
  await vi.waitFor(() => expect(more).toBeDefined(), { interval: 1 });
  await Promise.all([history.remove('a'), history.rename('b', 'New')]);
  more?.();
  await refreshed;
  expect(history.getSnapshot().entries.map(({ id, title }) => [id, title])).toEqual([
    ['b', 'New'],
    ['c', undefined],
    ['d', 'D'],
  ]);
});
