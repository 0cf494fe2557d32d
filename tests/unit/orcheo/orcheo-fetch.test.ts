import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createConnectionFetch } from '../../../utils/connection/api-fetch';
import type { ApiFetchParts } from '../../../utils/connection/adapter';
import { shapeRequest } from '../../../utils/panel-state/shape-request';
import { describeCard } from '../../../utils/panel-state/card';
import { readEvents } from '../proxy/harness';
import { type Orcheo, startOrcheo } from '../../contracts/orcheo';
import { aConnection, aDraft, card } from '../panel/passages';

const ID = '123e4567-e89b-12d3-a456-426614174000';
const PASSAGE = 'The quick brown fox\njumps [docent] over > the lazy dog.';
let orcheo: Orcheo;
beforeEach(async () => {
  orcheo = await startOrcheo({ workflows: [{ id: ID, handle: 'python-docs', name: 'Python docs', published: true }] });
});
afterEach(() => orcheo.close());

function open(over: Partial<ApiFetchParts> = {}, workflow: string | undefined = ID) {
  const connection = aConnection({
    kind: 'orcheo',
    apiUrl: `${orcheo.url}/api/chatkit`,
    origins: [orcheo.url],
    ...(workflow === undefined ? {} : { workflow }),
  });
  const context = { connection, switches: { headings: true, address: false, about: false } };
  const view = describeCard(aDraft({ passages: [card({ text: PASSAGE })] }), context);
  const fetch = createConnectionFetch({
    connection,
    fetch: globalThis.fetch,
    getToken: () => Promise.resolve(null),
    hasPermission: () => Promise.resolve(true),
    online: () => true,
    shape: (request) => shapeRequest(request, view),
    ...over,
  });
  return (type: string, params: object = {}) =>
    fetch(connection.apiUrl, { method: 'POST', body: JSON.stringify({ type, params }) });
}
const input = (text: string) => ({
  input: { content: [{ type: 'input_text', text }], attachments: [], quoted_text: null, inference_options: {} },
});

describe('a published workflow', () => {
  test('is named on top and in the metadata of every request, also of those that only read', async () => {
    const call = open();
    await (await call('threads.list', { limit: 1 })).json();
    await (await call('threads.create', input('Why?'))).text();
    expect(
      orcheo.requests.map(({ json }) => [json?.workflow_id, (json?.metadata as { workflow_id: string }).workflow_id]),
    ).toEqual([
      [ID, ID],
      [ID, ID],
    ]);
  });

  test('is given the passage in the text of the message and in the metadata, since Orcheo reads no quote', async () => {
    await (await open()('threads.create', input('Why?'))).text();
    const { params, metadata } = orcheo.requests[0]?.json as {
      params: { input: { content: { text: string }[] } };
      metadata: { docent: { passages: unknown[] } };
    };
    expect(params.input.content[0]?.text).toMatch(/^Why\?\n\n\[docent [0-9a-f]{32}\] .*untrusted/);
    expect(params.input.content[0]?.text).toContain('> The quick brown fox\n> jumps [docent] over > the lazy dog.');
    expect(metadata.docent.passages).toEqual([{ text: PASSAGE, title: 'Foxes', headings: ['Jumping'] }]);
  });

  test('gives the message back as the reader wrote it, with the passage as its quote, in the stream and in the history', async () => {
    const call = open();
    const events = await readEvents(await call('threads.create', input('Why?')));
    const echoed = events.find(({ item }) => item?.type === 'user_message')?.item;
    expect(echoed).toMatchObject({ content: [{ text: 'Why?' }], quoted_text: PASSAGE });
    const threadId = events.find(({ thread }) => thread)?.thread?.id;
    const page = (await (await call('items.list', { thread_id: threadId, order: 'asc' })).json()) as {
      data: unknown[];
    };
    expect(page.data[0]).toMatchObject({ content: [{ text: 'Why?' }], quoted_text: PASSAGE });
  });

  test('known only by its handle is looked up once, at the public endpoint', async () => {
    const call = open({}, 'python-docs');
    await Promise.all([call('threads.list'), call('threads.list')]);
    expect(orcheo.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/workflows/python-docs/public',
      'POST /api/chatkit',
      'POST /api/chatkit',
    ]);
  });

  test('that nobody has set is asked nothing', async () => {
    const connection = aConnection({ kind: 'orcheo', apiUrl: `${orcheo.url}/api/chatkit`, origins: [orcheo.url] });
    const fetch = createConnectionFetch({
      connection,
      fetch: globalThis.fetch,
      getToken: () => Promise.resolve(null),
      hasPermission: () => Promise.resolve(true),
      online: () => true,
      shape: (request) => request,
    });
    await expect(
      fetch(connection.apiUrl, { method: 'POST', body: JSON.stringify({ type: 'threads.list', params: {} }) }),
    ).rejects.toMatchObject({ code: 'NO_WORKFLOW' });
    expect(orcheo.requests).toEqual([]);
  });
});
