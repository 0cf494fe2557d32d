import 'fake-indexeddb/auto';
import { messages, permissions } from './extension-browser';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { signInSite } from '../../../components/options/connect/connecting';
import { readDescriptor } from '../../../utils/connection/descriptor';
import { orcheoDraft } from '../../../utils/connection/detection/orcheo-steps';
import { type Connection, deviceConnection } from '../../../utils/connection/schema';
import { listConnections, listPendingConnections, saveConnection } from '../../../utils/connection/store';
import { openDatabase } from '../../../utils/database';
import { createConnectServices, sweepPending } from '../../../utils/settings-page/connect';
import { CONSENT_VERSION } from '../../../utils/settings/schema';
import { readSettings, updateSettings } from '../../../utils/settings/store';
import { startOrcheo } from '../../contracts/orcheo';
import { descriptor, json, startBackEnd } from '../connection-detect/back-end';

const WELL_KNOWN = '/.well-known/docent.json';
const open = { ...descriptor, token: undefined };
const never = new AbortController().signal;
const services = createConnectServices(() => []);

const words = [
  {
    type: 'thread.created',
    thread: { id: 't', created_at: '', status: { type: 'active' }, items: { data: [], has_more: false } },
  },
  {
    type: 'thread.item.updated',
    item_id: 'm',
    update: { type: 'assistant_message.content_part.text_delta', content_index: 0, delta: 'Hello' },
  },
];
const answering: Parameters<typeof startBackEnd>[0][string] = (request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    if (!body.includes('threads.create')) return json({})(request, response);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of words) response.write(`data: ${JSON.stringify(event)}\n\n`);
    response.end();
  });
};
const working = () => startBackEnd({ [`GET ${WELL_KNOWN}`]: json(open), 'POST /chatkit': answering });
const draftOf = (url: string) => readDescriptor(open, url + WELL_KNOWN);
const idsOf = async () => (await listConnections()).map(({ id }) => id);

beforeEach(async () => {
  const database = await openDatabase();
  await Promise.all([database.clear('records'), database.clear('connections')]);
  await updateSettings({ consent: { version: CONSENT_VERSION, at: 1 } });
  messages.length = 0;
  permissions.granted = true;
  permissions.removed.length = 0;
});

test('a connection that passes is kept, answers from now on, and is listed once', async () => {
  const backEnd = await working();
  const first = await services.connect(draftOf(backEnd.url), undefined, () => undefined, never);
  expect(first).toMatchObject({ passed: true, replaced: false });
  const again = await services.connect(draftOf(backEnd.url), undefined, () => undefined, never);
  expect(again).toMatchObject({ passed: true, replaced: true });
  expect(await idsOf()).toEqual([again.connection.id, deviceConnection.id]);
  expect((await readSettings()).settings.defaultConnectionId).toBe(again.connection.id);
  expect(await listPendingConnections()).toEqual([]);
});

test('while it is tested it is in no list, and when a line fails nothing of it stays', async () => {
  const backEnd = await startBackEnd({ [`GET ${WELL_KNOWN}`]: json(open), 'POST /chatkit': json({}, 503) });
  const seen: string[][] = [];
  const result = await services.connect(
    draftOf(backEnd.url),
    undefined,
    () => void idsOf().then((ids) => seen.push(ids)),
    never,
  );
  expect(result.passed).toBe(false);
  expect(await idsOf()).toEqual([deviceConnection.id]);
  expect(await listPendingConnections()).toEqual([]);
  expect(seen.every((ids) => ids.join() === deviceConnection.id)).toBe(true);
  expect(messages.filter(({ name }) => name === 'signOut')).toHaveLength(1);
  expect((await readSettings()).settings.defaultConnectionId).toBeNull();
});

test('an attempt that is given up keeps nothing either', async () => {
  const backEnd = await working();
  const attempt = new AbortController();
  const ended = services.connect(draftOf(backEnd.url), undefined, () => attempt.abort(), attempt.signal);
  await expect(ended).rejects.toThrow();
  expect(await idsOf()).toEqual([deviceConnection.id]);
  expect(await listPendingConnections()).toEqual([]);
});

