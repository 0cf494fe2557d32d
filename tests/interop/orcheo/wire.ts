/** An Orcheo, real or ours, with the same workflows behind different ids. */
export interface Wire {
  url: string;
  workspace: string;
  open: string;
  login: string;
  inner: string;
  serviceToken: string;
  cookie: string;
  proxySecret: string;
}

interface Asked {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What of an answer a client can see: its status, the headers that mean something, and the shape of what it says. */
export interface Seen {
  status: number;
  contentType: string;
  retryAfter?: string;
  allow?: string;
  body: unknown;
}

const ANN = { 'x-orcheo-visitor-id': 'visitor-ann-1' };
const BOB = { 'x-orcheo-visitor-id': 'visitor-bob-1' };
const question = (text: string) => ({
  content: [{ type: 'input_text', text }],
  attachments: [],
  inference_options: {},
});

/** One conversation and every refusal, in order. Later requests use what earlier ones were answered. */
export function* conversation({
  open,
  login,
  inner,
  serviceToken,
  cookie,
  workspace,
  proxySecret,
}: Wire): Generator<[string, Asked], void, string> {
  const ask = (type: string, params: object, more: object = { workflow_id: open }) => ({ type, params, ...more });
  const list = ask('threads.list', { limit: 1, order: 'desc' });
  const ofOpen = { workflow_id: open };

  yield ['its health', { path: '/api/system/health', method: 'GET' }];
  yield ['a published workflow', { path: `/api/workflows/${open}/public`, method: 'GET' }];
  yield ['a workflow with login', { path: `/api/workflows/${login}/public`, method: 'GET' }];
  yield ['a private workflow', { path: `/api/workflows/${inner}/public`, method: 'GET' }];
  yield ['an unknown workflow', { path: '/api/workflows/nobodys/public', method: 'GET' }];
  yield ['an unknown workspace', { path: `/api/workflows/docs/public?workspace_slug=nobodys`, method: 'GET' }];
  yield [
    'an unknown team',
    { path: `/api/workflows/docs/public?workspace_slug=acme&team_slug=nobodys`, method: 'GET' },
  ];
  yield ['a chat read by GET', { path: '/api/chatkit', method: 'GET' }];
  yield ['a share link on the API', { path: `/chat/${open}`, method: 'GET' }];

  yield ['no JSON', { body: '{', headers: ANN }];
  yield ['no ChatKit', { body: { type: 'nothing', ...ofOpen }, headers: ANN }];
  yield ['no workflow', { body: { ...list, workflow_id: undefined }, headers: ANN }];
  yield ['a handle as workflow', { body: { ...list, workflow_id: 'docs' }, headers: ANN }];
  yield ['a workflow that is not there', { body: { ...list, workflow_id: NOBODYS }, headers: ANN }];
  yield ['a private workflow without a token', { body: { ...list, workflow_id: inner }, headers: ANN }];
  yield ['nobody', { body: list }];
  yield ['a visitor of a name too short', { body: list, headers: { 'x-orcheo-visitor-id': 'ann' } }];
  yield ['a token of another scheme', { body: list, headers: { authorization: 'Basic abc' } }];
  yield ['a token that is none', { body: list, headers: { authorization: 'Bearer abc' } }];
  yield ['a login that is wanted', { body: { ...list, workflow_id: login }, headers: ANN }];
  yield ['a login by cookie', { body: { ...list, workflow_id: login }, headers: { cookie } }];

  const named = { 'x-orcheo-oauth-subject': 'ann', 'x-orcheo-oauth-workspaces': workspace };
  const trusted = { ...named, 'x-orcheo-proxy-secret': proxySecret };
  yield ['a login by a trusted proxy', { body: { ...list, workflow_id: login }, headers: trusted }];
  yield ['the same of anybody', { body: { ...list, workflow_id: login }, headers: named }];
  yield [
    'a member of another workspace',
    { body: { ...list, workflow_id: login }, headers: { ...trusted, 'x-orcheo-oauth-workspaces': NOBODYS } },
  ];

  const created = yield ['a first question', { body: ask('threads.create', { input: question('Hi') }), headers: ANN }];
  const thread_id = threadOf(created);
  yield [
    'a second question',
    { body: ask('threads.add_user_message', { thread_id, input: question('And?') }), headers: ANN },
  ];
  const whole = yield ['the conversation', { body: ask('threads.get_by_id', { thread_id }), headers: ANN }];
  yield ['its items', { body: ask('items.list', { thread_id, limit: 20, order: 'desc' }), headers: ANN }];
  yield ['the list', { body: list, headers: ANN }];
  yield ['a new name', { body: ask('threads.update', { thread_id, title: 'Named' }), headers: ANN }];
  yield ['feedback', { body: ask('items.feedback', { thread_id, item_ids: [], kind: 'positive' }), headers: ANN }];
  const item_id = /"id": *"((?:msg|cmsg)_[^"]+)"/.exec(whole)?.[1] ?? '';
  yield ['another try', { body: ask('threads.retry_after_item', { thread_id, item_id }), headers: ANN }];
  yield ['a workflow that fails', { body: ask('threads.create', { input: question('please fail') }), headers: ANN }];

  yield ['another visitor’s list', { body: list, headers: BOB }];
  yield ['another’s conversation', { body: ask('threads.get_by_id', { thread_id }), headers: BOB }];
  yield ['another’s items', { body: ask('items.list', { thread_id, limit: 20, order: 'desc' }), headers: BOB }];
  yield ['another’s name', { body: ask('threads.update', { thread_id, title: 'Mine' }), headers: BOB }];
  yield [
    'a question in another’s',
    { body: ask('threads.add_user_message', { thread_id, input: question('Mine') }), headers: BOB },
  ];
  yield [
    'another’s answer tried again',
    { body: ask('threads.retry_after_item', { thread_id, item_id }), headers: BOB },
  ];
  yield ['another’s deletion', { body: ask('threads.delete', { thread_id }), headers: BOB }];
  yield ['and it is still there', { body: ask('threads.get_by_id', { thread_id }), headers: ANN }];
  yield ['a deletion', { body: ask('threads.delete', { thread_id }), headers: ANN }];
  yield ['what was deleted', { body: ask('threads.get_by_id', { thread_id }), headers: ANN }];
  yield ['items of what was deleted', { body: ask('items.list', { thread_id }), headers: ANN }];

  const session = { path: '/api/chatkit/session' };
  yield ['a session without a token', { ...session, body: { workflow_id: inner } }];
  yield ['a session with a wrong token', { ...session, body: { workflow_id: inner }, headers: bearer('abc') }];
  yield ['a session of no UUID', { ...session, body: { workflow_id: 'docs' }, headers: bearer(serviceToken) }];
  const vended = yield [
    'a session',
    { ...session, body: { workflow_id: inner, user: { id: 'ann' } }, headers: bearer(serviceToken) },
  ];
  const { client_secret = '' } = JSON.parse(vended || '{}') as { client_secret?: string };
  yield ['a private list by token', { body: { ...list, workflow_id: inner }, headers: bearer(client_secret) }];
  yield ['another workflow by that token', { body: list, headers: bearer(client_secret) }];
}

