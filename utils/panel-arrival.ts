/**
 * A resolved `open()` is no proof: in a popup window Chrome's resolves and opens nothing. Only the panel's own message
 * (`panelReady`) is (DESIGN.md 6). Waits inside the handling of one event, so a worker's sleep cannot cut it.
 */
export function createArrivals() {
  const waiting = new Map<number, Set<() => void>>();
  return {
    /** The panel of this window has said that it is up. */
    announce(windowId: number): void {
      for (const resolve of waiting.get(windowId) ?? []) resolve();
      waiting.delete(windowId);
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
