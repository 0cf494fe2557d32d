import 'fake-indexeddb/auto';
import { managed, messages, noted, permissions } from './extension-browser';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { asFilledIn, canTestAtOnce, signInSite } from '../../../utils/settings-page/connecting';
import { readDescriptor } from '../../../utils/backend/descriptor';
import { orcheoDraft } from '../../../utils/backend/detection/orcheo-steps';
import { type Connection, deviceConnection } from '../../../utils/connection/schema';
import { listConnections, listPendingConnections, saveConnection } from '../../../utils/backend/store';
import { openDatabase } from '../../../utils/shared/database';
import { createConnectServices, sweepPending } from '../../../utils/settings-page/connect';
import { CONSENT_VERSION } from '../../../utils/settings/schema';
import { giveBack, showButtonOn, takeButtonFrom } from '../../../utils/settings-page/access';
import { readSettings, updateSettings } from '../../../utils/settings/store';
import type { TestLine } from '../../../utils/backend/test-connection';
import { startOrcheo, type Workflow } from '../../contracts/orcheo';
import { descriptor, json, startBackEnd } from '../backend/back-end';

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
  permissions.origins = [];
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
  const page = `${orcheo.studio}/chat/closed`;
  expect(await set('closed')).toMatchObject({ workflow: closed, auth: 'cookie', signInUrl: page });
  expect(await set((closed ?? '').toUpperCase())).toMatchObject({ workflow: closed, auth: 'cookie', signInUrl: page });
  expect(await set('open', { ...connection, auth: 'cookie' })).toMatchObject({ workflow: open, auth: 'none' });
  expect(await set((secret ?? '').toUpperCase())).toMatchObject({ workflow: secret, auth: 'none' });
  const byToken: Connection = { ...connection, auth: 'key', tokenUrl: 'https://tokens.example/token' };
  expect(await set('closed', byToken)).toMatchObject({ workflow: closed, auth: 'key' });
  await expect(set('secret')).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

const WORKFLOW = '123e4567-e89b-12d3-a456-426614174000';
async function published(over: Partial<Workflow> = {}) {
  const orcheo = await startOrcheo({
    workflows: [{ id: WORKFLOW, handle: 'open', name: 'Open', published: true, ...over }],
  });
  onTestFinished(() => orcheo.close());
  const draft = { ...orcheoDraft({ base: orcheo.url }), workflow: WORKFLOW };
  const visitors = () =>
    new Set(
      orcheo.requests
        .splice(0)
        .flatMap(({ method, headers }) => (method === 'POST' ? headers['x-orcheo-visitor-id'] : [])),
    );
  return { orcheo, draft, visitors };
}
const remarksOf = (lines: readonly TestLine[]) =>
  lines.map((line) => ('remark' in line ? line.remark?.kind : 'error' in line ? line.error.code : line.state));

test('a published workflow is tested as one visitor, who stays the same when it is connected again', async () => {
  const { draft, visitors } = await published();
  let lines: readonly TestLine[] = [];
  const result = await services.connect(draft, undefined, (next) => (lines = next), never);
  expect(remarksOf(lines)).toEqual(['passed', 'passed', 'passed', 'noSignIn', 'passed', 'passed', 'passageInMessage']);
  expect(result.passed).toBe(true);
  const [visitor, ...others] = visitors();
  expect(visitor).toMatch(/^[A-Za-z0-9_-]{8,128}$/);
  expect(others).toEqual([]);

  await services.connect(draft, undefined, () => undefined, never);
  const [kept] = (await listConnections()).filter(({ kind }) => kind === 'orcheo');
  visitors();
  await services.test(kept!, undefined, () => undefined, never);
  expect([...visitors()]).toEqual([visitor]);
  // Another connection is another visitor.
  const elsewhere = await published();
  await services.connect(elsewhere.draft, undefined, () => undefined, never);
  expect([...elsewhere.visitors()]).not.toContain(visitor);
});

test('a workflow that wants a login fails at the line that says so, also where it was open before', async () => {
  const { orcheo, draft } = await published();
  const { connection } = await services.connect(draft, undefined, () => undefined, never);
  Object.assign(orcheo.options.workflows[0]!, { requireLogin: true });
  let lines: readonly TestLine[] = [];
  const again = await services.test(connection, undefined, (next) => (lines = next), never);
  expect(remarksOf(lines)).toEqual(['passed', 'passed', 'passed', 'SIGN_IN', 'waiting', 'waiting', 'waiting']);
  expect(again.connection).toMatchObject({ auth: 'cookie', signInUrl: `${orcheo.studio}/chat/open` });
  Object.assign(orcheo.options.workflows[0]!, { published: false });
  await services.test(connection, undefined, (next) => (lines = next), never);
  expect(remarksOf(lines).slice(2, 4)).toEqual(['NOT_FOUND', 'waiting']);
});

test('the test asks a published workflow three times in all, of the limit that its readers share', async () => {
  const { orcheo, draft } = await published();
  await services.connect(draft, undefined, () => undefined, never);
  const asked = orcheo.requests.filter(({ path }) => path === '/api/chatkit').map(({ json }) => json?.type);
  expect(asked).toEqual(['threads.list', 'threads.create', 'threads.delete']);
});

test('a form that was pressed as it stood is not said to be filled in by hand', () => {
  const offered = orcheoDraft({ base: 'https://a.example' });
  expect(asFilledIn(offered, { ...offered, tokenUrl: undefined, origins: [] }).byHand).toBe(false);
  expect(asFilledIn(offered, { ...offered, tokenUrl: 'https://a.example/token' }).byHand).toBe(true);
  expect(asFilledIn(offered, { ...offered, auth: 'key' }).byHand).toBe(true);
});

