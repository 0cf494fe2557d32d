import { createServer, type IncomingMessage, request as forward, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** One request as it reached the back end. */
export interface Passed {
  method: string;
  path: string;
  authorization: string | undefined;
  body: string;
  /** Of a ChatKit request, its type (`threads.create` …). */
  type: string | undefined;
}

/** A wire to the real back end that remembers what passed and can be bent. */
export interface Gate {
  address: string;
  passed: Passed[];
  /** Called before a request is handed on; a promise holds it back. */
  before: (passed: Passed) => Promise<void> | void;
  /** Answers in the back end's place, which then sees nothing, when it returns true. */
  instead: (passed: Passed, outgoing: ServerResponse) => boolean;
  /** Cuts the answer's connection after so many bytes when it returns a number. */
  cutAfter: (passed: Passed) => number | undefined;
  /**
   * Ends the connections that wait for a further request. On one of those, a browser repeats by itself a request that
   * got no answer (RFC 9110, 9.2.2, asks it to only where that is harmless; Chromium does it for POST as well).
   */
  hangUp(): void;
  close(): Promise<void>;
}

/**
 * @param port to come back where another gate was closed; a free one if absent
 * @param options.keepsHost the back end is told the host that was asked for, and names it in its addresses
 */
export async function openGate(upstream: string, port = 0, { keepsHost = false } = {}): Promise<Gate> {
  const target = new URL(upstream);
  const gate: Gate = {
    address: '',
    passed: [],
    before: () => undefined,
    instead: () => false,
    cutAfter: () => undefined,
    hangUp: () => server.closeIdleConnections(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const passed: Passed = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      authorization: incoming.headers.authorization,
      body,
      type: typeOf(body),
    };
    gate.passed.push(passed);
    await gate.before(passed);
    if (gate.instead(passed, outgoing)) return;
    const upward = forward(
      {
        host: target.hostname,
        port: target.port,
        method: passed.method,
        path: passed.path,
        headers: { ...incoming.headers, ...(keepsHost ? {} : { host: target.host }) },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        let room = gate.cutAfter(passed) ?? Number.POSITIVE_INFINITY;
        answer.on('data', (chunk: Buffer) => {
          outgoing.write(chunk.subarray(0, room));
          room -= chunk.length;
          if (room <= 0) outgoing.destroy();
        });
        answer.on('end', () => outgoing.end());
        answer.on('error', () => outgoing.destroy());
      },
    );
    upward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => upward.destroy());
    upward.end(body);
  };
  const server = createServer((incoming, outgoing) => void handle(incoming, outgoing).catch(() => outgoing.destroy()));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  gate.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return gate;
}

function typeOf(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { type?: string }).type;
  } catch {
    return undefined;
  }
}
