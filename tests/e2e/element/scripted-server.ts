import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

export interface ReceivedRequest {
  type: string;
  params: Record<string, unknown>;
  headers: Record<string, string | string[] | undefined>;
}

/** A streamed answer under the test's control. */
export interface EventStream {
  send(event: unknown): void;
  /** Bytes as they are, for streams that are none. */
  raw(text: string): void;
  end(): void;
  /** Breaks the connection in the middle. */
  cut(): void;
  readonly closed: Promise<void>;
}

export type Answer =
  | { json: unknown; status?: number }
  | { text: string; contentType: string; status?: number; headers?: Record<string, string> }
  | { stream: (stream: EventStream) => void | Promise<void> }
  | { hang: true };

export interface ScriptedServer {
  url: string;
  requests: ReceivedRequest[];
  /** Answers of each request type; a function sees the parameters. Without one: an empty page, or 400. */
  script: Record<string, (params: Record<string, unknown>) => Answer>;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

const empty: ScriptedServer['script'] = {
  'threads.list': () => ({ json: { data: [], has_more: false } }),
  'items.list': () => ({ json: { data: [], has_more: false } }),
  'items.feedback': () => ({ json: {} }),
  'threads.delete': () => ({ json: {} }),
};

/** Serves the page under a policy as strict as an extension's, and answers `/chatkit` as the test says. */
export async function startScriptedServer(root: string): Promise<ScriptedServer> {
  const requests: ReceivedRequest[] = [];
  const scripted: ScriptedServer = { url: '', requests, script: {}, close: () => Promise.resolve() };

  const server = createServer((request, response) => {
    void (async () => {
      const path = new URL(request.url ?? '/', 'http://local').pathname;
      if (path === '/chatkit') {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Omit<ReceivedRequest, 'headers'>;
        requests.push({ ...body, headers: request.headers });
        const answer = (scripted.script[body.type] ?? empty[body.type])?.(body.params);
        await reply(response, answer ?? { json: {}, status: 400 });
        return;
      }
      if (path === '/upload') {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const params = { method: request.method, body: Buffer.concat(chunks).toString('latin1') };
        requests.push({ type: 'upload', params, headers: request.headers });
        await reply(response, scripted.script.upload?.(params) ?? { json: {}, status: 400 });
        return;
      }
      const file = path === '/' ? 'index.html' : path.slice(1);
      try {
        const content = await readFile(join(root, file));
        response.writeHead(200, {
          'content-type': types[extname(file)] ?? 'application/octet-stream',
          'content-security-policy':
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data: blob:",
        });
        response.end(content);
      } catch {
        response.writeHead(404).end();
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  scripted.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  scripted.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return scripted;
}

async function reply(response: ServerResponse, answer: Answer): Promise<void> {
  if ('hang' in answer) return;
  if ('json' in answer) {
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.json));
    return;
  }
  if ('text' in answer) {
    response
      .writeHead(answer.status ?? 200, { 'content-type': answer.contentType, ...answer.headers })
      .end(answer.text);
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  await answer.stream({
    send: (event) => void response.write(`data: ${JSON.stringify(event)}\n\n`),
    raw: (text) => void response.write(text),
    end: () => void response.end(),
    cut: () => void response.destroy(),
    closed: new Promise((resolve) => response.on('close', () => resolve())),
  });
}
