import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const types: Record<string, string> = { js: 'text/javascript', html: 'text/html', json: 'application/json' };

export interface Received {
  method: string;
  path: string;
  authorization: string | undefined;
  body: string;
}

/** OpenAI's CDN and API as far as a reader's browser and a server with a key see them, on one origin. */
export interface StandIn {
  origin: string;
  received: Received[];
  /** `domain`: the page's domain is not listed. `dead`: the frame loads and does nothing. */
  mode: 'works' | 'domain' | 'dead';
  /** Secrets vended so far. */
  secrets: string[];
  close(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const standIn: StandIn = {
    origin: '',
    received: [],
    mode: 'works',
    secrets: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = createServer((incoming, outgoing) => void answer(standIn, incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  standIn.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return standIn;
}

async function answer(standIn: StandIn, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const { pathname } = new URL(incoming.url ?? '/', standIn.origin);
  const { authorization } = incoming.headers;
  standIn.received.push({ method: incoming.method ?? '', path: incoming.url ?? '', authorization, body });
  const json = (status: number, value: unknown) => {
    outgoing.writeHead(status, { 'content-type': types.json });
    outgoing.end(JSON.stringify(value));
  };
  if (pathname === '/mode.json') return json(200, { mode: standIn.mode });
  if (pathname === '/v1/chatkit/sessions') return vend(standIn, incoming, body, json);
  if (pathname === '/v1/chatkit/conversation') {
    const known = standIn.secrets.some((secret) => authorization === `Bearer ${secret}`);
    if (!known) return json(401, { error: { message: 'Invalid client secret.' } });
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
    return void outgoing.end(conversation(body));
  }
  const name = pathname.slice(1);
  if (!['chatkit.js', 'frame.html', 'frame.js'].includes(name)) return json(404, {});
  outgoing.writeHead(200, { 'content-type': types[name.split('.')[1] ?? ''] });
  outgoing.end(readFileSync(join(FIXTURES, name)));
}

/** As documented: beta header, user and workflow required, errors in OpenAI's shape. */
function vend(
  standIn: StandIn,
  { headers }: IncomingMessage,
  body: string,
  json: (status: number, value: unknown) => void,
): void {
  const refuse = (status: number, message: string, param: string | null = null) =>
    json(status, { error: { message, type: 'invalid_request_error', param, code: null } });
  if (!/^Bearer sk-/.test(headers.authorization ?? '')) return refuse(401, 'Incorrect API key provided.');
  if (headers['openai-beta'] !== 'chatkit_beta=v1') return refuse(400, 'The beta header is missing.');
  const { user, workflow } = JSON.parse(body) as { user?: string; workflow?: { id?: string } };
  if (!user) return refuse(400, 'Missing required parameter.', 'user');
  if (!workflow?.id) return refuse(400, 'Missing required parameter.', 'workflow');
  const expiresAt = Math.floor(Date.now() / 1_000) + 600;
  const claims = Buffer.from(JSON.stringify({ expires_at: expiresAt })).toString('base64');
  const secret = `ek_standin${standIn.secrets.length}_00${claims}`;
  standIn.secrets.push(secret);
  json(200, {
    id: 'cksess_1',
    object: 'chatkit.session',
    client_secret: secret,
    expires_at: expiresAt,
    status: 'active',
    user,
  });
}

function conversation(body: string): string {
  const { type, params } = JSON.parse(body) as {
    type: string;
    params: { thread_id?: string; input: { content: { text: string }[]; quoted_text?: string } };
  };
  const common = { thread_id: params.thread_id ?? 'cthr_1', created_at: '2026-11-25T12:00:00' };
  const events = [
    ...(type === 'threads.create'
      ? [
          {
            type: 'thread.created',
            thread: { id: 'cthr_1', created_at: common.created_at, status: { type: 'active' } },
          },
        ]
      : []),
    { type: 'thread.item.done', item: { ...common, id: 'msg_1', type: 'user_message', ...params.input } },
    {
      type: 'thread.item.done',
      item: {
        ...common,
        id: 'msg_2',
        type: 'assistant_message',
        content: [{ type: 'output_text', text: `OpenAI says: ${params.input.content[0]?.text}`, annotations: [] }],
      },
    },
  ];
  return events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
}