const NOBODYS = '00000000-0000-4000-8000-000000000000';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const threadOf = (stream: string) => /"thread": *\{[^}]*?"id": *"([^"]+)"/.exec(stream)?.[1] ?? '';

/** Goes through all of it. @returns what is seen of each answer, by the request's name */
export async function listen(wire: Wire): Promise<Record<string, Seen>> {
  const seen: Record<string, Seen> = {};
  const asking = conversation(wire);
  for (let next = asking.next(''); !next.done;) {
    const [name, asked] = next.value;
    const { text, ...rest } = await send(wire.url, asked);
    seen[name] = rest;
    next = asking.next(text);
  }
  return seen;
}

async function send(base: string, { path = '/api/chatkit', method = 'POST', headers = {}, body }: Asked) {
  const response = await fetch(base + path, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const contentType = response.headers.get('content-type')?.replace(/; ?/, '; ') ?? '';
  const text = await response.text().catch(() => undefined);
  const [retryAfter, allow] = ['retry-after', 'allow'].map((name) => response.headers.get(name));
  return {
    status: response.status,
    contentType,
    ...(retryAfter && { retryAfter }),
    ...(allow && { allow }),
    body: text === undefined ? 'breaks off' : bodyOf(text, contentType),
    text: text ?? '',
  };
}

function bodyOf(text: string, contentType: string): unknown {
  if (contentType.startsWith('text/event-stream')) return eventsOf(text);
  return contentType.includes('json') ? shapeOf(JSON.parse(text)) : text;
}

/** How often progress is told, and the thread with it, is the workflow's; each kind is looked at once. */
function eventsOf(stream: string): unknown[] {
  const events = [...stream.matchAll(/^data: (.*)$/gm)].map(([, json = '']) => shapeOf(JSON.parse(json)));
  const texts = events.map((event) => JSON.stringify(event));
  return events.filter((_, index) => texts.indexOf(texts[index]!) === index);
}

/** Words whose value is a part of the contract; of all others only the kind counts. */
const said = new Set(['type', 'code', 'auth_mode', 'status', 'tool_choice']);

function shapeOf(value: unknown, name = ''): unknown {
  if (name === 'errors' || (name === 'detail' && Array.isArray(value))) return 'what is wrong';
  if (name === 'handle') return 'text or none';
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0], name)];
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => [key, shapeOf(inner, key)] as const);
    return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
  }
  if (typeof value !== 'string' || said.has(name))
    return typeof value === 'string' ? value : (value ?? null) === null ? null : typeof value;
  // FastAPI's refusals that are nothing but a sentence are told apart by it.
  if (name === 'detail') return value;
  return /^\d{4}-\d\d-\d\dT/.test(value) ? `time${/Z$/.test(value) ? ', UTC' : ''}` : 'text';
}
