import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestServer {
  url: string;
  /** Bodies of the requests, in order. */
  bodies: { type: string; params: Record<string, unknown> }[];
  headers: IncomingMessage['headers'][];
  close(): Promise<void>;
}

/** A real HTTP server that answers every POST as the test says. */
export async function startServer(
  answer: (response: ServerResponse, request: { type: string; params: Record<string, unknown> }) => void,
): Promise<TestServer> {
  const bodies: TestServer['bodies'] = [];
  const headers: TestServer['headers'] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as TestServer['bodies'][number];
      bodies.push(body);
      headers.push(request.headers);
      answer(response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/chatkit`,
    bodies,
    headers,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

export const sse = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  return (event: unknown) => response.write(`data: ${JSON.stringify(event)}\n\n`);
};
