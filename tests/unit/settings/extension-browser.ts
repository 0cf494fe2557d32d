/**
 * The part of the browser that settings touch. `webextension-polyfill` loads only where `chrome` has an id, and takes
 * `globalThis.browser` when that has one: import this file first.
 */
export const managed: { value: Record<string, unknown> | Error } = { value: {} };

Object.assign(globalThis, {
  chrome: { runtime: { id: 'docent-test' } },
  browser: {
    runtime: { id: 'docent-test' },
    storage: {
      managed: {
        get: () => (managed.value instanceof Error ? Promise.reject(managed.value) : Promise.resolve(managed.value)),
      },
    },
  },
});
