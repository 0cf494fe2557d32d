import { beforeEach, describe, expect, test } from 'vitest';
import { type Attachment, type ThreadItem, type ThreadMetadata } from '../../chatkit/protocol/items';
import { NotFoundError, type Paging, type Store } from '../../chatkit/server/types';

const thread = (id: string, title?: string): ThreadMetadata => ({
  id,
  title,
  created_at: '2026-11-21T00:00:00.000Z',
  status: { type: 'active' },
  allowed_image_domains: undefined,
  metadata: { kept: true },
});
const message = (id: string, text = id, thread_id = 't'): ThreadItem => ({
  type: 'user_message',
  id,
  thread_id,
  created_at: '2026-11-21T00:00:00.000Z',
  content: [{ type: 'input_text', text }],
  attachments: [],
  quoted_text: undefined,
  inference_options: { tool_choice: undefined, model: undefined },
});
const hidden = (id: string): ThreadItem => ({
  type: 'hidden_context_item',
  id,
  thread_id: 't',
  created_at: '2026-11-21T00:00:00.000Z',
  content: { note: 'for the server' },
});
const attachment: Attachment = {
  id: 'a',
  name: 'notes.txt',
  mime_type: 'text/plain',
  type: 'file',
  preview_url: undefined,
  upload_descriptor: undefined,
  thread_id: undefined,
};
/** One of each byte. */
const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const all: Paging = { limit: 1000, order: 'asc' };
const ids = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `i${index}`);

/**
 * What every {@link Store} promises.
 * @param createStore a new, empty store for each test.
 */
