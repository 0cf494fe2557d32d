import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { createApi } from '../../chatkit/client/api';
import { createConversation } from '../../chatkit/client/conversation';
import { createTransport } from '../../chatkit/client/transport';
import { createConnectionFetch } from '../../utils/backend/api-fetch';
import { detect } from '../../utils/backend/detect';
import { threadsRequest } from '../../utils/backend/list-threads';
import { testConnection, type TestLine } from '../../utils/backend/test-connection';
import { askForFirstWord } from '../../utils/backend/first-word';
import type { Connection } from '../../utils/connection/schema';
import { AppError } from '../../utils/shared/errors';
import { LOGIN_COOKIE, type Orcheo, startOrcheo } from '../contracts/orcheo';
import { aConnection } from '../unit/panel/passages';
import { addServiceToken, addWorkflow, PROXY_SECRET, type RealOrcheo, startRealOrcheo } from './orcheo/real';
import { PostgresMissingError } from './orcheo/postgres';
import { listen, type Seen, type Wire } from './orcheo/wire';
import { PythonMissingError } from './python-env';

/** The real Orcheo, from PyPI; PostgreSQL is Debian's. */
let real: RealOrcheo;
let wire: Wire;
/** Why it cannot be had here, with the command that helps. */
let missing: string | undefined;
beforeAll(async () => {
  try {
    real = await startRealOrcheo();
  } catch (error) {
    if (process.env.CI || !(error instanceof PythonMissingError || error instanceof PostgresMissingError)) throw error;
    missing = error.message;
    return;
  }
  const [open, login, inner] = [
    await addWorkflow(real, 'Docs echo', 'open'),
    await addWorkflow(real, 'Members echo', 'with login'),
    await addWorkflow(real, 'Inner echo', 'private'),
  ];
  const { secret } = await addServiceToken(real);
  const proxySecret = PROXY_SECRET;
  wire = {
    url: real.url,
    workspace: real.workspace,
    open,
    login,
    inner,
    serviceToken: secret,
    cookie: await signIn(),
    proxySecret,
  };
  // The first time of all, it is installed.
}, 600_000);
afterAll(() => real?.stop());
const needsReal = (context: TestContext) => context.skip(missing !== undefined, missing);

