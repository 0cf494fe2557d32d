import { describe, expect, test } from 'vitest';
import { type Attachment } from '../../../chatkit/protocol/items';
import { createMemoryStore } from '../../../chatkit/server/memory-store';
import { createChatKitServer } from '../../../chatkit/server/server';
import { type AnswerContext } from '../../../chatkit/server/types';
import { collect, input } from './harness';

function createServer() {
  const store = createMemoryStore();
  const contexts: AnswerContext[] = [];
  let count = 0;
  const server = createChatKitServer({
    store,
    answerer: {
      async *answer(context) {
        contexts.push(context);
        for (const { id } of context.message.attachments) {
          const { data } = await context.readAttachment(id);
          yield { type: 'text', delta: new TextDecoder().decode(data) };
        }
      },
    },
    newId: (prefix) => `${prefix}_${++count}`,
    attachments: {
      maxBytes: 100_000,
      maxBytesPerSubject: 150_000,
      accepts: (mimeType) => mimeType !== 'text/html',
      uploadTo: (id, { subject }) => ({ url: `upload:${id}`, method: 'PUT', headers: { for: subject } }),
    },
  });
  const ask = async (type: string, params: object, subject = 'ann') => {
    const answer = await server.handle({ type, params }, { subject });
    return answer.kind === 'json'
      ? { status: answer.status, body: answer.body as Record<string, unknown> }
      : { status: 200, body: { events: await collect(answer) } };
  };
  const create = async (more: object = {}, subject = 'ann') => {
    const file = { name: 'notes.txt', size: 5, mime_type: 'text/plain', ...more };
    const { status, body } = await ask('attachments.create', file, subject);
    return { status, body, attachment: body as unknown as Attachment };
  };
  const send = (attachments: string[], threadId?: string) =>
    threadId
      ? ask('threads.add_user_message', { thread_id: threadId, input: { ...input('x'), attachments } })
      : ask('threads.create', { input: { ...input('x'), attachments } });
  return { store, server, ask, create, send, contexts };
}
const bytes = (text: string) => new TextEncoder().encode(text);
const codeOf = ({ body }: { body: unknown }) => (body as { error?: { code: string } }).error?.code;

describe('a file in two steps', () => {
  test('is announced, filled, sent, read by the answerer and deleted with its thread', async () => {
    const { store, server, ask, create, send } = createServer();
    const { attachment } = await create();
    expect(attachment).toEqual({
      id: 'atc_1',
      name: 'notes.txt',
      mime_type: 'text/plain',
      type: 'file',
      upload_descriptor: { url: 'upload:atc_1', method: 'PUT', headers: { for: 'ann' } },
    });
    expect(await server.upload('atc_1', bytes('Hello'), { subject: 'ann' })).toMatchObject({ status: 200 });
    const { body } = await send(['atc_1', 'atc_1']);
    const sent = { id: 'atc_1', name: 'notes.txt', mime_type: 'text/plain', type: 'file', thread_id: 'thr_2' };
    expect(body['events']).toContainEqual(
      expect.objectContaining({ item: expect.objectContaining({ attachments: [sent] }) }),
    );
    expect(JSON.stringify(body)).toContain('"text":"Hello"');
    await ask('threads.delete', { thread_id: 'thr_2' });
    expect(await store.attachmentUsage('ann')).toEqual({ count: 0, bytes: 0 });
  });

  test('is taken back before it is sent', async () => {
    const { store, ask, create } = createServer();
    await create();
    expect(await ask('attachments.delete', { attachment_id: 'atc_1' })).toEqual({ status: 200, body: {} });
    expect(await store.attachmentUsage('ann')).toEqual({ count: 0, bytes: 0 });
  });

  test.each([
    [0, 'image/png', /^data:image\/png;base64,AAAA/u],
    [0, 'image/svg+xml', undefined],
    [70_000, 'image/png', undefined],
    [0, 'text/plain', undefined],
  ])('%i more bytes of %s: a small picture is its own preview', async (more, mime_type, preview) => {
    const { server, create } = createServer();
    await create({ mime_type });
    const { body } = await server.upload('atc_1', new Uint8Array(300 + more), { subject: 'ann' });
    const { preview_url, type } = body as { preview_url?: string; type: string };
    if (preview) expect(preview_url).toMatch(preview);
    else expect(preview_url).toBeUndefined();
    expect(type).toBe(mime_type.startsWith('image/') ? 'image' : 'file');
  });
});

test('a file in one step is announced and filled', async () => {
  const { server, send } = createServer();
  const file = { name: 'a.txt', mimeType: 'text/plain; charset=utf-8', data: bytes('Direct') };
  const { body } = await server.uploadDirect(file, { subject: 'ann' });
  expect(body).toEqual({ id: 'atc_1', name: 'a.txt', mime_type: 'text/plain', type: 'file' });
  expect(JSON.stringify((await send(['atc_1'])).body)).toContain('Direct');
});

describe('what is refused', () => {
  test.each([
    ['too large', { size: 100_001 }, 'attachment_too_large'],
    ['a type that is not taken', { mime_type: 'TEXT/HTML; charset=utf-8' }, 'attachment_type'],
    ['a negative size', { size: -1 }, 'invalid_request'],
  ])('%s', async (_, more, code) => {
    const { create, store } = createServer();
    const refused = await create(more);
    expect([refused.status, codeOf(refused)]).toEqual([400, code]);
    expect(await store.attachmentUsage('ann')).toEqual({ count: 0, bytes: 0 });
  });

  test('more bytes than one file may have, whatever was announced', async () => {
    const { server, create, send } = createServer();
    await create();
    const refused = await server.upload('atc_1', new Uint8Array(100_001), { subject: 'ann' });
    expect([refused.status, codeOf(refused)]).toEqual([400, 'attachment_too_large']);
    expect(codeOf(await send(['atc_1']))).toBe('attachment_missing');
  });

  test('more than one reader may keep, announced or not', async () => {
    const { server, create } = createServer();
    for (const id of ['atc_1', 'atc_2']) {
      await create({ size: 1 });
      if (id === 'atc_1') await server.upload(id, new Uint8Array(90_000), { subject: 'ann' });
    }
    expect(codeOf(await create({ size: 60_001 }))).toBe('attachments_full');
    expect(codeOf(await server.upload('atc_2', new Uint8Array(60_001), { subject: 'ann' }))).toBe('attachments_full');
    expect((await create({ size: 60_001 }, 'bob')).status).toBe(200);
  });

  test("somebody else's, one without bytes, one of another conversation, and bytes after it was sent", async () => {
    const { server, ask, create, send } = createServer();
    await create();
    const [ann, bob] = [{ subject: 'ann' }, { subject: 'bob' }];
    expect(await server.upload('atc_1', bytes('x'), bob)).toMatchObject({ status: 404 });
    expect(await ask('attachments.delete', { attachment_id: 'atc_1' }, 'bob')).toMatchObject({ status: 404 });
    expect(codeOf(await send(['atc_1']))).toBe('attachment_missing');
    await server.upload('atc_1', bytes('mine'), ann);
    await send(['atc_1']);
    expect(codeOf(await send(['atc_1']))).toBe('invalid_request');
    expect(codeOf(await server.upload('atc_1', bytes('other'), ann))).toBe('invalid_request');
  });
});
