import { describe, expect, test } from 'vitest';
import { createMemoryStore } from '../../../chatkit/server/memory-store';
import type { Answerer } from '../../../chatkit/server/types';
import { buildPrompt } from '../../../chatkit/answerers/model/prompt';
import { readFiles } from '../../../chatkit/answerers/model/prompt-files';
import { createProxy, EXTENSION, readEvents } from './harness';

const MODEL = { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1', OPENAI_IMAGES: 'on' };
interface Announced {
  id: string;
  type: string;
  preview_url?: string;
  upload_descriptor: { url: string; method: string; headers: Record<string, string> };
}

/** Answers with the files as a model would get them. */
const reader: Answerer = {
  async *answer(context) {
    const style = { small: false, boundary: () => 'BOUNDARY' };
    const room = { tokens: 1_000_000, cost: (text: string) => text.length };
    const { messages } = buildPrompt(context, style, room, await readFiles(context, true));
    const content = messages.at(-1)?.content ?? '';
    const parts = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
    const text = parts.flatMap((part) => (part.type === 'text' ? part.text : [])).join('');
    const images = parts.flatMap((part) => (part.type === 'image_url' ? part.image_url.url : []));
    yield { type: 'text', delta: JSON.stringify({ text, images }) };
  },
};

async function open(variables: Record<string, string> = {}) {
  const proxy = createProxy({ variables: { ...MODEL, ...variables }, answerer: reader, store: createMemoryStore() });
  const vend = async () => (await proxy.vend()).client_secret;
  const token = await vend();
  const announce = async (file: object, as = token) => {
    const response = await proxy.chatkit(as, 'attachments.create', file);
    return { status: response.status, file: (await response.json()) as Announced };
  };
  const send = (url: string, method: string, body: BodyInit, as: string | undefined = token, headers: object = {}) =>
    proxy.app.request(url, {
      method,
      body,
      headers: { origin: EXTENSION, ...(as && { authorization: `Bearer ${as}` }), ...headers },
    });
  const ask = async (attachments: string[]) => {
    const input = { content: [{ type: 'input_text', text: 'x' }], attachments, inference_options: {} };
    const response = await proxy.chatkit(token, 'threads.create', { input });
    if (response.status !== 200) return { status: response.status, text: '', images: [] };
    const said = (await readEvents(response)).findLast(({ item }) => item?.type === 'assistant_message');
    return { status: 200, ...(JSON.parse(said?.item?.content[0]?.text ?? '{}') as { text: string; images: string[] }) };
  };
  return { ...proxy, token, vendOther: vend, announce, send, ask };
}
const notes = { name: 'notes.txt', size: 5, mime_type: 'text/plain' };

describe('a file of a reader', () => {
  test('goes where it is told to go and reaches the model, fenced', async () => {
    const { announce, send, ask } = await open();
    const { file } = await announce(notes);
    expect(file.upload_descriptor).toEqual({
      url: `http://localhost/attachments?id=${file.id}`,
      method: 'PUT',
      headers: {},
    });
    expect((await send(file.upload_descriptor.url, 'PUT', 'Hello')).status).toBe(200);
    const { text } = await ask([file.id]);
    expect(text).toContain('> [1] Name: notes.txt\n> \n> Hello\n[BOUNDARY]');
  });

  test('behind a path of a server in front, the address has the path', async () => {
    const { announce } = await open({ PUBLIC_URL: 'http://localhost:9000/docent/' });
    const { file } = await announce(notes);
    expect(file.upload_descriptor.url).toBe(`http://localhost:9000/docent/attachments?id=${file.id}`);
  });

  test('in one step, as a form; a picture goes as a picture', async () => {
    const { send, ask } = await open();
    const form = new FormData();
    form.append('file', new File([new Uint8Array([1, 2, 3])], 'plan.png', { type: 'image/png' }));
    const response = await send('/attachments', 'POST', form);
    const file = (await response.json()) as Announced;
    expect(file).toMatchObject({ type: 'image', preview_url: 'data:image/png;base64,AQID' });
    expect(await ask([file.id])).toMatchObject({ images: ['data:image/png;base64,AQID'] });
  });
});

describe('what is refused', () => {
  test.each<[string, Record<string, string>, object, number]>([
    ['any file where no model reads it', { OPENAI_BASE_URL: '' }, notes, 400],
    ['any file where none is wanted', { MAX_ATTACHMENT_MB: '0' }, notes, 400],
    ['a file that is too large', { MAX_ATTACHMENT_MB: '1' }, { ...notes, size: 1_048_577 }, 400],
    ['a type that no model reads', {}, { ...notes, mime_type: 'application/zip' }, 400],
    ['a picture where the model may have no eyes', { OPENAI_IMAGES: '' }, { ...notes, mime_type: 'image/png' }, 400],
    ['a picture that is a program', {}, { ...notes, mime_type: 'image/svg+xml' }, 400],
  ])('%s', async (_, variables, file, status) => {
    const { announce } = await open(variables);
    expect((await announce(file)).status).toBe(status);
  });

  test('bytes without a token, with another reader’s, of an unknown file, or more than a file may have', async () => {
    const { announce, send, ask, vendOther } = await open({ MAX_ATTACHMENT_MB: '1' });
    const { file } = await announce(notes);
    const { url } = file.upload_descriptor;
    expect((await send(url, 'PUT', 'x', '')).status).toBe(401);
    expect((await send(url, 'PUT', 'x', await vendOther())).status).toBe(404);
    expect((await send('/attachments?id=atc_none', 'PUT', 'x')).status).toBe(404);
    expect((await send(url, 'PUT', new Uint8Array(1_048_577))).status).toBe(413);
    expect((await send(url, 'PUT', 'x', undefined, { 'content-length': '99999999' })).status).toBe(413);
    expect((await ask([file.id])).status).toBe(400);
  });

  test.each<[string, BodyInit, Record<string, string>, number]>([
    ['JSON', '{}', { 'content-type': 'application/json' }, 415],
    ['a broken form', 'no form', { 'content-type': 'multipart/form-data; boundary=x' }, 400],
    ['a form without a file', new URLSearchParams({ file: 'x' }), {}, 415],
  ])('%s instead of a form with a file', async (_, body, headers, status) => {
    const { send } = await open();
    expect((await send('/attachments', 'POST', body, undefined, headers)).status).toBe(status);
  });

  test('a web page may not send one', async () => {
    const { announce, send } = await open();
    const { file } = await announce(notes);
    const headers = { origin: 'https://evil.example' };
    expect((await send(file.upload_descriptor.url, 'PUT', 'x', undefined, headers)).status).toBe(403);
  });
});

test('a preflight for an upload is answered', async () => {
  const { app } = await open();
  const headers = { origin: EXTENSION, 'access-control-request-method': 'PUT' };
  const response = await app.request('/attachments?id=atc_1', { method: 'OPTIONS', headers });
  expect([response.status, response.headers.get('access-control-allow-methods')]).toEqual([204, 'POST, PUT']);
});

test('neither the name nor the id of a file is in the log', async () => {
  const { announce, send, logs } = await open();
  const { file } = await announce({ ...notes, name: 'secret-plan.txt' });
  await send(file.upload_descriptor.url, 'PUT', 'Hello');
  const log = JSON.stringify(logs);
  expect(log).toContain('"/attachments"');
  expect(log).not.toContain(file.id);
  expect(log).not.toContain('secret-plan');
});

test.each<[string, Record<string, string>, boolean]>([
  ['of OpenAI', { OPENAI_BASE_URL: '', OPENAI_API_KEY: 'sk-live-3f9a' }, true],
  ['of another server, unless it is said to read them', {}, false],
  ['that is said to', { OPENAI_IMAGES: 'on' }, true],
  [
    'of OpenAI that is said not to',
    { OPENAI_BASE_URL: '', OPENAI_API_KEY: 'sk-live-3f9a', OPENAI_IMAGES: 'off' },
    false,
  ],
])('pictures are offered to a model %s: %#', async (_, variables, offered) => {
  const { app } = createProxy({ variables: { ...MODEL, OPENAI_IMAGES: '', ...variables } });
  const descriptor = (await (await app.request('/.well-known/docent.json')).json()) as {
    attachments: { accept: string[] };
  };
  expect(descriptor.attachments.accept.includes('image/png')).toBe(offered);
  expect(descriptor.attachments.accept).toContain('text/*');
});

test('the descriptor says what may be attached', async () => {
  const { app } = await open();
  const descriptor = (await (await app.request('/.well-known/docent.json')).json()) as { attachments?: unknown };
  expect(descriptor.attachments).toMatchObject({ maxBytes: 5 * 1_048_576, accept: expect.arrayContaining(['text/*']) });
});

describe('what a model gets of many files', () => {
  const file = (id: string, type: 'file' | 'image') => ({
    id,
    name: `${id}.x`,
    mime_type: type === 'image' ? 'image/png' : 'text/plain',
    type,
    preview_url: undefined,
    upload_descriptor: undefined,
    thread_id: 't',
  });
  const message = (id: string, attachments: ReturnType<typeof file>[]) => ({
    type: 'user_message' as const,
    id,
    thread_id: 't',
    created_at: '',
    content: [],
    attachments,
    quoted_text: undefined,
    inference_options: { tool_choice: undefined, model: undefined },
  });

  test('the newest first, up to a page of text and four pictures; one that is gone is left out', async () => {
    const items = [
      message('one', [file('old', 'file'), file('picture0', 'image')]),
      message('two', [file('gone', 'file'), file('new', 'file')]),
      message(
        'three',
        [1, 2, 3, 4].map((count) => file(`picture${count}`, 'image')),
      ),
    ];
    const readAttachment = (id: string) =>
      id === 'gone'
        ? Promise.reject(new Error('gone'))
        : Promise.resolve({
            attachment: file(id, 'file'),
            data: new TextEncoder().encode(id === 'new' ? 'n'.repeat(59_990) : 'o'.repeat(99)),
          });
    const files = await readFiles({ items, readAttachment }, true);
    expect(files.get('three')?.images).toHaveLength(4);
    expect(files.get('two')?.texts).toEqual([{ id: 'new', name: 'new.x', text: 'n'.repeat(59_990) }]);
    expect(files.get('one')).toEqual({ texts: [{ id: 'old', name: 'old.x', text: 'o'.repeat(10) }], images: [] });
    expect((await readFiles({ items, readAttachment }, false)).get('three')?.images).toEqual([]);
  });
});
