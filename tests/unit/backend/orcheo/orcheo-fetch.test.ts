import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createConnectionFetch } from '../../../../utils/backend/api-fetch';
import type { ApiFetchParts } from '../../../../utils/backend/api-parts';
import { inUtc } from '../../../../utils/backend/kinds/orcheo-fetch';
import { shapeRequest } from '../../../../utils/panel/shape-request';
import { describeCard } from '../../../../utils/panel/card';
import { readEvents } from '../../proxy/harness';
import { type Orcheo, startOrcheo } from '../../../contracts/orcheo';
import { aConnection, aDraft, card } from '../../panel/passages';

const ID = '123e4567-e89b-12d3-a456-426614174000';
const VISITOR = 'visitor-0123456789';
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
    visitor: () => Promise.resolve(VISITOR),
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

  test('tells times that all say they are UTC, though Orcheo’s own do so only sometimes', async () => {
    const call = open();
    const text = await (await call('threads.create', input('Why?'))).text();
    const times = [...text.matchAll(/"created_at":"([^"]*)"/g)].map(([, time]) => time);
    expect(times.length).toBeGreaterThan(2);
    expect(times.filter((time) => !time?.endsWith('Z'))).toEqual([]);
    expect(
      inUtc({ created_at: '2026-11-30T20:04:32.680024', at: [{ created_at: '2026-11-30T20:04:32+01:00' }, 5] }),
    ).toEqual({
      created_at: '2026-11-30T20:04:32.680024Z',
      at: [{ created_at: '2026-11-30T20:04:32+01:00' }, 5],
    });
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

  test.each([
    ['python-docs', ''],
    ['acme/python-docs', '?workspace_slug=acme'],
    ['acme/team/core/python-docs', '?workspace_slug=acme&team_slug=core'],
    ['team/core/python-docs', '?team_slug=core'],
  ])('named %s is looked up with its workspace and team', async (workflow, query) => {
    Object.assign(orcheo.options.workflows[0]!, { workspace: 'acme', team: 'core' });
    await (await open({}, workflow)('threads.list')).json();
    expect(orcheo.requests[0]?.path).toBe(`/api/workflows/python-docs/public${query}`);
    expect(orcheo.requests[1]?.json?.workflow_id).toBe(ID);
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

describe('a reader without a name', () => {
  test('is a visitor in every request, and nobody else sees what they asked', async () => {
    const call = open();
    await (await call('threads.create', input('Why?'))).text();
    expect(await (await call('threads.list', { limit: 9 })).json()).toMatchObject({ data: [{}] });
    const other = open({ visitor: () => Promise.resolve('visitor-9876543210') });
    expect(await (await other('threads.list', { limit: 9 })).json()).toMatchObject({ data: [] });
    expect(orcheo.requests.map(({ headers }) => headers['x-orcheo-visitor-id'])).toEqual([
      VISITOR,
      VISITOR,
      'visitor-9876543210',
    ]);
  });

  test('is none where a token says who reads, nor to the public endpoint', async () => {
    const call = open({ getToken: () => Promise.resolve('token') }, 'python-docs');
    await expect(call('threads.list')).rejects.toMatchObject({ code: 'SERVER' });
    expect(orcheo.requests.map(({ path }) => path)).toEqual(['/api/workflows/python-docs/public', '/api/chatkit']);
    expect(orcheo.requests.some(({ headers }) => 'x-orcheo-visitor-id' in headers)).toBe(false);
  });

  test('cannot open what another visitor asked, nor ask in it', async () => {
    const events = await readEvents(await open()('threads.create', input('Why?')));
    const thread_id = events.find(({ thread }) => thread)?.thread?.id;
    const other = open({ visitor: () => Promise.resolve('visitor-9876543210') });
    await expect(other('threads.get_by_id', { thread_id })).rejects.toMatchObject({
      code: 'SERVER',
      details: { status: 500 },
    });
    const broken = await other('threads.add_user_message', { thread_id, ...input('And?') });
    await expect(broken.text()).rejects.toThrow();
  });
});
