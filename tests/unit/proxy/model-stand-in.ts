import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ModelRequest {
  path: string;
  authorization: string | undefined;
  body: {
    model: string;
    stream: boolean;
    messages: { role: string; content: string }[];
    max_completion_tokens?: number;
    max_tokens?: number;
  };
}

type Behaviour = (response: ServerResponse, request: ModelRequest) => void | Promise<void>;

/**
 * A local server that speaks the streaming format of chat completions, as the API reference gives it.
 *
 * @param tells what it says of itself, by path (`/props`); other paths are not found
 */
export async function startModel(behave: Behaviour, tells: Readonly<Record<string, unknown>> = {}) {
  const requests: ModelRequest[] = [];
  const hungUp: ModelRequest[] = [];
  const looks: { path: string; authorization: string | undefined }[] = [];
  const server = createServer((incoming, response) => {
    const path = incoming.url ?? '';
    if (!path.endsWith('/chat/completions')) {
      looks.push({ path, authorization: incoming.headers.authorization });
      const told = tells[path];
      response.writeHead(told === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(told ?? { error: 'Not found' }));
      return;
    }
    void readRequest(incoming).then((request) => {
      requests.push(request);
      response.on('close', () => !response.writableFinished && hungUp.push(request));
      return behave(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    requests,
    hungUp,
    looks,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<ModelRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    path: incoming.url ?? '',
    authorization: incoming.headers.authorization,
    body: JSON.parse(Buffer.concat(chunks).toString()) as ModelRequest['body'],
  };
}

export function openStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

export function sendChunk(response: ServerResponse, delta: object, finish_reason: string | null = null): void {
  const chunk = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_795_232_605,
    model: 'stand-in',
    choices: [{ index: 0, delta, finish_reason }],
  };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

export function answerWith(words: string[], finish = 'stop'): Behaviour {
  return (response) => {
    openStream(response);
    sendChunk(response, { role: 'assistant', content: '' });
    for (const content of words) sendChunk(response, { content });
    sendChunk(response, {}, finish);
    response.end('data: [DONE]\n\n');
  };
}

export function refuseWith(status: number, code: string | null, message: string): Behaviour {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code } }));
  };
}
