import { describe, expect, test } from 'vitest';
import { loadItems } from '../../../utils/panel/load-items';
import { lastConversation } from '../../../utils/panel/last-conversation';
import { findSentQuestion } from '../../../utils/panel/sent-question';
import { aDraft } from './passages';

const thread = (id: string) => ({
  id,
  title: `Title of ${id}`,
  created_at: '2026-11-21T10:00:00Z',
  items: { data: [], has_more: false },
});
const asked = (text: string, created_at = '2026-11-21T10:00:00Z') => ({
  type: 'user_message',
  id: 'm1',
  thread_id: 'newest',
  created_at,
  content: [{ type: 'input_text', text }],
  attachments: [],
  inference_options: {},
});
const answered = {
  type: 'assistant_message',
  id: 'm2',
  thread_id: 'newest',
  created_at: '2026-11-21T10:00:01Z',
  content: [],
};
const at = Date.parse('2026-11-21T10:00:00Z');
const sending = { text: 'Why?', at, passages: [], pinned: [] };

/** A back end with one thread; remembers what it was asked. */
function backEnd(items: unknown[], requests: string[] = []) {
  return async ({ type, params }: { type: string; params: Record<string, unknown> }) => {
    requests.push(`${type} ${String(params.thread_id ?? '')}`.trim());
    return { data: type === 'threads.list' ? [thread('newest')] : items, has_more: false };
  };
}

describe('a question that was on its way when the panel closed', () => {
  test.each([
    ['is there', [answered, asked('Why?')], 'newest'],
    ['is there with another white space', [asked(' Why?\n')], 'newest'],
    ['never arrived', [answered, asked('What?')], undefined],
    ['never arrived: the same words were asked long before', [asked('Why?', '2026-11-21T09:00:00Z')], undefined],
    ['is there, by a server whose times have no zone', [asked('Why?', '2026-11-21T01:00:00.123')], 'newest'],
    ['never arrived: the thread is empty', [], undefined],
  ])('%s', async (_name, items, expected) => {
    expect(await findSentQuestion(backEnd(items), aDraft({ sending }))).toBe(expected);
  });

  test('is looked up in its own thread where it has one, and only by reading', async () => {
    const requests: string[] = [];
    await findSentQuestion(backEnd([asked('Why?')], requests), aDraft({ sending, threadId: 'open' }));
    expect(requests).toEqual(['items.list open']);
  });

  test('makes no request where nothing was on its way', async () => {
    const requests: string[] = [];
    expect(await findSentQuestion(backEnd([], requests), aDraft())).toBeUndefined();
    expect(requests).toEqual([]);
  });
});

test('the newest conversation has a title, and there may be none', async () => {
  expect((await lastConversation(backEnd([])))?.title).toBe('Title of newest');
  expect(await lastConversation(async () => ({ data: [] }))).toBeUndefined();
});

test('all pages of a conversation are read, by the cursor the server gives', async () => {
  const cursors: unknown[] = [];
  const items = await loadItems(async ({ params }) => {
    cursors.push(params.after);
    return params.after === undefined
      ? { data: [asked('Why?')], has_more: true, after: 'hidden-item' }
      : { data: [answered], has_more: false };
  }, 'newest');
  expect(items.map(({ id }) => id)).toEqual(['m1', 'm2']);
  expect(cursors).toEqual([undefined, 'hidden-item']);
});
