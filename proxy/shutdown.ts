import type { Server } from 'node:http';

interface Options {
  server: Pick<Server, 'close' | 'closeIdleConnections' | 'closeAllConnections'>;
  /** Resolves when no answer is in the making. */
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
  // The last words of an answer are stored right after it ends, before the next turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
}
