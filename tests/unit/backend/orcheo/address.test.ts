import { describe, expect, onTestFinished, test } from 'vitest';
import { detect } from '../../../../utils/backend/detect';
import { orcheoBase, readOrcheoAddress, readWorkflowReference } from '../../../../utils/backend/kinds/orcheo-address';
import { publicSignIn } from '../../../../utils/backend/kinds/orcheo-workflow';
import { orcheoOutcome } from '../../../../utils/settings-page/orcheo-entry';
import { orcheoDraft } from '../../../../utils/backend/detection/orcheo-steps';
import { startOrcheo, type Workflow } from '../../../contracts/orcheo';
import { context as quick, json, startBackEnd } from '../back-end';

/** Nothing here is silent on purpose, so a busy machine may take its time. */
const context = { ...quick, timeoutMs: 10_000 };
const ID = '123e4567-e89b-12d3-a456-426614174000';

test.each([
  ['https://canvas.example/chat/python-docs', 'https://canvas.example', 'python-docs'],
  ['https://studio.example/chat/acme/python-docs', 'https://studio.example', 'acme/python-docs'],
  ['https://studio.example/chat/team/core/python-docs/', 'https://studio.example', 'team/core/python-docs'],
  ['https://studio.example/chat/acme/team/core/docs?x=1', 'https://studio.example', 'acme/team/core/docs'],
  ['https://studio.example/at/chat/acme/team/core/docs', 'https://studio.example/at', 'acme/team/core/docs'],
  [`https://studio.example/chat/acme/team/core/${ID.toUpperCase()}`, 'https://studio.example', ID],
  ['https://studio.example/chat/chat/chat', 'https://studio.example', 'chat/chat'],
  [
    'https://api.example/api/workflows/docs/public?workspace_slug=acme&team_slug=core',
    'https://api.example',
    'acme/team/core/docs',
  ],
  ['https://canvas.example/chat/python-docs/?utm=1', 'https://canvas.example', 'python-docs'],
  [`https://canvas.example/team/chat/${ID}`, 'https://canvas.example/team', ID],
  ['https://api.example/api/workflows/python-docs/public', 'https://api.example', 'python-docs'],
  [`https://api.example/api/workflows/${ID}/chatkit/session`, 'https://api.example', ID],
  [`https://api.example/api/chatkit?workflow_id=${ID}`, 'https://api.example', ID],
  [`https://api.example/api/chatkit/workflows/${ID}/trigger`, 'https://api.example', ID],
  [`https://canvas.example/workflow-canvas/${ID}`, 'https://canvas.example', ID],
  [`https://api.example/somewhere/${ID}`, 'https://api.example', ID],
  ['https://api.example/', undefined, undefined],
  ['https://api.example/chat', undefined, undefined],
  ['https://api.example/docs/ai', undefined, undefined],
  ['https://api.example/chat/a/b/c', undefined, undefined],
  ['https://api.example/chat/acme/team/core/docs/more', undefined, undefined],
  ['https://api.example/chat/..%2f..', undefined, undefined],
])('%s names the workflow it should', (address, base, workflow) => {
  expect(readOrcheoAddress(address)).toEqual(base === undefined ? undefined : { base, workflow });
});

test.each([
  ['https://api.example/api/chatkit', 'https://api.example'],
  ['https://api.example/', 'https://api.example'],
  ['https://api.example/team/api/chatkit/session', 'https://api.example/team'],
  ['https://api.example/docs', 'https://api.example'],
  ['https://api.example/api/system/health', 'https://api.example'],
  ['https://api.example/orcheo/api/', 'https://api.example/orcheo'],
])('the application of %s is %s', (address, base) => expect(orcheoBase(address)).toBe(base));

test.each([
  ['  python-docs ', 'python-docs'],
  [ID, ID],
  ['acme/team/core/docs', 'acme/team/core/docs'],
  ['https://studio.example/chat/acme/team/core/docs', 'acme/team/core/docs'],
  [`https://canvas.example/chat/${ID}?x=1`, ID],
  ['two words', undefined],
  ['../x', undefined],
  ['a/b/c', undefined],
  [`${'x'.repeat(65)}`, undefined],
  ['', undefined],
  ['https://canvas.example/', undefined],
])('%j typed as the workflow reads as %s', (typed, reference) => {
  expect(readWorkflowReference(typed)).toBe(reference);
});

