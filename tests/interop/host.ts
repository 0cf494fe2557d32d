import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Backend } from './backend';

/** The page of the element, and between it and the back end a wire that is listened to. */
export interface Host {
  url: string;
  /** Types of the requests in the order in which they came; `upload` for the bytes of a file. */
  requests: string[];
  /** Everything that the back end said, response by response: two that come at once would run into each other. */
  said: { text: string }[];
  /** Whom requests go to. */
  backend: Backend | undefined;
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
/** As strict as an extension's. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: https: data:";

export async function startHost(folder: string): Promise<Host> {
  const host: Host = { url: '', requests: [], said: [], backend: undefined, close: () => Promise.resolve() };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    const answer = request.method === 'GET' ? serve(folder, path, response) : forward(host, request, response);
    answer.catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  host.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return host;
}

async function serve(folder: string, path: string, response: ServerResponse): Promise<void> {
  const file = path === '/' ? 'index.html' : path.slice(1);
  const content = await readFile(join(folder, file)).catch(() => undefined);
  if (!content) return void response.writeHead(404).end();
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(content);
}

async function forward(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = new Uint8Array(await buffer(request));
  const url = `${host.url}${request.url}`;
  host.requests.push(
    request.url === '/chatkit' ? (JSON.parse(new TextDecoder().decode(body)) as { type: string }).type : 'upload',
  );
  const left = new AbortController();
  response.on('close', () => left.abort());
  const { accept, 'content-type': contentType, 'x-upload': upload } = request.headers;
  const answer = await host.backend!.fetch(url, {
    method: request.method ?? 'POST',
    headers: {
      ...(accept && { accept }),
      ...(contentType && { 'content-type': contentType }),
      ...(upload && { 'x-upload': String(upload) }),
    },
    body,
    signal: left.signal,
  });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
  const decoder = new TextDecoder();
  const said = { text: '' };
  host.said.push(said);
  for await (const chunk of answer.body ?? []) {
    said.text += decoder.decode(chunk, { stream: true });
    response.write(chunk);
  }
  response.end();
}

/** The types of all events and updates that were said. */
export const eventTypes = ({ said }: Host): Set<string> => {
  const lines = said.flatMap(({ text }) => text.split('\n')).filter((line) => line.startsWith('data: '));
  const events = lines.map((line) => JSON.parse(line.slice(6)) as { type: string; update?: { type: string } });
  return new Set(events.flatMap(({ type, update }) => (update ? [type, update.type] : [type])));
};
