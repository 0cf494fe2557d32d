import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as a contract server saw it. */
export interface Recorded {
  method: string;
  /** With query. */
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** The body parsed; undefined when it is not JSON. */
  json: Record<string, unknown> | undefined;
}

export interface ContractServer {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Every request but preflights, oldest first. */
  requests: Recorded[];
  close(): Promise<void>;
}

export type Handle = (request: Recorded, response: ServerResponse) => Promise<void> | void;

/** A real HTTP server on a free loopback port that remembers what reached it. */
export async function startContractServer(handle: Handle): Promise<ContractServer> {
  const requests: Recorded[] = [];
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString('utf8');
      const { method = '', url: path = '', headers } = incoming;
      const request: Recorded = { method, path, headers, body, json: parse(body) };
      requests.push(request);
      await handle(request, outgoing);
    })().catch((error: unknown) => {
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
      console.error(error);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
