import { describe, expect, test } from 'vitest';
import { createHeldFiles } from '../../../utils/backend/held-files';

const API = 'https://api.example.com/chatkit';

/** A back end that takes files, and what reached it. */
function backEnd({ refuses = 0 } = {}) {
  const seen: { url: string; method: string | undefined; body: unknown }[] = [];
  let stored = 0;
  const fetchApi: typeof fetch = async (input, init) => {
    const url = String(input);
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : await (init?.body as Blob).text();
    seen.push({ url, method: init?.method, body });
    if (url !== API) {
      if (refuses-- > 0) throw new TypeError('The network is gone.');
      return new Response(null, { status: 200 });
    }
    if ((body as { type: string }).type === 'attachments.delete') return Response.json({});
    const id = `atc_${(stored += 1)}`;
    const upload_descriptor = { url: `https://api.example.com/files/${id}`, method: 'PUT', headers: {} };
    return Response.json({ id, name: 'notes.txt', mime_type: 'text/plain', type: 'file', upload_descriptor });
  };
  let given = 0;
  return { seen, files: createHeldFiles(fetchApi, () => String((given += 1))) };
}

const facts = { name: 'notes.txt', size: 5, mime_type: 'text/plain' };
const question = (attachments: string[], type = 'threads.create') => ({
  type,
  params: { input: { content: [], attachments, quoted_text: '' } },
});

/** As the chat does when a reader chooses a file. */
async function choose(files: ReturnType<typeof createHeldFiles>, text = 'Hello') {
  const answer = await files.answer({ type: 'attachments.create', params: facts }, API);
  const { id, upload_descriptor } = (await answer?.json()) as { id: string; upload_descriptor: { url: string } };
  expect(files.fill(upload_descriptor.url, new Blob([text])).status).toBe(200);
  return id;
}

describe('files of a question', () => {
  test('stay here until the question leaves, then go before it, and it names them as the back end does', async () => {
    const { files, seen } = backEnd();
    const id = await choose(files);
    expect(seen).toEqual([]);
    expect(await files.send(question([id, 'atc_known']), API, undefined)).toEqual(question(['atc_1', 'atc_known']));
    expect(seen).toEqual([
      { url: API, method: 'POST', body: { type: 'attachments.create', params: facts } },
      { url: 'https://api.example.com/files/atc_1', method: 'PUT', body: 'Hello' },
    ]);
  });

  test('that are taken out again were never at the back end', async () => {
    const { files, seen } = backEnd();
    const id = await choose(files);
    const answer = await files.answer({ type: 'attachments.delete', params: { attachment_id: id } }, API);
    expect(answer?.status).toBe(200);
    expect(seen).toEqual([]);
  });

  test('that did go, with a question that then failed, go no second time and are taken back when they are taken out', async () => {
    const { files, seen } = backEnd();
    const id = await choose(files);
    await files.send(question([id]), API, undefined);
    expect(await files.send(question([id]), API, undefined)).toEqual(question(['atc_1']));
    expect(seen).toHaveLength(2);
    await files.answer({ type: 'attachments.delete', params: { attachment_id: id } }, API);
    expect(seen.at(-1)?.body).toEqual({ type: 'attachments.delete', params: { attachment_id: 'atc_1' } });
  });

  test('that the network loses keep the question from leaving, and are sent whole with the next try', async () => {
    const { files, seen } = backEnd({ refuses: 1 });
    const id = await choose(files);
    await expect(files.send(question([id]), API, undefined)).rejects.toThrow('The network is gone.');
    expect(await files.send(question([id]), API, undefined)).toEqual(question(['atc_2']));
    expect(seen.at(-1)).toMatchObject({ url: 'https://api.example.com/files/atc_2', body: 'Hello' });
  });

  test.each([
    ['another request', { type: 'threads.list', params: {} }],
    ['a question without files', question([])],
    ['a question without an input', { type: 'threads.create', params: {} }],
  ])('%s goes as it is', async (_name, request) => {
    const { files, seen } = backEnd();
    expect(await files.answer(request, API)).toBeUndefined();
    expect(await files.send(request, API, undefined)).toEqual(request);
    expect(seen).toEqual([]);
  });

  test('a file of the host that was not chosen here is the back end’s to forget', async () => {
    const { files } = backEnd();
    expect(await files.answer({ type: 'attachments.delete', params: { attachment_id: 'atc_9' } }, API)).toBeUndefined();
    expect(files.fill('held:unknown', new Blob(['x'])).status).toBe(404);
  });
});
