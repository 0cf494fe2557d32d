import { vi } from 'vitest';

/** The part of the browser that connecting touches; import this file first (see `tests/unit/settings`). */
export const messages: { name: string; request: Record<string, unknown> }[] = [];
export const permissions = { granted: true, removed: [] as string[], origins: [] as string[] };
/** The policy. */
export const managed: { value: Record<string, unknown> } = { value: {} };
/** `storage.session`, as far as it is written. */
export const noted: Record<string, unknown> = {};

/** One holder per name, as the browser has it; enough for `ifAvailable`. */
const held = new Set<string>();
const locks = {
  async request(name: string, options: unknown, work?: (lock: object | null) => unknown) {
    const run = (work ?? options) as (lock: object | null) => unknown;
    if (held.has(name)) return run(null);
    held.add(name);
    try {
      return await run({});
    } finally {
      held.delete(name);
    }
  },
};
vi.stubGlobal('navigator', { locks, onLine: true });

Object.assign(globalThis, {
  chrome: { runtime: { id: 'docent-test' } },
  browser: {
    runtime: {
      id: 'docent-test',
      sendMessage: (message: (typeof messages)[number]) => {
        messages.push(message);
        return Promise.resolve({ ok: true, value: {} });
      },
    },
    i18n: { getMessage: (key: string) => key, getUILanguage: () => 'en' },
    permissions: {
      getAll: () => Promise.resolve({ origins: [...permissions.origins] }),
      contains: () => Promise.resolve(permissions.granted),
      request({ origins }: { origins: string[] }) {
        if (permissions.granted) permissions.origins = [...new Set([...permissions.origins, ...origins])];
        return Promise.resolve(permissions.granted);
      },
      remove({ origins }: { origins: string[] }) {
        permissions.origins = permissions.origins.filter((origin) => !origins.includes(origin));
        return Promise.resolve(permissions.removed.push(...origins));
      },
    },
    storage: {
      managed: { get: () => Promise.resolve(managed.value) },
      session: { get: () => Promise.resolve({}), set: (items: object) => Promise.resolve(Object.assign(noted, items)) },
    },
  },
});