describe('detection', () => {
  const start = async (...workflows: Partial<Workflow>[]) => {
    const orcheo = await startOrcheo({
      workflows: workflows.map((over) => ({
        id: ID,
        handle: 'python-docs',
        name: 'Python docs',
        published: true,
        ...over,
      })),
    });
    onTestFinished(() => orcheo.close());
    return orcheo;
  };

  test.each(['python-docs', ID])('a share link with %s becomes the workflow with its id and its name', async (ref) => {
    const orcheo = await start({});
    expect(await detect(`${orcheo.url}/chat/${ref}`, context)).toMatchObject({
      outcome: 'found',
      draft: { kind: 'orcheo', name: 'Python docs', apiUrl: `${orcheo.url}/api/chatkit`, workflow: ID, auth: 'none' },
    });
    expect(orcheo.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('a workflow that wants a login uses its cookies', async () => {
    const orcheo = await start({ requireLogin: true });
    expect(await detect(`${orcheo.url}/chat/python-docs`, context)).toMatchObject({
      draft: { auth: 'cookie', signInUrl: `${orcheo.url}/chat/python-docs` },
    });
    expect(await detect(`${orcheo.url}/api/workflows/${ID}`, context)).toMatchObject({
      draft: { auth: 'cookie', signInUrl: `${orcheo.studio}/chat/python-docs` },
    });
  });

  test('a handle that several teams have is the one the share link names', async () => {
    const orcheo = await start(
      { workspace: 'acme', team: 'core', name: 'Core docs' },
      { id: ID.replace(/0$/, '1'), workspace: 'acme', team: 'ops', name: 'Ops docs' },
      { id: ID.replace(/0$/, '2'), workspace: 'other', team: 'core', name: 'Other docs' },
    );
    for (const workflow of orcheo.options.workflows) {
      const { pathname } = new URL(orcheo.shareLink(workflow));
      expect(await detect(orcheo.url + pathname, context)).toMatchObject({
        outcome: 'found',
        draft: { workflow: workflow.id, name: workflow.name },
      });
    }
    expect(await detect(`${orcheo.url}/chat/nobody/python-docs`, context)).toMatchObject({ outcome: 'form' });
  });

  test.each([
    ['no login wanted', false, 'https://a.example/chat/x', { auth: 'none' }],
    ['no page named', true, null, { auth: 'cookie' }],
    ['a page that is a script', true, 'javascript:alert(1)', { auth: 'cookie' }],
    ['a page that is none', true, 'chat/x', { auth: 'cookie' }],
    ['a page', true, 'https://a.example/chat/x', { auth: 'cookie', signInUrl: 'https://a.example/chat/x' }],
  ])('%s: how readers sign in', (_what, require_login, share_url, signIn) =>
    expect(publicSignIn({ id: ID, require_login, share_url })).toEqual(signIn),
  );

  test('a workflow that is not published asks for a token address', async () => {
    const orcheo = await start({ published: false });
    expect(await detect(`${orcheo.url}/chat/${ID}`, context)).toMatchObject({
      outcome: 'form',
      reason: 'FORBIDDEN',
      draft: { kind: 'orcheo', workflow: ID },
    });
  });

  describe.each([
    ['with its document', 'elsewhere'],
    ['behind a proxy that lets only /api through', 'same'],
  ] as const)('the API %s', (_how, studio) => {
    test.each(['', '/', '/api', '/api/chatkit', '/api/chatkit/', '/api/system/health'])(
      'at "%s" without a workflow asks which one, and has made nothing',
      async (path) => {
        const orcheo = await start({});
        orcheo.options.studio = studio;
        expect(await detect(orcheo.url + path, context)).toMatchObject({
          outcome: 'form',
          reason: 'NO_WORKFLOW',
          draft: { kind: 'orcheo', apiUrl: `${orcheo.url}/api/chatkit` },
        });
        expect(orcheo.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
      },
    );
  });

  test('the Studio on the API’s host leads to the workflow; on one of its own it asks for the API', async () => {
    const orcheo = await start({ workspace: 'acme', team: 'core' });
    const link = orcheo.shareLink(orcheo.options.workflows[0]!);
    expect(await detect(link, context)).toMatchObject({
      outcome: 'form',
      reason: 'NOT_FOUND',
      draft: { kind: 'orcheo', workflow: 'acme/team/core/python-docs' },
    });
    orcheo.options.studio = 'same';
    const shared = orcheo.url + new URL(link).pathname;
    expect(await detect(shared, context)).toMatchObject({ outcome: 'found', draft: { workflow: ID } });
  });

  test('a share link of a host without the API asks for the API, with the workflow filled in', async () => {
    const canvas = await startBackEnd({});
    const found = await detect(`${canvas.url}/chat/python-docs`, context);
    expect(found).toMatchObject({ outcome: 'form', draft: { kind: 'orcheo', workflow: 'python-docs' } });
  });

  test('an address that answers JSON is no page of the Studio', async () => {
    const other = await startBackEnd({ '*': json({ error: 'Unauthorized' }, 401) });
    expect(await detect(`${other.url}/chat/v1/completions`, context)).toMatchObject({
      outcome: 'form',
      draft: { kind: 'chatkit' },
    });
  });

  test('a server that is well and knows no workflows in other words is not Orcheo', async () => {
    const other = await startBackEnd({
      'GET /api/system/health': json({ status: 'ok' }),
      'GET *': json({ detail: 'Not Found' }, 404),
    });
    expect(await detect(other.url, context)).toMatchObject({ outcome: 'form', draft: { kind: 'chatkit' } });
  });

  test('another FastAPI application is not taken for Orcheo', async () => {
    const other = await startBackEnd({ 'GET /openapi.json': json({ paths: { '/api/chatkit': { post: {} } } }) });
    expect(await detect(other.url, context)).toMatchObject({ outcome: 'form', draft: { kind: 'chatkit' } });
  });
});

describe('the form', () => {
  const draft = orcheoDraft({ base: 'https://api.example' });
  const entry = { api: 'api.example', workflow: 'python-docs', token: '', keyed: false };

  test.each([
    ['a published workflow is looked up at the API', {}, { look: 'https://api.example/chat/python-docs' }],
    [
      'an address of the API may carry its path',
      { api: 'https://api.example/api/chatkit' },
      { look: 'https://api.example/chat/python-docs' },
    ],
    [
      'with its workspace and team, where a link names them',
      { workflow: 'https://studio.example/chat/acme/team/core/python-docs' },
      { look: 'https://api.example/chat/acme/team/core/python-docs' },
    ],
    ['an address that is none is said at its field', { api: 'ftp://x' }, { field: 'api', problem: 'addressScheme' }],
    ['so is a workflow that is none', { workflow: 'a b' }, { field: 'workflow', problem: 'connectWorkflowBad' }],
    [
      'a private workflow needs its id',
      { token: 'https://t.example/token' },
      { field: 'workflow', problem: 'connectWorkflowId' },
    ],
    [
      'a token address with a provider key is refused',
      { workflow: ID, token: 'sk-abc' },
      { field: 'token', problem: 'addressSecretKey' },
    ],
  ])('%s', (_name, over, expected) => expect(orcheoOutcome({ ...entry, ...over }, draft)).toEqual(expected));

  test('a private workflow goes to the API and its token address, and nowhere else', () => {
    expect(
      orcheoOutcome({ ...entry, workflow: ID, token: 'https://t.example/token?workflow_id=1', keyed: true }, draft),
    ).toMatchObject({
      draft: {
        apiUrl: 'https://api.example/api/chatkit',
        tokenUrl: 'https://t.example/token?workflow_id=1',
        origins: ['https://api.example', 'https://t.example'],
        workflow: ID,
        auth: 'key',
      },
    });
  });
});
