import { expect, test } from 'vitest';
import type { Uploader } from '../../../../chatkit/client/uploads';
import { createAttachments } from '../../../../chatkit/element/composer/attachments';
import { createComposerStore } from '../../../../chatkit/element/composer/composer-store';
import type { Attachment } from '../../../../chatkit/protocol/items';

const attachment = (name: string): Attachment => ({
  id: `atc_${name}`,
  name,
  mime_type: 'text/plain',
  type: 'file',
  preview_url: undefined,
  upload_descriptor: undefined,
  thread_id: undefined,
});
const file = (name: string, type = 'text/plain') => new File(['x'], name, { type });

function start() {
  const composer = createComposerStore(
    () => undefined,
    () => false,
  );
  const uploads = new Map<
    string,
    { signal: AbortSignal; done: (of: Attachment) => void; fail: (error: Error) => void; tell: (share: number) => void }
  >();
  const removed: string[] = [];
  const urls: string[] = [];
  const failures: Error[] = [];
  const uploader: Uploader = {
    upload: (of, signal, tell) => new Promise((done, fail) => uploads.set(of.name, { signal, done, fail, tell })),
    remove(id) {
      removed.push(id);
      return Promise.resolve();
    },
  };
  let keys = 0;
  const attachments = createAttachments({
    composer,
    uploader,
    options: () => ({ enabled: true, maxCount: 2 }),
    onError: (error) => failures.push(error),
    newId: () => `key${(keys += 1)}`,
    objectUrls: {
      createObjectURL: () => `blob:${urls.push('made')}`,
      revokeObjectURL: (url) => urls.splice(urls.length, 0, `gone ${url}`),
    },
  });
  const upload = (name: string) => {
    const found = uploads.get(name);
    if (!found) throw new Error(`${name} is not being uploaded.`);
    return found;
  };
  return { composer, attachments, upload, removed, urls, failures, entry: () => composer.getSnapshot().attachments[0] };
}

test('a message waits for its files and takes them along', async () => {
  const { composer, attachments, upload, entry } = start();
  const added = attachments.add([file('a')]);
  expect(composer.take()).toBeNull();
  upload('a').tell(0.5);
  expect(entry()?.progress).toBe(0.5);
  upload('a').done(attachment('a'));
  await added;
  expect(composer.take()?.message).toMatchObject({ content: [], attachments: [{ id: 'atc_a' }] });
  expect(composer.getSnapshot().attachments).toEqual([]);
});

test('files beyond the limit are left out and named', async () => {
  const { composer, attachments } = start();
  void attachments.add([file('a'), file('b'), file('c')]);
  expect(composer.getSnapshot().attachments.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(composer.getSnapshot().refused).toEqual([{ name: 'c', error: { code: 'too-many', limit: 2 } }]);
});

test('a file that did not get through holds the message back, and goes on a second try', async () => {
  const { composer, attachments, upload, entry, failures } = start();
  composer.edit('Look');
  const first = attachments.add([file('a')]);
  upload('a').fail(new TypeError('network'));
  await first;
  expect(entry()?.error).toEqual({ code: 'not-sent' });
  expect(failures).toHaveLength(1);
  expect(composer.take()).toBeNull();
  const second = attachments.retry('key1');
  expect(entry()?.error).toBeUndefined();
  upload('a').done(attachment('a'));
  await second;
  expect(composer.take()?.message.attachments).toHaveLength(1);
});

test('a removed file ends its upload without a report, and the server forgets one that it has', async () => {
  const { attachments, upload, removed, failures } = start();
  const first = attachments.add([file('a')]);
  attachments.remove('key1');
  expect(upload('a').signal.aborted).toBe(true);
  upload('a').fail(new DOMException('aborted', 'AbortError'));
  await first;
  expect({ removed, failures }).toEqual({ removed: [], failures: [] });
  const second = attachments.add([file('b')]);
  upload('b').done(attachment('b'));
  await second;
  attachments.remove('key2');
  expect(removed).toEqual(['atc_b']);
});

test('an image is shown from this page, and its address is given up when it leaves the composer', async () => {
  const { composer, attachments, upload, urls, entry } = start();
  const added = attachments.add([file('a.png', 'image/png')]);
  expect(entry()?.previewUrl).toBe('blob:1');
  upload('a.png').done(attachment('a.png'));
  await added;
  composer.take();
  expect(urls).toEqual(['made', 'gone blob:1']);
});

test('an attachment that the host gave is not deleted on the server when the reader takes it out', () => {
  const { composer, attachments, removed } = start();
  composer.set({ attachments: [{ key: 'atc_h', name: 'h', mimeType: 'text/plain', ready: attachment('h') }] });
  attachments.remove('atc_h');
  expect(composer.getSnapshot().attachments).toEqual([]);
  expect(removed).toEqual([]);
});