export function describeStore(name: string, createStore: () => Store | Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await createStore();
    });
    const withItems = async (itemIds: string[]) => {
      await store.saveThread('ann', thread('t'));
      for (const id of itemIds) await store.saveItem('ann', 't', message(id));
    };

    test('a thread comes back as it was saved, and the last save counts', async () => {
      await store.saveThread('ann', thread('t', 'One'));
      expect(await store.loadThread('ann', 't')).toEqual(thread('t', 'One'));
      await store.saveThread('ann', { ...thread('t', 'Two'), status: { type: 'locked', reason: 'over' } });
      expect(await store.loadThread('ann', 't')).toMatchObject({ title: 'Two', status: { reason: 'over' } });
    });

    test('saving a thread again keeps its items and its place', async () => {
      await withItems(['a']);
      await store.saveThread('ann', thread('u'));
      await store.saveThread('ann', thread('t', 'renamed'));
      expect(ids(await store.listItems('ann', 't', all))).toEqual(['a']);
      expect(ids(await store.listThreads('ann', all))).toEqual(['t', 'u']);
    });

    test.each<[string, Paging, string[], boolean]>([
      ['the first page, oldest first', { limit: 2, order: 'asc' }, ['i0', 'i1'], true],
      ['the first page, newest first', { limit: 2, order: 'desc' }, ['i4', 'i3'], true],
      ['the next page, oldest first', { limit: 2, order: 'asc', after: 'i1' }, ['i2', 'i3'], true],
      ['the next page, newest first', { limit: 2, order: 'desc', after: 'i3' }, ['i2', 'i1'], true],
      ['the last page', { limit: 2, order: 'asc', after: 'i3' }, ['i4'], false],
      ['a page that ends exactly at the end', { limit: 5, order: 'desc' }, ['i4', 'i3', 'i2', 'i1', 'i0'], false],
      ['nothing after the last', { limit: 2, order: 'asc', after: 'i4' }, [], false],
    ])('%s', async (_, paging, expected, hasMore) => {
      await withItems(numbered(5));
      for (const id of numbered(5)) await store.saveThread('bob', thread(id));
      for (const page of [await store.listItems('ann', 't', paging), await store.listThreads('bob', paging)]) {
        expect(ids(page)).toEqual(expected);
        expect(page.has_more).toBe(hasMore);
        expect(page.after).toBe(expected.at(-1));
      }
    });

    test('items of one moment keep the order in which they were saved, also when saved at once', async () => {
      await store.saveThread('ann', thread('t'));
      const order = numbered(30).reverse();
      await Promise.all(order.map((id) => store.saveItem('ann', 't', message(id))));
      expect(ids(await store.listItems('ann', 't', all))).toEqual(order);
    });

    test('a replaced item keeps its place', async () => {
      await withItems(['a', 'b', 'c']);
      await store.saveItem('ann', 't', message('b', 'changed'));
      const { data } = await store.listItems('ann', 't', all);
      expect(ids({ data })).toEqual(['a', 'b', 'c']);
      expect(data[1]).toEqual(message('b', 'changed'));
      expect(await store.loadItem('ann', 't', 'b')).toEqual(message('b', 'changed'));
    });

    test('the same item id may occur in two threads', async () => {
      await store.saveThread('ann', thread('t'));
      await store.saveThread('ann', thread('u'));
      await store.saveItem('ann', 't', message('same', 'in t'));
      await store.saveItem('ann', 'u', message('same', 'in u', 'u'));
      expect(await store.loadItem('ann', 't', 'same')).toEqual(message('same', 'in t'));
      expect(await store.loadItem('ann', 'u', 'same')).toEqual(message('same', 'in u', 'u'));
    });

    test('hidden items are kept, and a page may end with one', async () => {
      await withItems(['a']);
      await store.saveItem('ann', 't', hidden('h'));
      expect(await store.listItems('ann', 't', { limit: 2, order: 'asc' })).toMatchObject({ after: 'h' });
      expect(await store.loadItem('ann', 't', 'h')).toEqual(hidden('h'));
    });

    test('a deleted item is gone, the rest stays', async () => {
      await withItems(['a', 'b', 'c']);
      await store.deleteItem('ann', 't', 'b');
      expect(ids(await store.listItems('ann', 't', all))).toEqual(['a', 'c']);
      await expect(store.loadItem('ann', 't', 'b')).rejects.toThrow(NotFoundError);
    });

    test('a thread is deleted with its items and nothing of it comes back', async () => {
      await withItems(['a']);
      await store.saveFeedback('ann', 't', ['a'], 'positive');
      await store.deleteThread('ann', 't');
      await expect(store.loadThread('ann', 't')).rejects.toThrow(NotFoundError);
      await expect(store.saveItem('ann', 't', message('late'))).rejects.toThrow(NotFoundError);
      await store.saveThread('ann', thread('t'));
      expect(await store.listItems('ann', 't', all)).toMatchObject({ data: [], has_more: false });
    });

    test('text in any script, with odd characters, comes back unchanged', async () => {
      const text = '日本語 🧑‍🚀 \u0000 \u2028 \' " \\ <b> %s \ud800 end';
      await store.saveThread('ann', thread('t', text));
      await store.saveItem('ann', 't', message('a', 'say: é e\u0301'));
      expect(await store.loadItem('ann', 't', 'a')).toEqual(message('a', 'say: é e\u0301'));
      expect((await store.loadThread('ann', 't')).title).toBe(text);
    });

    test('feedback is taken for items that exist only', async () => {
      await withItems(['a', 'b']);
      await store.saveFeedback('ann', 't', ['a', 'b'], 'negative');
      await store.saveFeedback('ann', 't', ['a'], 'positive');
      await expect(store.saveFeedback('ann', 't', ['a', 'gone'], 'positive')).rejects.toThrow(NotFoundError);
    });

    test('the last word on each item is kept, and goes with the item', async () => {
      await withItems(['a', 'b', 'c']);
      await store.saveThread('ann', thread('u'));
      expect(await store.loadFeedback('ann', 't')).toEqual({});
      await store.saveFeedback('ann', 't', ['a', 'b'], 'negative');
      await store.saveFeedback('ann', 't', ['a'], 'positive');
      await store.saveItem('ann', 't', message('a', 'changed'));
      expect(await store.loadFeedback('ann', 't')).toEqual({ a: 'positive', b: 'negative' });
      expect(await store.loadFeedback('ann', 'u')).toEqual({});
      await store.deleteItem('ann', 't', 'b');
      expect(await store.loadFeedback('ann', 't')).toEqual({ a: 'positive' });
    });

    test('an attachment is kept until it is deleted, its bytes with it', async () => {
      await store.saveAttachment('ann', attachment);
      expect(await store.loadAttachment('ann', 'a')).toEqual(attachment);
      await expect(store.loadAttachmentData('ann', 'a')).rejects.toThrow(NotFoundError);
      await store.saveAttachmentData('ann', 'a', every);
      await store.saveAttachment('ann', { ...attachment, name: 'renamed.txt' });
      expect([...(await store.loadAttachmentData('ann', 'a'))]).toEqual([...every]);
      await store.deleteAttachment('ann', 'a');
      await expect(store.loadAttachment('ann', 'a')).rejects.toThrow(NotFoundError);
      await expect(store.loadAttachmentData('ann', 'a')).rejects.toThrow(NotFoundError);
      await store.saveAttachment('ann', attachment);
      await expect(store.loadAttachmentData('ann', 'a')).rejects.toThrow(NotFoundError);
    });

    test('bytes are taken for an attachment that exists only; a caller may go on using its own', async () => {
      await expect(store.saveAttachmentData('ann', 'a', every)).rejects.toThrow(NotFoundError);
      await store.saveAttachment('ann', attachment);
      const mine = every.slice();
      await store.saveAttachmentData('ann', 'a', mine);
      mine.fill(7);
      (await store.loadAttachmentData('ann', 'a')).fill(9);
      expect([...(await store.loadAttachmentData('ann', 'a'))]).toEqual([...every]);
    });

    test('usage counts the attachments and bytes of one subject', async () => {
      expect(await store.attachmentUsage('ann')).toEqual({ count: 0, bytes: 0 });
      for (const id of ['a', 'b', 'c']) await store.saveAttachment('ann', { ...attachment, id });
      await store.saveAttachmentData('ann', 'a', every);
      await store.saveAttachmentData('ann', 'b', every);
      await store.saveAttachmentData('ann', 'b', new Uint8Array(44));
      await store.saveAttachment('anna', attachment);
      await store.saveAttachmentData('anna', 'a', every);
      expect(await store.attachmentUsage('ann')).toEqual({ count: 3, bytes: 300 });
      await store.deleteAttachment('ann', 'a');
      expect(await store.attachmentUsage('ann')).toEqual({ count: 2, bytes: 44 });
    });

    test('what was sent in a thread is deleted with it, and nothing else', async () => {
      await withItems(['i']);
      await store.saveAttachment('ann', { ...attachment, thread_id: 't' });
      await store.saveAttachmentData('ann', 'a', every);
      await store.saveAttachment('ann', { ...attachment, id: 'unsent' });
      await store.saveAttachment('ann', { ...attachment, id: 'elsewhere', thread_id: 'u' });
      await store.saveAttachment('bob', { ...attachment, thread_id: 't' });
      await store.deleteThread('ann', 't');
      await expect(store.loadAttachment('ann', 'a')).rejects.toThrow(NotFoundError);
      expect(await store.attachmentUsage('ann')).toEqual({ count: 2, bytes: 0 });
      expect(await store.attachmentUsage('bob')).toEqual({ count: 1, bytes: 0 });
    });

    test('what a caller changes afterwards does not change what is kept', async () => {
      const kept = thread('t', 'kept');
      await store.saveThread('ann', kept);
      kept.title = 'changed';
      (await store.loadThread('ann', 't')).title = 'changed too';
      expect((await store.loadThread('ann', 't')).title).toBe('kept');
    });

    test('an export holds every thread of the subject with all its items, in order', async () => {
      await withItems(numbered(3));
      for (const id of numbered(60)) await store.saveThread('ann', thread(`more-${id}`));
      await store.saveThread('bob', thread('not hers'));
      const exported = [];
      for await (const one of store.exportThreads('ann')) exported.push(one);
      expect(exported).toHaveLength(61);
      expect(exported[0]).toEqual({ thread: thread('t'), items: numbered(3).map((id) => message(id)) });
    });

    test('a deleted subject leaves nothing, other subjects lose nothing', async () => {
      await withItems(['a']);
      await store.saveAttachment('ann', attachment);
      await store.saveThread('anna', thread('other'));
      await store.deleteSubject('ann');
      expect((await store.listThreads('ann', all)).data).toEqual([]);
      await expect(store.loadAttachment('ann', 'a')).rejects.toThrow(NotFoundError);
      expect(await store.attachmentUsage('ann')).toEqual({ count: 0, bytes: 0 });
      await store.saveThread('ann', thread('t'));
      expect(await store.loadFeedback('ann', 't')).toEqual({});
      expect((await store.listItems('ann', 't', all)).data).toEqual([]);
      expect(ids(await store.listThreads('anna', all))).toEqual(['other']);
    });

    test.each<[string, (subject: string) => Promise<unknown>]>([
      ['loadThread', (subject) => store.loadThread(subject, 't')],
      ['deleteThread', (subject) => store.deleteThread(subject, 't')],
      ['saveItem', (subject) => store.saveItem(subject, 't', message('b'))],
      ['loadItem', (subject) => store.loadItem(subject, 't', 'a')],
      ['listItems', (subject) => store.listItems(subject, 't', all)],
      ['listItems after', (subject) => store.listItems(subject, 't', { ...all, after: 'a' })],
      ['listThreads after', (subject) => store.listThreads(subject, { ...all, after: 't' })],
      ['deleteItem', (subject) => store.deleteItem(subject, 't', 'a')],
      ['saveFeedback', (subject) => store.saveFeedback(subject, 't', ['a'], 'positive')],
      ['loadAttachment', (subject) => store.loadAttachment(subject, 'a')],
      ['deleteAttachment', (subject) => store.deleteAttachment(subject, 'a')],
      ['loadFeedback', (subject) => store.loadFeedback(subject, 't')],
      ['saveAttachmentData', (subject) => store.saveAttachmentData(subject, 'a', every)],
      ['loadAttachmentData', (subject) => store.loadAttachmentData(subject, 'a')],
    ])('%s: what belongs to somebody else does not exist', async (_, call) => {
      await withItems(['a']);
      await store.saveAttachment('ann', attachment);
      await store.saveAttachmentData('ann', 'a', every);
      await expect(call('bob')).rejects.toThrow(NotFoundError);
      expect(ids(await store.listItems('ann', 't', all))).toEqual(['a']);
      expect(await store.loadThread('ann', 't')).toEqual(thread('t'));
      expect(await store.loadAttachment('ann', 'a')).toEqual(attachment);
      expect(await store.attachmentUsage('ann')).toEqual({ count: 1, bytes: 256 });
      expect((await store.listThreads('bob', all)).data).toEqual([]);
    });

    test('saving under an id of somebody else leaves theirs as it is', async () => {
      await withItems(['a']);
      await store.saveThread('bob', thread('t', 'mine now')).catch(() => undefined);
      await store.saveItem('bob', 't', message('a', 'overwritten')).catch(() => undefined);
      await store.saveAttachment('ann', attachment);
      await store.saveAttachment('bob', { ...attachment, name: 'theirs' }).catch(() => undefined);
      expect(await store.loadThread('ann', 't')).toEqual(thread('t'));
      expect(await store.loadItem('ann', 't', 'a')).toEqual(message('a'));
      expect(await store.loadAttachment('ann', 'a')).toEqual(attachment);
    });
  });
}
