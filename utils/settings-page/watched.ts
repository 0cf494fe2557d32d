/** A value that changes outside React. `get` returns the same object until it changed. */
export interface Watched<Value> {
  get: () => Value;
  subscribe: (listener: () => void) => () => void;
}
