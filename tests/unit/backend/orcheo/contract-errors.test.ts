import './catalogue';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { noticeText } from '../../../../utils/shared/notices';
import { createErrorActions } from '../../../../components/panel/error-actions';
import { createConnectionFetch } from '../../../../utils/backend/api-fetch';
import type { Connection } from '../../../../utils/connection/schema';
import { AppError, type ErrorCode } from '../../../../utils/shared/errors';
import { createVend } from '../../../../utils/background/token/vend';
import notices from '../../../../locales/en/notices.json';
import { type ContractServer, type Handle, sendJson, startContractServer } from '../../../contracts/recorder';
import { LOGIN_COOKIE, type Orcheo, startOrcheo } from '../../../contracts/orcheo';
import { aConnection } from '../../panel/passages';

/*
 * Every error of every contract of a ChatKit server, of Orcheo's gateway and of what vends tokens: what the reader sees,
 * and what the one button does.
 */

const ID = '123e4567-e89b-12d3-a456-426614174000';
const CANARY = 'canary-server-text';
type Seen = { code: ErrorCode; sentence: string; does: string };

let server: ContractServer;
let answer: Handle;
beforeEach(async () => {
  server = await startContractServer((request, response) => answer(request, response));
});
afterEach(() => server.close());

/** What a failure becomes in the panel: its sentence, and what happened when its button was pressed. */
function inThePanel(error: unknown, connection: Connection): Seen {
  if (!(error instanceof AppError)) throw error;
  const host = new URL(connection.apiUrl).host;
  const text = noticeText(error.code, error.details, host);
  const template = notices[text.sentence.id as keyof typeof notices];
  const sentence = template.replace(/\$(\d)/g, (_, at: string) => text.sentence.values[Number(at) - 1] ?? '');
  const did: string[] = [];
  const note =
    (what: string) =>
    (...args: unknown[]) => {
      did.push(
        [what, ...args.filter((arg) => typeof arg === 'string').map((arg) => arg.replace(host, 'HOST'))].join(' '),
      );
      return Promise.resolve(true);
    };
  const fault = { kind: 'error' as const, code: error.code, details: error.details, cause: 'send' as const, at: 0 };
  const act = createErrorActions({
    services: {
      openOptions: note('opens settings at'),
      openTab: note('opens'),
      copyText: () => note('copies the details')(),
      allow: note('asks the browser for the host'),
      announceAccess: () => Promise.resolve(),
      extensionOrigin: 'chrome-extension://x',
      version: '1',
    },
    connection,
    composer: {
      retryLast: note('asks for the answer again'),
      focus: note('focuses'),
    },
    notices: { clearErrors: vi.fn(), drop: vi.fn(), raise: vi.fn() },
    repeat: (cause: 'send' | 'load') => note(cause === 'send' ? 'sends the question again' : 'loads again')(),
    signIn: () => note('signs in')(),
    choosePart: note('lets a part be chosen'),
  } as unknown as Parameters<typeof createErrorActions>[0]);
  act(text.action, fault);
  return { code: error.code, sentence, does: did[0] ?? '' };
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  );
}

const ask = (
  connection: Connection,
  type = 'threads.create',
  token: string | null = null,
  timeoutMs = 10_000,
  fetch = globalThis.fetch,
) =>
  createConnectionFetch({
    connection,
    fetch,
    getToken: () => Promise.resolve(token),
    visitor: () => Promise.resolve('visitor-0123456789'),
    hasPermission: () => Promise.resolve(true),
    online: () => true,
    shape: (request) => request,
    timeoutMs,
  })(connection.apiUrl, {
    method: 'POST',
    body: JSON.stringify({
      type,
      params: { input: { content: [{ type: 'input_text', text: 'Why?' }], attachments: [] } },
    }),
  });

const chatkit = () => aConnection({ apiUrl: `${server.url}/chatkit`, origins: [server.url] });

