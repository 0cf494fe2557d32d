import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import Database from 'libsql';
import { NotFoundError } from '../../../chatkit/server/types';
import { createLibsqlStore } from '../../../proxy/libsql-store';
import { describeStore } from '../store-contract';

describeStore('libsql', async () => createLibsqlStore(':memory:'));

const thread = (id: string) => ({
  id,
  title: undefined,
  created_at: '2026-11-21T00:00:00.000Z',
  status: { type: 'active' as const },
  allowed_image_domains: undefined,
  metadata: {},
});
const item = (id: string, threadId: string) => ({
  type: 'assistant_message' as const,
  id,
  thread_id: threadId,
  created_at: '2026-11-21T00:00:00.000Z',
  content: [],
});

describe('the file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'docent-store-'));
    path = join(folder, 'docent.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a reopened file holds what was saved', async () => {
    const first = createLibsqlStore(path);
    await first.saveThread('ann', thread('t'));
    await first.saveItem('ann', 't', item('i', 't'));
    first.close();
    const second = createLibsqlStore(path);
    expect((await second.listItems('ann', 't', { limit: 5, order: 'asc' })).data.map(({ id }) => id)).toEqual(['i']);
    second.close();
  });

  test('two proxies may share one file', async () => {
    const [first, second] = [createLibsqlStore(path), createLibsqlStore(path)];
    await first.saveThread('ann', thread('t'));
    expect((await second.loadThread('ann', 't')).id).toBe('t');
    first.close();
    second.close();
  });

  test('a file of a newer version is refused instead of damaged', () => {
    createLibsqlStore(path).close();
    const database = new Database(path);
    database.exec('INSERT INTO migrations VALUES (99, 0)');
    database.close();
    expect(() => createLibsqlStore(path)).toThrow('newer version');
  });

  test('a record that no longer reads hides neither its thread nor the rest of the page', async () => {
    const store = createLibsqlStore(path);
    await store.saveThread('ann', thread('t'));
    for (const id of ['a', 'b', 'c']) await store.saveItem('ann', 't', item(id, 't'));
    const database = new Database(path);
    database.prepare(`UPDATE items SET json = '{"type":"from-the-future"}' WHERE id = 'b'`).run();
    database.close();
    const page = await store.listItems('ann', 't', { limit: 2, order: 'asc' });
    expect(page).toMatchObject({ data: [{ id: 'a' }], has_more: true, after: 'b' });
    store.close();
  });

  test('the journal is a write-ahead log, so readers never wait for a writer', async () => {
    const store = createLibsqlStore(path);
    const mode = new Database(path).pragma('journal_mode');
    expect(mode).toEqual([{ journal_mode: 'wal' }]);
    store.close();
  });
});

test('a conversation is deleted a retention after its last message, not after its first', async () => {
  let now = 1_000;
  const store = createLibsqlStore(':memory:', () => now);
  await store.saveThread('ann', thread('idle'));
  await store.saveThread('bob', thread('busy'));
  now = 5_000;
  await store.saveItem('bob', 'busy', item('i', 'busy'));

  expect(store.deleteInactiveSince(2_000)).toBe(1);
  await expect(store.loadThread('ann', 'idle')).rejects.toThrow(NotFoundError);
  expect((await store.loadThread('bob', 'busy')).id).toBe('busy');
});

test('files go with the conversation they were sent in; one that was never sent goes by itself', async () => {
  let now = 1_000;
  const store = createLibsqlStore(':memory:', () => now);
  const file = (id: string, thread_id?: string) => ({
    id,
    name: 'a.txt',
    mime_type: 'text/plain',
    type: 'file' as const,
    preview_url: undefined,
    upload_descriptor: undefined,
    thread_id,
  });
  await store.saveThread('ann', thread('busy'));
  await store.saveThread('ann', thread('idle'));
  await store.saveAttachment('ann', file('sent', 'busy'));
  await store.saveAttachment('ann', file('old', 'idle'));
  await store.saveAttachment('ann', file('unsent'));
  now = 5_000;
  await store.saveItem('ann', 'busy', item('i', 'busy'));
  await store.saveAttachment('ann', file('new'));

  expect(store.deleteInactiveSince(2_000)).toBe(1);
  expect(store.deleteUnsentSince(2_000)).toBe(1);
  expect((await store.loadAttachment('ann', 'sent')).id).toBe('sent');
  expect((await store.loadAttachment('ann', 'new')).id).toBe('new');
  expect(await store.attachmentUsage('ann')).toEqual({ count: 2, bytes: 0 });
});