/** The development server's own login. */
async function signIn(): Promise<string> {
  const answer = await fetch(`${real.url}/api/auth/dev/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Where the real one cannot be had, what was seen of it when it could (`RECORD=1`). */
const RECORDING = new URL('./fixtures/orcheo.json', import.meta.url);
const recorded = () => JSON.parse(readFileSync(RECORDING, 'utf8')) as Record<string, Seen>;

describe('our stand-in for Orcheo', () => {
  let ours: Orcheo;
  const at = { workspace: 'acme', team: 'acme' };
  const [open, login, inner] = [randomUUID(), randomUUID(), randomUUID()];
  const serviceToken = 'service-canary-Zq8Lm2Rt6Vb0Xc4NpW';
  beforeAll(async () => {
    ours = await startOrcheo({
      workflows: [
        { id: open, handle: 'docs', name: 'Docs echo', published: true, ...at },
        { id: login, handle: 'members', name: 'Members echo', published: true, requireLogin: true, ...at },
        { id: inner, handle: 'inner', name: 'Inner echo', published: false, ...at },
      ],
      workspaces: ['acme'],
      members: ['acme'],
      serviceToken,
      signingKey: 'signing-canary-0123456789abcdef01234567',
      proxySecret: PROXY_SECRET,
    });
  });
  afterAll(() => ours?.close());

  it('answers every request as the real one does: status, headers, shape of the body and of each event', async () => {
    const { url } = ours;
    const asOurs = await listen({
      url,
      workspace: 'acme',
      open,
      login,
      inner,
      serviceToken,
      cookie: LOGIN_COOKIE,
      proxySecret: PROXY_SECRET,
    });
    const asReal = missing === undefined ? await listen(wire) : recorded();
    if (process.env.RECORD && missing === undefined) writeFileSync(RECORDING, `${JSON.stringify(asReal, null, 1)}\n`);
    expect(Object.keys(asReal).length).toBeGreaterThan(45);
    expect(asOurs).toEqual(asReal);
  });
});

const everywhere = { allowed: () => Promise.resolve(true), fetch, online: () => true };

describe('an address of the real Orcheo', () => {
  beforeEach(needsReal);
  it.each([
    ['the share link that its own server gives', (share: string) => share],
    ['without its team', (share: string) => share.replace(/\/team\/[^/]+/, '')],
    ['with the id alone', (share: string) => share.replace(/\/chat\/.*\//, '/chat/')],
    ['its public endpoint', (_: string) => `${wire.url}/api/workflows/${wire.open}/public`],
    ['the API with the id', (_: string) => `${wire.url}/api/chatkit?workflow_id=${wire.open}`],
  ])('%s leads to the workflow, its name and its sign-in', async (_, linkOf) => {
    const said = await fetch(`${wire.url}/api/workflows/${wire.open}/public`);
    const { share_url } = (await said.json()) as { share_url: string };
    const link = linkOf(share_url);
    expect(await detect(link, { ...everywhere, signal: AbortSignal.timeout(10_000) })).toMatchObject({
      outcome: 'found',
      draft: {
        kind: 'orcheo',
        apiUrl: `${wire.url}/api/chatkit`,
        workflow: wire.open,
        name: 'Docs echo',
        auth: 'none',
      },
    });
  });

  it('a workflow with login is signed in to on the page it is shared on', async () => {
    const link = `${wire.url}/chat/acme/team/acme/${wire.login}`;
    expect(await detect(link, { ...everywhere, signal: AbortSignal.timeout(10_000) })).toMatchObject({
      outcome: 'found',
      draft: { workflow: wire.login, auth: 'cookie', signInUrl: link },
    });
  });

  it.each([
    ['of a private workflow needs its token address', () => `${wire.url}/chat/acme/${wire.inner}`, 'FORBIDDEN'],
    ['of the API alone needs a workflow', () => `${wire.url}/api/chatkit`, 'NO_WORKFLOW'],
    ['of the server alone needs a workflow', () => wire.url, 'NO_WORKFLOW'],
  ])('the address %s', async (_, address, reason) => {
    expect(await detect(address(), { ...everywhere, signal: AbortSignal.timeout(10_000) })).toMatchObject({
      outcome: 'form',
      reason,
      draft: { kind: 'orcheo', apiUrl: `${wire.url}/api/chatkit` },
    });
  });
});

/** Somebody at a connection: a nameless visitor, a cookie, or a token. */
interface Reader {
  visitor?: string;
  cookie?: string;
  token?: string;
}

const connectionTo = (workflow: string, more: Partial<Connection> = {}): Connection =>
  aConnection({
    kind: 'orcheo',
    apiUrl: `${wire.url}/api/chatkit`,
    origins: [wire.url],
    workflow,
    ...more,
  });

/** The browser adds the cookie to what is sent with credentials. */
const browserOf = ({ cookie }: Reader): typeof fetch => {
  const send: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    if (cookie !== undefined && init?.credentials === 'include') headers.set('cookie', cookie);
    return fetch(input, { ...init, headers });
  };
  return send;
};

const reach = (connection: Connection, reader: Reader) =>
  createConnectionFetch({
    connection,
    fetch: browserOf(reader),
    getToken: () => Promise.resolve(reader.token ?? null),
    hasPermission: () => Promise.resolve(true),
    online: () => true,
    shape: (request) => request,
    visitor: () => Promise.resolve(reader.visitor ?? 'visitor-of-a-test'),
  });

const transportOf = (connection: Connection, reader: Reader) =>
  createTransport({ endpoint: () => ({ url: connection.apiUrl, fetch: reach(connection, reader), locale: 'en' }) });

function open(connection: Connection, reader: Reader) {
  const errors: Error[] = [];
  const conversation = createConversation({
    transport: transportOf(connection, reader),
    scheduleFrame: (callback) => queueMicrotask(callback),
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onEvent: (event) => event.type === 'error' && errors.push(event.error),
    clientTool: () => undefined,
  });
  const settled = () =>
    new Promise<void>((resolve) => {
      const check = () => conversation.current().run === null && resolve();
      conversation.subscribe(check);
      check();
    });
  return {
    ...conversation,
    errors,
    settled,
    async ask(text: string) {
      await conversation.send({ content: [{ type: 'input_text', text }], attachments: [] });
      await settled();
    },
  };
}

async function titlesOf(connection: Connection, reader: Reader): Promise<(string | undefined)[]> {
  const titles: (string | undefined)[] = [];
  const pages = createApi(transportOf(connection, reader)).listThreads(AbortSignal.timeout(10_000));
  for await (const page of pages) titles.push(...page.map(({ title }) => title));
  return titles;
}

const wordsOf = (conversation: ReturnType<typeof open>, type: string): string[] =>
  conversation
    .current()
    .items.flatMap((item) =>
      item.type === type && 'content' in item
        ? [(item.content as { text: string }[]).map(({ text }) => text).join('')]
        : [],
    );

async function runTest(connection: Connection, reader: Reader): Promise<{ lines: TestLine[]; said: string[] }> {
  let lines: TestLine[] = [];
  await testConnection(
    connection,
    {
      ...everywhere,
      fetch: browserOf(reader),
      now: Date.now,
      signIn: () => Promise.resolve(reader.token === undefined ? null : { expiresAt: Date.now() + 60_000 }),
      chooseModel: (target) => Promise.resolve(target),
      list: async (target) => void (await reach(target, reader)(target.apiUrl, threadsRequest())),
      follow: () => Promise.resolve(),
      firstWord: (target, signal) =>
        askForFirstWord({
          apiUrl: target.apiUrl,
          apiFetch: reach(target, reader),
          question: 'Which test code does the passage name?',
          code: 'PNNDTEST',
          locale: 'en',
          verify: false,
          signal,
        }),
    },
    (next) => (lines = next),
  );
  const said = lines.map((line) => {
    if (line.state === 'failed') return `${line.step}: ${line.error.code}`;
    return `${line.step}: ${'remark' in line && line.remark ? line.remark.kind : line.state}`;
  });
  return { lines, said };
}

describe('the connection test at the real Orcheo', () => {
  beforeEach(needsReal);
  it('says that a published workflow wants no sign-in, what its clock says, and that the passage goes in the message', async () => {
    const { said } = await runTest(connectionTo(wire.open), { visitor: 'visitor-test-1' });
    expect(said).toEqual([
      ...['allowed: passed', 'reachable: passed', 'settings: passed'],
      ...['signedIn: noSignIn', 'clock: passed', 'firstWord: passed', 'passage: passageInMessage'],
    ]);
    // It deletes its question's conversation again.
    expect(await titlesOf(connectionTo(wire.open), { visitor: 'visitor-test-1' })).toEqual([]);
  });

  it('asks to sign in where a workflow wants a login, and names the session once there is one', async () => {
    const connection = connectionTo(wire.login, { auth: 'cookie' });
    expect((await runTest(connection, {})).said.at(3)).toBe('signedIn: SIGN_IN');
    // One that was open when it was connected.
    expect((await runTest(connectionTo(wire.login), {})).said.at(3)).toBe('signedIn: SIGN_IN');
    expect((await runTest(connection, { cookie: wire.cookie })).said.at(3)).toBe('signedIn: bySession');
  });
});

describe('a conversation with the real Orcheo', () => {
  beforeEach(needsReal);
  const visitor = { visitor: 'visitor-talk-1' };

  it('is asked, asked on, opened again as typed, listed, renamed and deleted', async () => {
    const connection = connectionTo(wire.open);
    const talk = open(connection, visitor);
    await talk.ask('What is this?');
    await talk.ask('And then?');
    expect(wordsOf(talk, 'assistant_message')).toEqual(['You asked: What is this?', 'You asked: And then?']);
    const { id } = talk.current().thread!;
    const again = open(connection, visitor);
    await again.open(id);
    expect(wordsOf(again, 'user_message')).toEqual(['What is this?', 'And then?']);
    const api = createApi(transportOf(connection, visitor));
    const signal = AbortSignal.timeout(10_000);
    expect(await titlesOf(connection, visitor)).toEqual(['What is this?']);
    await api.renameThread(id, 'Renamed', signal);
    expect(await titlesOf(connection, visitor)).toEqual(['Renamed']);
    // Times of a question and of an answer are of one zone, whatever the server leaves out.
    const times = again.current().items.map(({ created_at }) => Date.parse(String(created_at)));
    for (const time of times) expect(Math.abs(time - Date.now())).toBeLessThan(120_000);
    await api.deleteThread(id, signal);
    expect(await titlesOf(connection, visitor)).toEqual([]);
  });

  it('says that the answer failed, without a word of the workflow’s own', async () => {
    const talk = open(connectionTo(wire.open), visitor);
    await talk.ask('please fail');
    const { items } = talk.current();
    expect(JSON.stringify(talk.current())).not.toContain('a secret of the workflow');
    expect(items.some(({ type }) => type === 'assistant_message')).toBe(false);
    expect(talk.errors).toMatchObject([{ code: 'stream.error' }]);
  });

  it('is stopped while the workflow works', async () => {
    const talk = open(connectionTo(wire.open), visitor);
    await talk.send({ content: [{ type: 'input_text', text: 'please wait' }], attachments: [] });
    talk.stop();
    await talk.settled();
    expect(wordsOf(talk, 'user_message')).toEqual(['please wait']);
    expect(wordsOf(talk, 'assistant_message')).toEqual([]);
    // The server is not busy with it: the conversation goes on at once.
    await talk.ask('And now?');
    expect(wordsOf(talk, 'assistant_message')).toEqual(['You asked: And now?']);
  });
});

describe('the limit of a published workflow', () => {
  beforeEach(needsReal);
  it('is told with the seconds to wait, and the next visitor waits as well', async () => {
    const workflow = await addWorkflow(real, 'Busy echo', 'open');
    const connection = connectionTo(workflow);
    const list = (visitor: string) => reach(connection, { visitor })(connection.apiUrl, threadsRequest());
    for (let asked = 0; asked < 60; asked++) await list('visitor-busy-1');
    for (const visitor of ['visitor-busy-1', 'visitor-busy-2']) {
      const refused = await list(visitor).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(AppError);
      expect(refused).toMatchObject({ code: 'TOO_MANY', details: { retryAfterSeconds: 60 } });
    }
  });
});
