import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Connection } from '../../../utils/connection/schema';
import { backEnd } from './stage-set';

const at = { thread_id: 'thr_1', created_at: '2026-11-21T09:00:00' };
const threadOf = (items: unknown[]) => ({
  id: at.thread_id,
  created_at: at.created_at,
  status: { type: 'active' },
  metadata: {},
  items: { data: items, has_more: false },
});

/** What arrived of the one conversation whose answer was cut. */
let cutItems: unknown[] = [];

/** What a question meets at `/<name>/chatkit`; every other request is answered as by an empty back end. */
const faults = {
  'signed-out': (answer: ServerResponse) => void answer.writeHead(401).end(),
  refusing: (answer: ServerResponse) => void answer.writeHead(403).end(),
  failing: (answer: ServerResponse) => void answer.writeHead(503).end(),
  silent: () => undefined,
  pausing: (answer: ServerResponse) => void answer.writeHead(429, { 'retry-after': '20' }).end(),
  cutting(answer: ServerResponse, question: object = {}) {
    const said = 'A decoder may consume considerable memory, so limit the size of what it';
    const user = { ...at, id: 'msg_1', type: 'user_message', attachments: [], inference_options: {}, ...question };
    const begun = { ...at, id: 'msg_2', type: 'assistant_message', content: [] };
    cutItems = [user, { ...begun, content: [{ type: 'output_text', text: said, annotations: [] }] }];
    const update = { type: 'assistant_message.content_part.text_delta', content_index: 0, delta: said };
    answer.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of [
      { type: 'thread.created', thread: threadOf([]) },
      { type: 'thread.item.done', item: user },
      { type: 'thread.item.added', item: begun },
      { type: 'thread.item.updated', item_id: begun.id, update },
    ])
      answer.write(`data: ${JSON.stringify(event)}\n\n`);
    setTimeout(() => answer.destroy(), 100);
  },
};

export type Fault = keyof typeof faults;
export const isFault = (value: unknown): value is Fault => typeof value === 'string' && value in faults;

let listening: Promise<string> | undefined;

/** A connection to a back end of this process that meets every question with one fault. */
export async function faulty(fault: Fault): Promise<Connection> {
  listening ??= listen();
  return { ...backEnd(fault, 'Python docs', await listening, `/${fault}`), tokenUrl: undefined };
}

/** Address of a server that answers and knows nothing of us. */
export function undescribed(): Promise<string> {
  return listenWith(createServer((_request, answer) => void answer.writeHead(404).end()));
}

/** On a free port of loopback; it does not keep the process alive. */
function listen(): Promise<string> {
  const server = createServer((request, answer) => {
    void text(request).then((body) => {
      const { type, params } = JSON.parse(body || '{}') as { type?: string; params?: { input?: object } };
      const name = request.url?.split('/')[1];
      const isQuestion = type === 'threads.create' || name === 'signed-out';
      if (isFault(name) && isQuestion) return faults[name](answer, params?.input);
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.end(JSON.stringify(type === 'threads.get_by_id' ? threadOf(cutItems) : { data: [], has_more: false }));
    });
  });
  return listenWith(server);
}

function listenWith(server: Server): Promise<string> {
  server.unref();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