describe('a ChatKit server', () => {
  test.each<[string, number, Record<string, string>, ErrorCode, string, string]>([
    [
      'does not know the body',
      400,
      {},
      'BAD_REQUEST',
      'HOST did not understand the request. Your question is kept.',
      'copies the details',
    ],
    ['wants a sign-in', 401, {}, 'SIGN_IN', 'HOST asks you to sign in again.', 'signs in'],
    ['refuses', 403, {}, 'FORBIDDEN', 'HOST refused this. Its owner may have to allow Docent.', 'copies the details'],
    [
      'has no such thread or path',
      404,
      {},
      'NOT_FOUND',
      'There is no chat at this address. It may have moved or been unpublished.',
      'opens settings at backends',
    ],
    [
      'takes no POST',
      405,
      {},
      'NOT_FOUND',
      'There is no chat at this address. It may have moved or been unpublished.',
      'opens settings at backends',
    ],
    ['is asked too late', 408, {}, 'SERVER', 'HOST had a problem (408). Nothing is lost.', 'sends the question again'],
    ['is in conflict', 409, {}, 'SERVER', 'HOST had a problem (409). Nothing is lost.', 'sends the question again'],
    [
      'is gone',
      410,
      {},
      'NOT_FOUND',
      'There is no chat at this address. It may have moved or been unpublished.',
      'opens settings at backends',
    ],
    ['finds it too large', 413, {}, 'TOO_LARGE', 'The passage is too long for HOST.', 'lets a part be chosen'],
    [
      'cannot read it',
      422,
      {},
      'BAD_REQUEST',
      'HOST did not understand the request. Your question is kept.',
      'copies the details',
    ],
    [
      'wants a pause',
      429,
      { 'retry-after': '7' },
      'TOO_MANY',
      'HOST asks for a pause of 7 seconds.',
      'sends the question again',
    ],
    [
      'wants a pause without saying how long',
      429,
      {},
      'TOO_MANY',
      'HOST asks for a pause of 20 seconds.',
      'sends the question again',
    ],
    ['fails', 500, {}, 'SERVER', 'HOST had a problem (500). Nothing is lost.', 'sends the question again'],
    [
      'has a broken gateway',
      502,
      {},
      'SERVER',
      'HOST had a problem (502). Nothing is lost.',
      'sends the question again',
    ],
    ['is down for work', 503, {}, 'SERVER', 'HOST had a problem (503). Nothing is lost.', 'sends the question again'],
    [
      'is behind a sign-in of the network',
      511,
      {},
      'NOT_JSON',
      "Something other than HOST answered, perhaps this network's sign-in page.",
      'opens http://HOST',
    ],
    [
      'has moved',
      307,
      { location: 'http://127.0.0.1:9/' },
      'MOVED',
      'HOST sends us on to another address.',
      'opens http://HOST/chatkit',
    ],
  ])('that %s (%i)', async (_name, status, headers, code, sentence, does) => {
    answer = (_request, response) => sendJson(response, status, { detail: CANARY }, headers);
    const connection = chatkit();
    const seen = inThePanel(await failureOf(ask(connection)), connection);
    const { host } = new URL(server.url);
    expect({ ...seen, sentence: seen.sentence.replace(host, 'HOST') }).toEqual({ code, sentence, does });
    expect(server.requests).toHaveLength(1);
  });

  test('that answers with a page, or with nothing at all', async () => {
    const connection = chatkit();
    answer = (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(CANARY);
    expect(inThePanel(await failureOf(ask(connection)), connection)).toMatchObject({ code: 'NOT_JSON' });
    answer = () => undefined;
    expect(inThePanel(await failureOf(ask(connection, 'threads.list', null, 400)), connection)).toMatchObject({
      code: 'UNREACHABLE',
      does: 'sends the question again',
    });
  });
});

describe('Orcheo’s gateway', () => {
  let orcheo: Orcheo;
  beforeEach(async () => {
    orcheo = await startOrcheo({
      workflows: [{ id: ID, handle: 'docs', name: 'Docs', published: true }],
      signingKey: 'x'.repeat(32),
    });
  });
  afterEach(() => orcheo.close());
  const connection = (over: Partial<Connection> = {}) =>
    aConnection({ kind: 'orcheo', apiUrl: `${orcheo.url}/api/chatkit`, origins: [orcheo.url], workflow: ID, ...over });

  test.each<[number, string, ErrorCode, string]>([
    [400, 'chatkit.workflow_id_missing', 'NO_WORKFLOW', 'opens settings at backends'],
    [400, 'chatkit.workflow_id_invalid', 'NO_WORKFLOW', 'opens settings at backends'],
    [400, 'chatkit.invalid_payload', 'BAD_REQUEST', 'copies the details'],
    [401, 'chatkit.auth.missing_token', 'SIGN_IN', 'signs in'],
    [401, 'chatkit.auth.invalid_scheme', 'SIGN_IN', 'signs in'],
    [401, 'chatkit.auth.invalid_jwt', 'SIGN_IN', 'signs in'],
    [401, 'chatkit.auth.invalid_jwt_claims', 'SIGN_IN', 'signs in'],
    [401, 'chatkit.auth.oauth_required', 'SIGN_IN', 'signs in'],
    [403, 'chatkit.auth.workflow_mismatch', 'FORBIDDEN', 'copies the details'],
    [400, 'chatkit.auth.workspace_required', 'FORBIDDEN', 'copies the details'],
    [401, 'chatkit.auth.missing_visitor_id', 'BAD_REQUEST', 'copies the details'],
    [403, 'chatkit.auth.workspace_mismatch', 'FORBIDDEN', 'copies the details'],
    [403, 'chatkit.auth.workspace_required', 'FORBIDDEN', 'copies the details'],
    [403, 'chatkit.auth.not_published', 'NOT_FOUND', 'opens settings at backends'],
    [429, 'chatkit.rate_limit.ip', 'TOO_MANY', 'sends the question again'],
    [429, 'chatkit.rate_limit.identity', 'TOO_MANY', 'sends the question again'],
    [429, 'chatkit.rate_limit.publish', 'TOO_MANY', 'sends the question again'],
    [429, 'chatkit.rate_limit.session', 'TOO_MANY', 'sends the question again'],
    [500, 'internal', 'SERVER', 'sends the question again'],
    [503, 'chatkit.signing_key_missing', 'SERVER', 'sends the question again'],
  ])('%i %s', async (status, orcheoCode, code, does) => {
    orcheo.instead = (_request, response) => {
      sendJson(
        response,
        status,
        { detail: { message: CANARY, code: orcheoCode, auth_mode: 'publish' } },
        status === 429 ? { 'retry-after': '3' } : {},
      );
      return true;
    };
    const seen = inThePanel(await failureOf(ask(connection())), connection());
    expect(seen).toMatchObject({ code, does });
    expect(seen.sentence).not.toMatch(/canary|chatkit\.|undefined|\$/);
    expect(orcheo.requests).toHaveLength(1);
  });

  test('a workflow that is really unpublished, and one that really wants a login', async () => {
    orcheo.options.workflows[0]!.published = false;
    expect(inThePanel(await failureOf(ask(connection())), connection())).toMatchObject({ code: 'NOT_FOUND' });
    Object.assign(orcheo.options.workflows[0]!, { published: true, requireLogin: true });
    expect(inThePanel(await failureOf(ask(connection())), connection())).toMatchObject({ code: 'SIGN_IN' });
  });

  test('a workflow that is gone, whose refusal carries no code', async () => {
    orcheo.options.workflows.length = 0;
    expect(inThePanel(await failureOf(ask(connection())), connection())).toMatchObject({
      code: 'NOT_FOUND',
      does: 'opens settings at backends',
    });
  });

  test('the limit of a workflow, which all its readers share, and the pause it asks for', async () => {
    orcheo.options.publishLimit = 1;
    await ask(connection(), 'threads.list');
    const seen = inThePanel(await failureOf(ask(connection(), 'threads.list')), connection());
    expect(seen).toMatchObject({ code: 'TOO_MANY', does: 'sends the question again' });
    expect(seen.sentence).toMatch(/ a pause of 60 seconds\.$/);
  });

  test('a members’ workflow of another workspace than the reader’s', async () => {
    Object.assign(orcheo.options.workflows[0]!, { requireLogin: true, workspace: 'acme' });
    const signedIn: typeof fetch = (url, init) =>
      fetch(url, { ...init, headers: { ...init?.headers, cookie: LOGIN_COOKIE } });
    const list = () => ask(connection(), 'threads.list', null, 10_000, signedIn);
    expect(inThePanel(await failureOf(list()), connection())).toMatchObject({ code: 'FORBIDDEN' });
    orcheo.options.members = ['acme'];
    expect((await list()).status).toBe(200);
  });

  test('headers that only a trusted proxy may set count for nothing', async () => {
    Object.assign(orcheo.options.workflows[0]!, { requireLogin: true, workspace: 'acme' });
    const claims = { 'x-orcheo-oauth-subject': 'admin', 'x-orcheo-oauth-workspaces': 'acme' };
    const said: typeof fetch = (url, init) => fetch(url, { ...init, headers: { ...init?.headers, ...claims } });
    const failure = await failureOf(ask(connection(), 'threads.list', null, 10_000, said));
    expect(inThePanel(failure, connection())).toMatchObject({ code: 'SIGN_IN' });
  });

  test('an expired or foreign token is tried once more with a new one, and no secret is sent back', async () => {
    const failure = await failureOf(ask(connection(), 'threads.create', 'expired'));
    expect(inThePanel(failure, connection())).toMatchObject({ code: 'SIGN_IN', does: 'signs in' });
    expect(orcheo.requests).toHaveLength(2);
    expect(JSON.stringify(orcheo.requests)).not.toMatch(/current_?client_?secret/i);
  });
});

describe('what vends tokens', () => {
  const vend = (connection: Connection) =>
    createVend({
      fetch,
      now: Date.now,
      onLine: () => true,
      mayReach: () => Promise.resolve(true),
      secretsOf: () => Promise.resolve({ key: 'shared-key' }),
      loginOf: () => Promise.resolve(null),
      timeoutMs: 10_000,
    })(connection);

  test.each<[string, Connection['auth'], number, ErrorCode, string]>([
    ['our proxy: a wrong key', 'key', 401, 'SIGN_IN', 'signs in'],
    ['our proxy: another workflow or origin', 'key', 403, 'FORBIDDEN', 'copies the details'],
    ['our proxy: too large', 'key', 413, 'TOO_LARGE', 'lets a part be chosen'],
    ['our proxy: no JSON', 'key', 415, 'BAD_REQUEST', 'copies the details'],
    ['our proxy: too many', 'key', 429, 'TOO_MANY', 'sends the question again'],
    ['our proxy: Orcheo refuses the service token', 'key', 502, 'SERVER', 'sends the question again'],
    ['our proxy: Orcheo has no signing key', 'key', 503, 'SERVER', 'sends the question again'],
    ['our proxy: Orcheo is silent', 'key', 504, 'SERVER', 'sends the question again'],
    ['Orcheo’s own endpoint: no service token', 'none', 401, 'SIGN_IN', 'signs in'],
    ['Orcheo’s own endpoint: no scope', 'none', 403, 'FORBIDDEN', 'copies the details'],
    ['Orcheo’s own endpoint: no UUID', 'none', 422, 'BAD_REQUEST', 'copies the details'],
    ['Better Auth: no session', 'better-auth', 401, 'SIGN_IN', 'signs in'],
    ['Better Auth: no such path', 'better-auth', 404, 'NOT_FOUND', 'opens settings at backends'],
    ['Better Auth: a failure', 'better-auth', 500, 'SERVER', 'sends the question again'],
  ])('%s (%s, %i)', async (_name, auth, status, code, does) => {
    answer = (_request, response) => sendJson(response, status, { detail: CANARY, error: CANARY });
    const connection = { ...chatkit(), auth, tokenUrl: `${server.url}/token` };
    const seen = inThePanel(await failureOf(vend(connection)), connection);
    expect(seen).toMatchObject({ code, does });
    expect(seen.sentence).not.toMatch(/canary|undefined|\$/);
  });

  test('Better Auth is asked by GET with the cookie jar, without a key and without a body', async () => {
    answer = (_request, response) => sendJson(response, 200, { token: 'bought', expires_in: 300 });
    const connection = { ...chatkit(), auth: 'better-auth' as const, tokenUrl: `${server.url}/auth/token` };
    expect(await vend(connection)).toEqual({ token: 'bought', ttlMs: 300_000 });
    const [request] = server.requests;
    expect([request?.method, request?.path, request?.body]).toEqual(['GET', '/auth/token', '']);
    expect(request?.headers.authorization).toBeUndefined();
  });
});
