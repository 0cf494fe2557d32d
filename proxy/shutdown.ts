import type { Server } from 'node:http';

interface Options {
  server: Pick<Server, 'close' | 'closeIdleConnections' | 'closeAllConnections'>;
  /** Resolves when no answer is being generated. */
  idle: () => Promise<void>;
  /** How long requests and answers may go on. */
  finishWithinMs: number;
}

/** Stops accepting, lets requests and answers finish, then hangs up (P16). */
export async function drain({ server, idle, finishWithinMs }: Options): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  // A connection that was busy when the server closed stays open when it falls idle, until its client lets go.
  const hangUpIdle = setInterval(() => server.closeIdleConnections(), 50);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<void>((resolve) => void (timer = setTimeout(resolve, finishWithinMs)));
  await Promise.race([Promise.all([closed, idle()]), tooLong]);
  clearTimeout(timer);
  clearInterval(hangUpIdle);
  server.closeAllConnections();
  // The end of an answer is stored right after the answer ends, before the next turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
}