test('where readers share a history, the second press stays, since they have to be told', () => {
  const draft = { ...orcheoDraft({ base: 'https://a.example' }), workflow: WORKFLOW };
  expect(canTestAtOnce(draft, [])).toBe(true);
  expect(canTestAtOnce({ ...draft, tokenUrl: 'https://a.example/token' }, [])).toBe(false);
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

const siteList = async () => (await readSettings()).settings.buttonSites;

test('a back end that is removed gives its addresses back, but for what another or the button needs', async () => {
  const kept = (id: string, ...origins: string[]): Connection => ({
    ...deviceConnection,
    id,
    kind: 'chatkit',
    apiUrl: `${origins[0]}/chatkit`,
    origins,
  });
  await saveConnection(kept('a', 'http://localhost:8787', 'https://shared.example', 'https://docs.example'));
  await saveConnection(kept('b', 'https://shared.example:8443'));
  permissions.origins = ['http://localhost/*', 'https://shared.example/*', 'https://docs.example/*'];
  await updateSettings({ buttonSites: [] });
  await showButtonOn(['https://docs.example/*']);
  await services.remove('a');
  expect(permissions.removed).toEqual(['http://localhost/*']);
  expect(await siteList()).toEqual(['https://docs.example/*']);
  await services.remove('b');
  expect(permissions.origins).toEqual(['https://docs.example/*']);
});

test('the button that is taken from a site leaves the access that a back end needs, and puts no button anywhere', async () => {
  await updateSettings({ buttonSites: ['https://docs.example/*', 'http://localhost/*'] });
  permissions.origins = ['https://docs.example/*', 'http://localhost/*'];
  await saveConnection({ ...deviceConnection, id: 'a', kind: 'chatkit', origins: ['http://localhost:8787'] });
  await takeButtonFrom(['http://localhost/*']);
  expect(await siteList()).toEqual(['https://docs.example/*']);
  expect(permissions.removed).toEqual([]);
  await takeButtonFrom(['https://docs.example/*']);
  expect(permissions.removed).toEqual(['https://docs.example/*']);
});

test('every site given back asks for a back end below it again, for that and not for the button', async () => {
  await updateSettings({ buttonSites: ['*://*/*'] });
  permissions.origins = ['*://*/*'];
  await saveConnection({ ...deviceConnection, id: 'a', kind: 'chatkit', origins: ['http://localhost:8787'] });
  await takeButtonFrom(['*://*/*']);
  expect(permissions.origins).toEqual(['http://localhost/*']);
  expect(noted).toMatchObject({ 'asked:http://localhost/*': 'reach' });
  expect(await siteList()).toEqual([]);
});

test('what is asked for a back end is noted as such before the browser is asked, and the button as the button', async () => {
  await updateSettings({ buttonSites: [] });
  permissions.granted = false;
  await services.allowOrigins(['http://127.0.0.1:8000']);
  expect(await showButtonOn(['https://docs.example/*'])).toBe(false);
  expect(noted).toMatchObject({ 'asked:http://127.0.0.1/*': 'reach', 'asked:https://docs.example/*': 'button' });
  expect(await siteList()).toEqual([]);
  await giveBack(['http://127.0.0.1/*']);
  expect(permissions.removed).toEqual([]);
});

test('where keys are forbidden a back end that wants one is not connected, nor asked for a token', async () => {
  managed.value = { allowKeys: false };
  onTestFinished(() => void (managed.value = {}));
  const backEnd = await startBackEnd({
    [`GET ${WELL_KNOWN}`]: json({ ...open, auth: 'key', token: { url: '/token' } }),
  });
  const forbidden = { code: 'FORBIDDEN', details: { reason: 'keysForbidden' } };
  await expect(services.detect(backEnd.url, never)).rejects.toMatchObject(forbidden);
  const draft = { ...draftOf(backEnd.url), auth: 'key' as const };
  const key = { key: 'typed', remember: true };
  await expect(services.connect(draft, key, () => undefined, never)).rejects.toMatchObject(forbidden);
  expect(messages.filter(({ name }) => name === 'signIn')).toEqual([]);
  expect(await idsOf()).toEqual([deviceConnection.id]);
});

test('nobody on this computer is asked before consent, without access, or against a policy', async () => {
  const asked: string[] = [];
  const real = globalThis.fetch;
  globalThis.fetch = (input) => {
    asked.push(input as string);
    return Promise.reject(new TypeError('refused'));
  };
  onTestFinished(() => {
    globalThis.fetch = real;
    managed.value = {};
  });
  const look = () => services.lookHere(never);
  await updateSettings({ consent: null });
  await expect(look()).rejects.toThrow('NO_CONSENT');
  await updateSettings({ consent: { version: CONSENT_VERSION, at: 1 } });
  permissions.granted = false;
  await expect(look()).rejects.toThrow('NEEDS_PERMISSION');
  permissions.granted = true;
  managed.value = { allowModelsHere: false };
  await expect(look()).rejects.toThrow('FORBIDDEN');
  expect(asked).toEqual([]);
  managed.value = {};
  expect(await look()).toEqual([]);
  expect(asked.sort()).toEqual(
    [11434, 1234, 1337, 8000, 8080].map((port) => `http://127.0.0.1:${port}/v1/models`).sort(),
  );
});
