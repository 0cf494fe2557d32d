import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** vLLM started with `--api-key`, by its documented wire: everything below `/v1` wants the key, and nothing else does. */
export interface KeyedModel {
  address: string;
  /** `Authorization` of every request, in order. */
  keys: (string | undefined)[];
  /** Sends every request below `/v1` on to this address, as a server that has moved. */
  movedTo: string | undefined;
  close(): Promise<void>;
}

/** @param name of its one model */
export async function startKeyedModel(name: string, key: string): Promise<KeyedModel> {
  const model: KeyedModel = {
    address: '',
    keys: [],
    movedTo: undefined,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method, url = '', headers } = request;
      model.keys.push(headers.authorization);
      const end = (status: number, json: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(json));
      };
      if (!url.startsWith('/v1/')) return end(404, { detail: 'Not Found' });
      if (model.movedTo !== undefined) return response.writeHead(307, { location: model.movedTo + url }).end();
      if (headers.authorization !== `Bearer ${key}`) return end(401, { error: 'Unauthorized' });
      if (url === '/v1/models')
        return end(200, {
          object: 'list',
          data: [{ id: name, object: 'model', owned_by: 'vllm', max_model_len: 8_192 }],
        });
      if (`${method} ${url}` !== 'POST /v1/chat/completions') return end(404, { detail: 'Not Found' });
      if (!body.includes('"messages"'))
        return end(400, { object: 'error', message: 'messages: Field required', code: 400 });
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const say = (choice: object) =>
        response.write(`data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`);
      say({ delta: { content: `This is ${name} speaking.` } });
      say({ delta: {}, finish_reason: 'stop' });
      response.end('data: [DONE]\n\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  model.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return model;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request) body += String(piece);
  return body;
}