test('a key goes to the background, with the choice how long it is kept', async () => {
  const backEnd = await working();
  const key = { key: 'typed-key', remember: false };
  await services.connect({ ...draftOf(backEnd.url), auth: 'key' }, key, () => undefined, never);
  expect(messages.find(({ name }) => name === 'signIn')?.request).toMatchObject(key);
});

test('before consent nothing is asked of any address', async () => {
  await updateSettings({ consent: null });
  const backEnd = await working();
  await expect(services.detect(backEnd.url, never)).rejects.toMatchObject({ code: 'NO_CONSENT' });
  const ended = services.connect(draftOf(backEnd.url), undefined, () => undefined, never);
  await expect(ended).rejects.toMatchObject({ code: 'NO_CONSENT' });
  expect(backEnd.requests).toEqual([]);
  expect(await idsOf()).toEqual([deviceConnection.id]);
});

test('a workflow that is set brings how its readers sign in; a private one only its id', async () => {
  const [open, closed, secret] = [1, 2, 3].map((last) => `123e4567-e89b-12d3-a456-42661417400${last}`);
  const orcheo = await startOrcheo({
    workflows: [
      { id: open ?? '', handle: 'open', name: 'Open', published: true },
      { id: closed ?? '', handle: 'closed', name: 'Closed', published: true, requireLogin: true },
      { id: secret ?? '', handle: 'secret', name: 'Secret', published: false },
    ],
  });
  onTestFinished(() => orcheo.close());
  const connection: Connection = { ...orcheoDraft({ base: orcheo.url }), id: 'o' };
  const set = async (workflow: string, of = connection) => {
    await saveConnection(of);
    await services.setWorkflow(of, workflow);
    return (await listConnections()).find(({ id }) => id === 'o');
  };
  const page = `${orcheo.url}/chat/closed`;
  expect(await set('closed')).toMatchObject({ workflow: closed, auth: 'cookie', signInUrl: page });
  expect(await set((closed ?? '').toUpperCase())).toMatchObject({ workflow: closed, auth: 'cookie', signInUrl: page });
  expect(await set('open', { ...connection, auth: 'cookie' })).toMatchObject({ workflow: open, auth: 'none' });
  expect(await set((secret ?? '').toUpperCase())).toMatchObject({ workflow: secret, auth: 'none' });
  const byToken: Connection = { ...connection, auth: 'key', tokenUrl: 'https://tokens.example/token' };
  expect(await set('closed', byToken)).toMatchObject({ workflow: closed, auth: 'key' });
  await expect(set('secret')).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test.each([
  ['cookie', undefined, 'https://api.example'],
  ['better-auth', 'https://docs.example/sign-in', 'https://docs.example/sign-in'],
  ['key', 'https://docs.example/sign-in', undefined],
  ['none', undefined, undefined],
] as const)('signed in to by %s, with a page %s: the button opens %s', (auth, signInUrl, page) =>
  expect(signInSite({ auth, signInUrl, apiUrl: 'https://api.example/chatkit' })).toBe(page),
);

test('leftovers of a page that was closed in the middle are swept away', async () => {
  await saveConnection({
    ...deviceConnection,
    id: 'left',
    kind: 'chatkit',
    apiUrl: 'https://a.example/',
    pending: true,
  });
  await sweepPending();
  expect(await listPendingConnections()).toEqual([]);
});

test('access asked for by an attempt that came to nothing is given back; what a kept back end needs is not', async () => {
  const backEnd = await working();
  const fresh = createConnectServices(() => ['https://had-it-before.example/*']);
  await fresh.allowOrigins(['https://nothing.example', 'https://had-it-before.example', backEnd.url]);
  await fresh.connect(draftOf(backEnd.url), undefined, () => undefined, never);
  await fresh.giveUnusedBack();
  expect(permissions.removed).toEqual(['https://nothing.example/*']);
});
