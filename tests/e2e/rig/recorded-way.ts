import { createServer, type IncomingMessage, request as ask, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface Passed {
  method: string;
  path: string;
  authorization: string | undefined;
  origin: string | undefined;
  body: string;
  /** Pieces of the answer that went back so far. */
  pieces: number;
  /** The other side hung up before the answer was over. */
  left: boolean;
}

export interface RecordedWay {
  address: string;
  passed: Passed[];
  /** Milliseconds between two pieces of an answer. */
  pauseMs: number;
  /** Cuts every connection and takes no more, as a program that is ended. */
  end(): Promise<void>;
}

/**
 * A way to a real server on which everything is noted and nothing changed.
 *
 * @param ports of which the first that is free is taken; 0: any
 */
export async function recordedWay(to: string, ports: readonly number[] = [0]): Promise<RecordedWay> {
  const passed: Passed[] = [];
  const way: RecordedWay = { address: '', passed, pauseMs: 0, end: () => end(server) };
  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      const { method = '', url: path = '', headers } = incoming;
      const { authorization, origin } = headers;
      const note: Passed = { method, path, authorization, origin, body, pieces: 0, left: false };
      passed.push(note);
      const onward = ask(to + path, { method, headers: { ...headers, host: new URL(to).host } }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        void (async () => {
          for await (const come of answer) {
            for (const piece of eventsIn(come as Buffer)) {
              outgoing.write(piece);
              note.pieces += 1;
              if (way.pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, way.pauseMs));
            }
          }
          outgoing.end();
        })().catch(() => outgoing.destroy());
      });
      onward.on('error', () => outgoing.destroy());
      outgoing.on('close', () => {
        note.left = !outgoing.writableFinished;
        onward.destroy();
      });
      onward.end(body);
    });
  });
  await listenOnFirst(server, ports);
  way.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return way;
}

async function listenOnFirst(server: Server, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const isTaken = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(true));
      server.listen(port, '127.0.0.1', () => resolve(false));
    });
    if (!isTaken) return;
  }
  throw new Error(`None of these ports is free: ${ports.join(', ')}.`);
}

/** A fast model's events come many at once. Cut by bytes: the end of a letter may still be on its way. */
const eventsIn = (come: Buffer): Buffer[] =>
  come
    .toString('latin1')
    .split(/(?<=\n\n)/)
    .map((event) => Buffer.from(event, 'latin1'));

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of incoming) body += String(piece);
  return body;
}

function end(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
