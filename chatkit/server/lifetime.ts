/** How long one answer may go on being generated once nobody reads it. */
export interface Lifetime {
  /** Aborted when the answer must stop: what it said so far is kept. */
  readonly signal: AbortSignal;
  /** True once the reader of the stream has gone. */
  readonly left: boolean;
  /** The reader has gone: the answer has `finishWithinMs` left, or none if somebody waits for the thread. */
  leave(): void;
  /** Another request waits for the thread, or the reader pressed Stop: an answer nobody reads ends at once. */
  supersede(): void;
  /** Stops at once, reader or not (the thread is being deleted). */
  stop(): void;
  /** The answer is over: forgets timer and listener. */
  dispose(): void;
}

/** @param client aborts when the client has gone. */
export function createLifetime(finishWithinMs: number, client?: AbortSignal): Lifetime {
  const controller = new AbortController();
  let left = false;
  let superseded = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => controller.abort();
  const leave = () => {
    if (left) return;
    left = true;
    if (superseded) stop();
    else timer = setTimeout(stop, finishWithinMs);
  };
  if (client?.aborted) leave();
  else client?.addEventListener('abort', leave, { once: true });
  return {
    signal: controller.signal,
    get left() {
      return left;
    },
    leave,
    supersede() {
      superseded = true;
      if (left) stop();
    },
    stop,
    dispose() {
      clearTimeout(timer);
      client?.removeEventListener('abort', leave);
    },
  };
}
