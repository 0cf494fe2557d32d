/** State with listeners: what React's `useSyncExternalStore` reads. */
export interface ReadableStore<State> {
  /** The last published state; the same object until the next publication. */
  getSnapshot(): State;
  subscribe(listener: () => void): () => void;
}

export interface Store<State> extends ReadableStore<State> {
  /** The newest state, published or not. */
  current(): State;
  /** Changes the state; listeners hear of it at once, or with the next frame when the change is one of many. */
  set(state: State, when?: 'now' | 'next-frame'): void;
}

/** Calls back once before the next paint; a fake in tests. */
export type ScheduleFrame = (callback: () => void) => void;

/** A burst of changes is published once per frame: at 200 tokens a second the view is drawn 60 times, not 200. */
export function createStore<State>(initial: State, scheduleFrame: ScheduleFrame): Store<State> {
  const listeners = new Set<() => void>();
  let state = initial;
  let published = initial;
  let scheduled = false;
  const publish = () => {
    scheduled = false;
    if (published === state) return;
    published = state;
    for (const listener of [...listeners]) listener();
  };
  return {
    current: () => state,
    getSnapshot: () => published,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(next, when = 'now') {
      state = next;
      if (when === 'now') publish();
      else if (!scheduled) {
        scheduled = true;
        scheduleFrame(publish);
      }
    },
  };
}

/** A hidden page gets no animation frames; its state still has to go on. */
const HIDDEN_FRAME_MS = 250;

/** Before the next paint, or after 250 ms where nothing is painted. */
export const frameScheduler =
  (
    view: Pick<Window, 'requestAnimationFrame' | 'setTimeout' | 'clearTimeout' | 'cancelAnimationFrame'>,
  ): ScheduleFrame =>
  (callback) => {
    const run = () => {
      view.cancelAnimationFrame(frame);
      view.clearTimeout(timer);
      callback();
    };
    const frame = view.requestAnimationFrame(run);
    const timer = view.setTimeout(run, HIDDEN_FRAME_MS);
  };
