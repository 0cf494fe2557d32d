/**
 * A resolved `open()` is no proof: in a popup window Chrome's resolves and opens nothing. Only the panel's own message
 * (`panelReady`) is (docs/design.md 6). Waits inside the handling of one event, so a worker's sleep cannot cut it.
 */
export function createArrivals() {
  const waiting = new Map<number, Set<() => void>>();
  return {
    /** The panel of this window has said that it is up. True when a press was waiting for it. */
    announce(windowId: number): boolean {
      const listeners = waiting.get(windowId) ?? new Set();
      waiting.delete(windowId);
      for (const resolve of listeners) resolve();
      return listeners.size > 0;
    },
    /** True when the panel announces itself within the time, false otherwise. Register before opening. */
    within(windowId: number, milliseconds: number): Promise<boolean> {
      return new Promise((resolve) => {
        const listeners = waiting.get(windowId) ?? new Set();
        waiting.set(windowId, listeners);
        const timer = setTimeout(() => {
          listeners.delete(arrived);
          resolve(false);
        }, milliseconds);
        const arrived = () => {
          clearTimeout(timer);
          resolve(true);
        };
        listeners.add(arrived);
      });
    },
  };
}
export type Arrivals = ReturnType<typeof createArrivals>;
