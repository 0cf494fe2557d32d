import { describe, expect, test } from 'vitest';
import { createApi } from '../../../chatkit/client/api';
import { ChatKitHttpError, ChatKitResponseError, ChatKitUsageError } from '../../../chatkit/client/errors';
import type { ClientRequest } from '../../../chatkit/client/transport';
import { createUploader, sendByFetch, type SendUpload, type UploadStrategy } from '../../../chatkit/client/uploads';

const stored = { id: 'atc_1', name: 'plan.txt', mime_type: 'text/plain', type: 'file' };
const announced = {
  ...stored,
  upload_descriptor: { url: 'https://files.example/atc_1', method: 'PUT', headers: { 'x-signed': '1' } },
};
const file = () => new File(['hello'], 'plan.txt', { type: 'text/plain' });
const nothing = () => undefined;

function start(strategy: UploadStrategy | undefined, send: SendUpload, created: unknown = announced) {
  const requests: ClientRequest[] = [];
  const api = createApi({
    send(request) {
      requests.push(request);
      return Promise.resolve({ kind: 'json' as const, body: request.type === 'attachments.create' ? created : {} });
    },
  });
  const uploader = createUploader(
    api,
    () => strategy,
    () => send,
  );
  return {
    uploader,
    requests,
    upload: (signal = new AbortController().signal) => uploader.upload(file(), signal, nothing),
  };
}

const types = (requests: ClientRequest[]) => requests.map(({ type }) => type);

describe('in two phases', () => {
  test('a file is announced, and its bytes go where and how the server says', async () => {
    const sent: unknown[] = [];
    const { upload, requests } = start({ type: 'two_phase' }, async ({ url, method, headers, body }) => {
      sent.push({ url, method, headers, text: await (body as File).text() });
      return new Response(null, { status: 204 });
    });
    expect(await upload()).toMatchObject({ id: 'atc_1', upload_descriptor: undefined });
    expect(requests).toEqual([
      { type: 'attachments.create', params: { name: 'plan.txt', size: 5, mime_type: 'text/plain' } },
    ]);
    expect(sent).toEqual([
      { url: 'https://files.example/atc_1', method: 'PUT', headers: { 'x-signed': '1' }, text: 'hello' },
    ]);
  });

  test.each([
    ['the bytes are refused', () => Promise.resolve(new Response(null, { status: 413 })), ChatKitHttpError],
    ['the network fails', () => Promise.reject(new TypeError('network')), TypeError],
  ])('when %s the server is told to forget the file', async (_name, send, kind) => {
    const { upload, requests } = start({ type: 'two_phase' }, send);
    await expect(upload()).rejects.toBeInstanceOf(kind);
    expect(types(requests)).toEqual(['attachments.create', 'attachments.delete']);
  });

  test('an answer that says nowhere to put the bytes is no answer', async () => {
    const { upload } = start({ type: 'two_phase' }, () => Promise.resolve(new Response()), stored);
    await expect(upload()).rejects.toBeInstanceOf(ChatKitResponseError);
  });
});

describe('directly', () => {
  const strategy = { type: 'direct', uploadUrl: '/files' } as const;

  test('the bytes go as the form field "file", through the host’s own fetch', async () => {
    const sent: unknown[] = [];
    const hostFetch: typeof fetch = async (input, init) => {
      const form = init?.body as FormData;
      const part = form.get('file') as File;
      sent.push({ input, method: init?.method, name: part.name, text: await part.text() });
      return Response.json(stored);
    };
    const { upload, requests } = start(strategy, sendByFetch(hostFetch));
    expect(await upload()).toMatchObject(stored);
    expect(sent).toEqual([{ input: '/files', method: 'POST', name: 'plan.txt', text: 'hello' }]);
    expect(requests).toEqual([]);
  });

  test.each([
    ['a refusal', () => new Response('<h1>too big</h1>', { status: 413 }), ChatKitHttpError],
    ['a page', () => new Response('<h1>sign in</h1>'), ChatKitResponseError],
    ['other JSON', () => Response.json({ ok: true }), ChatKitResponseError],
  ])('%s is an error without the server’s words', async (_name, answer, kind) => {
    const failure = await start(strategy, () => Promise.resolve(answer()))
      .upload()
      .catch((error: Error) => error);
    expect(failure).toBeInstanceOf(kind);
    expect((failure as Error).message).not.toContain('h1');
  });

  test('a file that was removed just as it arrived is forgotten by the server too', async () => {
    const abort = new AbortController();
    const { upload, requests } = start(strategy, () => {
      abort.abort();
      return Promise.resolve(Response.json(stored));
    });
    await expect(upload(abort.signal)).rejects.toThrow();
    expect(types(requests)).toEqual(['attachments.delete']);
  });
});

test('without a strategy nothing is sent', async () => {
  const { upload, requests } = start(undefined, () => Promise.resolve(new Response()));
  await expect(upload()).rejects.toBeInstanceOf(ChatKitUsageError);
  expect(requests).toEqual([]);
});
