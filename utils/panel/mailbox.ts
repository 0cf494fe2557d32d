/** Hands values to one listener, and keeps those that arrive while there is none. */
export interface Mailbox<Value> {
  put(value: Value): void;
  /** Returns its undo. */
  listen(listener: (value: Value) => void): () => void;
}

export function createMailbox<Value>(): Mailbox<Value> {
  let waiting: Value[] = [];
  let current: ((value: Value) => void) | undefined;
  return {
    put(value) {
      if (current === undefined) waiting.push(value);
      else current(value);
    },
    listen(listener) {
      current = listener;
      const held = waiting;
      waiting = [];
      held.forEach(listener);
      return () => {
        if (current === listener) current = undefined;
      };
    },
  };
}
